"""The workflows that `init --ci` writes: sound by their vendors' schemas, and their shell steps make what they promise.

The steps run as a runner would run them, in a fresh clone of a project of `init`, up to the built site. Steps that
install need apt and a network: they are left out, by name, on a machine that can build already. Actions are not run;
the check-out of the base branch is done with git.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefwright import cli, doctor, scaffold
from tests.conftest import Once
from tests.unit.starter import tree

ROOT = Path(__file__).resolve().parent.parent
STARTERS = {name: ROOT / "templates/starter/ci" / file for name, (file, _) in scaffold.WORKFLOWS.items()}
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}
PULL_REQUEST = "github.event_name == 'pull_request'"
STRANGER = f"{PULL_REQUEST} && github.event.pull_request.head.repo.full_name != github.repository"
MAIN = "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"
INSTALLS = ("Install fonts and system libraries", "Install Briefwright")
DAY = "2026-02-03"
VALUES = {"${{ inputs.as_of }}": DAY}
SITE = "${{ steps.pages.outputs.base_url }}"
THESIS = "content/theses/battery-swapping/thesis.yaml"
PDF = "en/battery-swapping/battery-swapping.en.pdf"
OLD, NEW = "2025A: 500}", "2025A: 520}"
MOVED = "| market&#91;2025A&#93;<br>"


def workflow(service: str) -> dict[Any, Any]:
    """As YAML reads it; ``on`` is True to YAML 1.1, so it is asked for by that name."""
    return dict(yaml.safe_load(STARTERS[service].read_text(encoding="utf-8")))


@pytest.mark.parametrize("service", SCHEMAS)
def test_a_workflow_holds_by_the_schema_of_its_vendor(service: str) -> None:
    """The schemas that check-jsonschema ships, so that no network is needed."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[service], str(STARTERS[service])]
    extra = ["--data-transform", "gitlab-ci"] if service == "gitlab" else []
    done = subprocess.run([*command, *extra], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_repository_publishes_its_own_site_with_the_same_file() -> None:
    """To the letter; only what is installed is its own."""
    own = ROOT / scaffold.WORKFLOWS["github"][1]
    assert own.read_bytes() == STARTERS["github"].read_bytes()
    assert (ROOT / scaffold.REQUIREMENTS).read_text() == ".[data]\n"


def test_strangers_get_a_token_that_reads_and_no_secret() -> None:
    """One trigger for pull requests; writing is the deployment's alone; no expression of an author reaches a shell."""
    text, read = STARTERS["github"].read_text(), workflow("github")
    assert set(read[True]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert read["permissions"] == {"contents": "read"}
    assert "secrets." not in text
    build, deploy = read["jobs"]["build"], read["jobs"]["deploy"]
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["if"] == MAIN
    assert all("timeout-minutes" in job for job in (build, deploy))
    for step in (*build["steps"], *deploy["steps"]):
        assert "${{" not in step.get("run", ""), f"{step['name']}: pass it by env, where a shell does not read it"
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
        if "cache/save" in step.get("uses", "") or "pages-artifact" in step.get("uses", ""):
            assert step["if"] == MAIN
        if "pip install" in step.get("run", ""):
            assert step["run"].startswith('cd "${RULES:-.}"\n')
    build = workflow("gitlab")["build"]
    assert build["rules"][0]["variables"] == {"CACHE_POLICY": "pull"}


def test_every_action_is_pinned_by_a_version_and_the_file_says_so() -> None:
    """And all are GitHub's own."""
    text = STARTERS["github"].read_text()
    used = re.findall(r"^ +uses: (\S+)", text, re.MULTILINE)
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@v\d+", one) for one in used)
    assert "pinned by version tag: their commit hashes were not looked up" in text


def git(folder: Path, *arguments: str | Path) -> str:
    who = ["-c", "user.name=Desk", "-c", "user.email=desk@example.test", "-c", "init.defaultBranch=main"]
    command = ["git", *who, "-C", str(folder), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def edit(folder: Path, old: str, new: str) -> None:
    """Change the thesis, which must hold ``old``, and commit it."""
    file = folder / THESIS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "Change")


@dataclass
class Runner:
    """Runs the shell steps of GitHub's jobs in ``folder``, with the files through which steps speak to each other."""

    folder: Path
    values: dict[str, str]
    """What stands for each ``${{ expression }}`` in a step's ``env``."""
    true: frozenset[str]
    """The conditions that hold."""
    base: str = ""
    env: dict[str, str] = field(default_factory=dict)
    said: str = ""

    def file(self, name: str) -> Path:
        """The file behind a variable such as GITHUB_OUTPUT."""
        path = self.folder.with_name(f"{self.folder.name}-{name}")
        path.touch()
        return path

    def read(self, name: str) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.file(name).read_text(encoding="utf-8").splitlines())

    def shell(self, script: str, env: dict[str, str]) -> int:
        speaking = {name: str(self.file(name)) for name in ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**surroundings(), **speaking, **self.read("GITHUB_ENV"), **env},
            capture_output=True,
            text=True,
            check=False,
        )
        self.said = done.stdout + done.stderr
        return done.returncode

    def run(self, steps: list[dict[str, Any]]) -> str:
        """The name of the step that failed; "" where none has."""
        for step in steps:
            if step["name"] in INSTALLS or ("if" in step and step["if"] not in self.true):
                continue
            if step.get("with", {}).get("path") == ".base":
                git(self.folder, "worktree", "prune")
                git(self.folder, "worktree", "add", "-q", "--detach", ".base", self.base)
            env = {name: self.values[value] for name, value in step.get("env", {}).items()}
            if "run" in step and self.shell(step["run"], env):
                return str(step["name"])
        return ""


def surroundings() -> dict[str, str]:
    """A bare environment with this Python's programs first."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    kept = {name: os.environ[name] for name in ("HOME", "DYLD_FALLBACK_LIBRARY_PATH") if name in os.environ}
    return {**kept, "PATH": path, "LANG": "C.UTF-8", "CI": "true"}


@pytest.fixture(scope="module")
def origin(once: Once) -> Path:
    """A repository that holds a project of `init` in English, with the workflows of both services."""
    lacking = [check.name for check in doctor.report() if not check.ok]
    if lacking:
        pytest.skip(f"steps left out here would have installed: {', '.join(lacking)}")

    def make(folder: Path) -> None:
        for service in scaffold.WORKFLOWS:
            assert cli.main(["init", str(folder), "--ci", service]) == 0
        house = folder / "content/houses/house.yaml"
        house.write_text(house.read_text(encoding="utf-8").replace("[zh-Hans, zh-Hant, en]", "[en]"), encoding="utf-8")
        git(folder, "init", "-q")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", "Start")

    return once("origin-of-workflows", make)


def clone(origin: Path, folder: Path) -> Path:
    git(folder.parent, "clone", "-q", origin, folder)
    return folder


def gitlab_script(*jobs: str) -> str:
    """What these jobs run one after the other, but for what installs."""
    read = workflow("gitlab")
    parts = [part for job in jobs for part in (*read[job].get("before_script", ()), *read[job]["script"])]
    left = [part for part in parts if part.splitlines()[0].removeprefix("# ") not in INSTALLS]
    assert len(parts) - len(left) == len(INSTALLS)
    return "\n".join(left)


def steps(job: str) -> list[dict[str, Any]]:
    return list(workflow("github")["jobs"][job]["steps"])


@pytest.mark.slow
def test_a_pull_request_on_github_ends_in_a_site_and_the_numbers_that_moved(origin: Path, tmp_path: Path) -> None:
    """From a fresh clone; the base branch is built beside it, and leaves no trace in the site or the repository."""
    folder = clone(origin, tmp_path / "clone")
    base = git(folder, "rev-parse", "HEAD")
    edit(folder, OLD, NEW)
    runner = Runner(folder, {**VALUES, SITE: ""}, frozenset({PULL_REQUEST}), base)
    assert runner.run(steps("build")) == "", runner.said
    assert runner.read("GITHUB_ENV") == {"AS_OF": DAY}
    assert re.fullmatch("[0-9a-f]{64}", runner.read("GITHUB_OUTPUT")["release"])
    made = tree(folder / "dist")
    assert {"index.html", "manifest.json", PDF} <= set(made)
    assert not [name for name in made if ".base" in name]
    moved = runner.file("GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    assert moved.startswith("## Numbers that moved")
    assert MOVED in moved
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.slow
def test_a_second_run_of_main_deploys_nothing_new(origin: Path, tmp_path: Path) -> None:
    """Another clone, the same commit and day: the same bytes, with the last release in the cache or without one.

    The step before the deployment finds their manifest online, and stops there.
    """
    values = {**VALUES, SITE: "https://desk.example.test/research"}
    runners = [Runner(clone(origin, tmp_path / name), values, frozenset({MAIN})) for name in ("one", "two", "cached")]
    for runner in runners:
        if runner.folder.name == "cached":
            shutil.copytree(runners[0].folder / "dist", runner.folder / "dist")
        assert runner.run(steps("build")) == "", runner.said
        assert runner.file("GITHUB_STEP_SUMMARY").read_text() == ""
        assert tree(runner.folder / "dist") == tree(runners[0].folder / "dist")
    assert "0 built, 1 carried over" in runners[-1].said
    assert "https://desk.example.test/research/" in (runners[0].folder / "dist/sitemap.xml").read_text()
    first, second, third = (runner.read("GITHUB_OUTPUT")["release"] for runner in runners)
    assert first == second == third
    if shutil.which("curl") is None:
        pytest.skip("there is no curl")
    for online, same in ((runners[0].folder / "dist", {"same": "yes"}), (tmp_path / "nowhere", {})):
        visitor = Runner(
            tmp_path,
            {
                "${{ needs.build.outputs.site }}": online.as_uri(),
                "${{ needs.build.outputs.release }}": second,
            },
            frozenset(),
        )
        visitor.file("GITHUB_OUTPUT").write_text("")
        assert visitor.run(steps("deploy")) == "", visitor.said
        assert visitor.read("GITHUB_OUTPUT") == same


HOSTILE = "<script>alert(1)</script>"


def propose(folder: Path) -> str:
    """A stranger's commit: another number, and all that a stranger would like to have run; returns the base's hash."""
    base = git(folder, "rev-parse", "HEAD")
    for name in ("templates/layouts/screen.html.j2", "assets/site.css", "requirements-brief.txt", "dist/index.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(HOSTILE, encoding="utf-8")
    (folder / "extensions.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    (folder / "json.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    (folder / ".base").symlink_to(folder / "content")
    git(folder, "add", "--force", ".")
    edit(folder, OLD, NEW)
    return base


def assert_only_content_was_taken(folder: Path) -> None:
    made = tree(folder / "dist")
    assert PDF in made
    assert not [name for name, data in made.items() if HOSTILE.encode() in data]
    assert not (folder / "ran").exists()


@pytest.mark.slow
def test_of_a_stranger_s_pull_request_only_the_content_is_used(origin: Path, tmp_path: Path) -> None:
    """Annotations say what was left out; the numbers that moved are shown as ever."""
    folder = clone(origin, tmp_path / "clone")
    base = propose(folder)
    runner = Runner(folder, {**VALUES, SITE: ""}, frozenset({PULL_REQUEST, STRANGER}), base)
    before = steps("build")[: [step["name"] for step in steps("build")].index("Check") + 1]
    assert runner.run(before) == "", runner.said
    assert "::warning file=extensions.py,line=1,col=1,title=L077::" in runner.said
    assert runner.run(steps("build")) == "", runner.said
    assert_only_content_was_taken(folder)
    assert MOVED in runner.file("GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_fault_stops_a_pull_request_with_an_annotation(origin: Path, tmp_path: Path) -> None:
    """At the step that checks; nothing is built."""
    folder = clone(origin, tmp_path / "clone")
    base = git(folder, "rev-parse", "HEAD")
    edit(folder, "source: example-survey", "source: nobody")
    runner = Runner(folder, {**VALUES, SITE: ""}, frozenset({PULL_REQUEST}), base)
    assert runner.run(steps("build")) == "Check"
    assert f"::error file={THESIS},line=" in runner.said
    assert not (folder / "dist").exists()


@pytest.mark.slow
def test_a_merge_request_on_gitlab_ends_in_a_site_reports_and_the_numbers_that_moved(
    origin: Path, tmp_path: Path
) -> None:
    """From a fresh clone, through the job of Pages to the folder that GitLab serves."""
    folder = clone(origin, tmp_path / "clone")
    base = git(folder, "rev-parse", "HEAD")
    edit(folder, OLD, NEW)
    runner = Runner(folder, {}, frozenset())
    script = gitlab_script("build", "pages")
    code = runner.shell(script, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "AS_OF": DAY})
    assert code == 0, runner.said
    assert MOVED in (folder / "moved.md").read_text(encoding="utf-8")
    assert tree(folder / "public") == tree(folder / "dist")
    assert (folder / "public" / PDF).is_file()
    assert (folder / "check.json").read_text() == "[]\n"
    assert "<testcase" in (folder / "check.xml").read_text()


@pytest.mark.slow
def test_of_a_merge_request_from_another_project_only_the_content_is_used(origin: Path, tmp_path: Path) -> None:
    """The same on GitLab."""
    folder = clone(origin, tmp_path / "clone")
    ids = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2", "CI_MERGE_REQUEST_PROJECT_ID": "1"}
    runner = Runner(folder, {}, frozenset())
    code = runner.shell(
        gitlab_script("build"), {"CI_MERGE_REQUEST_DIFF_BASE_SHA": propose(folder), "AS_OF": DAY, **ids}
    )
    assert code == 0, runner.said
    assert_only_content_was_taken(folder)
    assert MOVED in (folder / "moved.md").read_text(encoding="utf-8")
