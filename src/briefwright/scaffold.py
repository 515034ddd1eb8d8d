"""What ``init`` and ``new`` write: the starter files, with the names of the project filled in."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from briefwright.world import World

_STARTER = Path("templates", "starter")
_COMMON = "sector-report"
_ASIDE = 32
"""The column in which the starters' comments stand."""
REQUIREMENTS = "requirements-brief.txt"
"""Says which Briefwright a workflow installs."""
_IGNORED = "# What briefwright makes\n/dist/\n/drafts/\n/.dist.*\n/.base/\n/findings.sarif\n"
WORKFLOWS = {"github": ("github.yaml", ".github/workflows/publish.yaml"), "gitlab": ("gitlab.yml", ".gitlab-ci.yml")}
"""For each service the starter's file and where the service looks for it."""


def project(shipped: Path, folder: Path) -> list[str]:
    """Copy the starter's ``content/`` and notes to ``folder``; returns what was written, relative to it."""
    return _copy(shipped / _STARTER / "project", folder)


def thesis(world: World, archetype: str, slug: str) -> list[str]:
    """Write a draft of ``archetype`` as ``content/theses/<slug>/``, its references pointing at records there are."""
    # An archetype of the project's own need not have a starter: that of the one it extends is the nearest start.
    line = _line(world, archetype)
    starters = [root / _STARTER / "new" / name for name in (*line, _COMMON) for root in (world.root, world.shipped)]
    target = world.root / "content" / "theses" / slug
    written = _copy(next(folder for folder in starters if folder.is_dir()), target)
    names = {kind: _first_id(world, kind) for kind in ("sectors", "sources", "analysts", "companies")}
    houses = _ids(world, "houses")
    for path in written:
        file = target / path
        text = file.read_text(encoding="utf-8")
        for kind, name in names.items():
            text = text.replace(f"__{kind.upper()}__", name)
        text = re.sub(r"^(archetype: )[a-z0-9-]+", rf"\g<1>{archetype}", text, flags=re.MULTILINE)
        if len(houses) > 1:
            house = f"house: {houses[0]}".ljust(_ASIDE) + f"# whose brief it is: one of {', '.join(houses)}"
            text = re.sub(r"^(sector: .*)$", rf"\1\n{house}", text, count=1, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    return [f"content/theses/{slug}/{path}" for path in written]


def _line(world: World, archetype: str) -> list[str]:
    """An archetype and, in order, those that it extends, as far as a glance at their files tells."""
    line = [archetype]
    there = world.files("templates/archetypes")
    while (path := f"templates/archetypes/{line[-1]}.yaml") in there:
        named = re.search(r"^extends:\s*['\"]?([a-z0-9-]+)", world.read(path).decode(errors="replace"), re.MULTILINE)
        if named is None or named[1] in line:
            break
        line.append(named[1])
    return line


def ci(shipped: Path, folder: Path, service: str, requirement: str) -> dict[str, bool]:
    """Write the workflow of a service of ``WORKFLOWS`` and what it needs; each file with whether it was written.

    A file that is there already is left as it is.
    """
    source, target = WORKFLOWS[service]
    workflow = (shipped / _STARTER / "ci" / source).read_text(encoding="utf-8")
    return _add(folder, {target: workflow, REQUIREMENTS: requirement + "\n", ".gitignore": _IGNORED})


def editor(shipped: Path, folder: Path, schemas: Mapping[str, str]) -> list[str]:
    """Write Visual Studio Code's settings, a task that shows findings as problems, and ``schemas`` by kind of file."""
    files = {f".vscode/{kind}.schema.json": text for kind, text in schemas.items()}
    for name in ("settings.json", "tasks.json"):
        files[f".vscode/{name}"] = (shipped / _STARTER / "editor" / name).read_text(encoding="utf-8")
    return list(_add(folder, files))


def requirement(version: str, direct_url: str | None) -> str:
    """The line of pip's requirements that installs this Briefwright, from ``direct_url.json`` of its installation.

    What was installed from an index comes from there again, what came from a repository from the same commit. A folder
    or a wheel of this machine is nowhere else: the line then names a wheel to be put into the project's ``vendor/``.
    """
    if direct_url is None:
        return f"briefwright[data]=={version}"
    origin = json.loads(direct_url)
    url = str(origin["url"])
    if vcs := origin.get("vcs_info"):
        return f"briefwright[data] @ {vcs['vcs']}+{url}@{vcs['commit_id']}"
    if url.startswith("file:"):
        return f"./vendor/briefwright-{version}-py3-none-any.whl[data]"
    return f"briefwright[data] @ {url}"


def _add(folder: Path, files: Mapping[str, str]) -> dict[str, bool]:
    """Write what is not there yet."""
    written = {}
    for name, text in files.items():
        target = folder / name
        written[name] = not target.exists()
        if written[name]:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return written


def _copy(source: Path, target: Path) -> list[str]:
    written = []
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        relative = file.relative_to(source)
        destination = target / relative
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_bytes(file.read_bytes())
        written.append(relative.as_posix())
    return written


def _first_id(world: World, kind: str) -> str:
    """The first record of a kind in the project, or a name that ``check`` will ask for."""
    if found := _ids(world, kind):
        return found[0]
    return f"my-{kind.removesuffix('ies')}y" if kind.endswith("ies") else f"my-{kind.removesuffix('s')}"


def _ids(world: World, kind: str) -> list[str]:
    """The records of a kind, as far as a glance at their files tells."""
    return [
        found[1]
        for path in world.files(f"content/{kind}")
        for found in re.finditer(r"^([a-z0-9][a-z0-9-]*):", world.read(path).decode(errors="replace"), re.MULTILINE)
    ]
