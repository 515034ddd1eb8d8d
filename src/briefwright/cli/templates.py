"""``briefwright templates``: what can be overridden, what it sees, a copy to edit."""

import difflib
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefwright.cli.common import world_of, writing
from briefwright.model.lang import LANGS, Lang

if TYPE_CHECKING:
    from briefwright.catalogue import Entry, View
    from briefwright.world import World

_SAID = {
    "archetypes": "the blocks of a kind of brief, in order",
    "sectors": "what a sector changes of an archetype",
    "houses": "what a house changes of an archetype",
    "blocks": "the parts of a brief",
    "layouts": "the pages around the blocks",
    "macros": "what several blocks print with",
    "site": "the site's own pages",
    "labels": "every fixed word, by language",
    "assets": "colours, fonts and measures; rules of style for paper and screen",
}
_LONGEST = 96


@click.group("templates")
def command() -> None:
    """List what can be overridden, show what it sees, copy it to edit."""


@command.command("list")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def list_(ctx: click.Context, form: str) -> int:
    """List every template, whose it is, and what stands in whose place."""
    from briefwright import catalogue

    world = world_of(ctx)
    known = catalogue.entries(world)
    if form == "json":
        click.echo(json.dumps([_record(entry) for entry in known], ensure_ascii=False, indent=1))
        return 0
    width = max((len(_named(entry)) for entry in known), default=0)
    for kind, group in groupby(known, key=lambda entry: entry.kind):
        click.echo(f"{kind}: {_SAID[kind]}")
        for entry in group:
            click.echo(f"  {_named(entry):<{width}}  {entry.origin}")
    return 0


@command.command("show")
@click.argument("name")
@click.option("--diff", is_flag=True, help="Show how the project's file differs from the shipped one.")
@click.pass_context
def show(ctx: click.Context, name: str, diff: bool) -> int:
    """Show what a template is for and everything it sees, with types and values of the specimen.

    NAME is that of `templates list`, as blocks/cover; the part behind the stroke will do where it is the only one.
    """
    from briefwright import catalogue

    world = world_of(ctx)
    entry = _entry(world, name)
    if diff:
        click.echo("".join(_difference(world, entry)), nl=False)
        return 0
    click.echo(f"{_named(entry)}: {entry.path} ({entry.origin})")
    if said := catalogue.said_of(world, entry):
        click.echo(said)
    click.echo()
    if entry.path.endswith((".yaml", ".css")):
        click.echo(world.read(entry.path).decode(errors="replace").rstrip())
    else:
        click.echo("\n".join(_context(world, entry)))
    return 0


@command.command("eject")
@click.argument("name")
@click.pass_context
def eject(ctx: click.Context, name: str) -> int:
    """Copy a shipped template into the project, to be edited there.

    The version copied is kept in templates/ejected.json, and `doctor` says when the shipped one has changed since. A
    file that is there already is left alone.
    """
    from briefwright import catalogue

    world = world_of(ctx)
    entry = _entry(world, name)
    if world.root == world.shipped:
        raise click.UsageError("this folder is where the shipped templates are: there is nothing to copy")
    if entry.own:
        raise click.UsageError(f"the project has {entry.path} already; it is left as it is")
    with writing():
        path = catalogue.eject(world, entry)
    click.echo(f"wrote {path}")
    click.echo(f"next: edit it; delete it to have the shipped one again; `briefwright templates show {entry.short}`")
    return 0


@command.command("specimen")
@click.option("--lang", "langs", multiple=True, type=click.Choice(LANGS), help="Only these languages.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for it (default: specimen/ in the project).",
)
@click.option("--jobs", "workers", type=click.IntRange(0, 64), default=2, show_default=True, help="Worker processes.")
@click.pass_context
def specimen_(ctx: click.Context, langs: tuple[Lang, ...], out: Path | None, workers: int) -> int:
    """Build the specimen: a fictional brief with every block and kind of exhibit, as PDF and HTML in every language.

    It is set by the project's templates and tokens, once more for every house with tokens of its own. Before and after
    a change, `briefwright compare` shows what the change did.
    """
    from briefwright import specimen
    from briefwright.cli import write_log
    from briefwright.cli.findings import show

    world = world_of(ctx)
    target = (out or world.root / "specimen").absolute()
    report = specimen.build(world, target, langs, workers, lambda name, *_: click.echo(f"made {name}", err=True))
    if report.findings:
        show(report.findings, world, "text")
    if report.defects:
        click.echo(f"help: report it with {write_log(report.defects)}", err=True)
    if report.published is None:
        click.echo("no specimen was made; see above", err=True)
        return 3 if report.defects else 1
    for path in sorted([*target.rglob("*.pdf"), *target.glob("*/*/index.html")]):
        click.echo(path)
    return 0


def _entry(world: "World", name: str) -> "Entry":
    """Raises UsageError for a name that is none, or that several have."""
    from briefwright import catalogue

    entry, near = catalogue.found(world, name)
    if entry is None:
        hint = f" Did you mean {' or '.join(near)}?" if near else " `briefwright templates list` names them all."
        raise click.UsageError(f"there is no one template '{name}'.{hint}")
    return entry


def _named(entry: "Entry") -> str:
    return entry.name + (f" ({entry.scope})" if entry.scope else "")


def _record(entry: "Entry") -> dict[str, object]:
    return {
        "kind": entry.kind,
        "name": entry.name,
        "path": entry.path,
        "scope": entry.scope,
        "origin": "project" if entry.own else "shipped",
        "shadows": list(entry.over),
    }


def _difference(world: "World", entry: "Entry") -> Iterator[str]:
    from briefwright.catalogue.files import shipped

    if not entry.own or "shipped" not in entry.over:
        raise click.UsageError(f"{entry.path} is not a project's file in place of a shipped one")
    old, new = (one.read(entry.path).decode(errors="replace") for one in (shipped(world), world))
    return difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), f"{entry.path} (shipped)", entry.path
    )


def _context(world: "World", entry: "Entry") -> Iterator[str]:
    """What a template sees: its variables, then the views that it uses, each value with one of the specimen's."""
    from briefwright import catalogue

    source = world.read(entry.path).decode(errors="replace")
    known = catalogue.known_views()
    example, blocks = _specimen()
    tops: dict[str, tuple[type, Any, list[str] | None]] = {}
    if entry.kind == "site":
        names = {"site": known["SiteView"], "page": known["PageView"], "view": catalogue.page_view(entry.name)}
        tops |= {name: (kind, None, catalogue.used_of(source, name)) for name, kind in names.items() if kind}
        if entry.name in ("root", "missing"):
            tops = {"tongues": (known["TongueHomeView"], None, None)}
    elif entry.kind != "macros":
        tops["brief"] = known["BriefView"], example, catalogue.used_of(source, "brief")
    own = catalogue.block_view(entry.name) if entry.kind == "blocks" else None
    if own:
        tops["block"] = own, blocks.get(entry.name), None
    if entry.name == "exhibit":
        tops["exhibit"] = known["Figure"], example.figures[0] if example and example.figures else None, None
    seen = [(name, kind.__name__, catalogue.view_of(kind).said) for name, (kind, _, _) in tops.items()]
    alone = entry.name == "exhibit"
    fixed = _FIXED[:1] if entry.kind == "site" else _FIXED
    seen += [row for row in fixed if not (alone and row[0] in _OF_BRIEFS)]
    seen += [row for row in _OF_LAYOUTS if entry.kind == "layouts" and not (alone and row[0] in _OF_BRIEFS)]
    if entry.kind == "macros":
        yield "Macros see what they are called with:"
        yield from (f"  {line}" for line in _macros(source))
        return
    yield "It sees:"
    yield from _table(seen)
    told: set[str] = set()
    for name, (kind, value, used) in tops.items():
        if used == []:
            continue
        yield from _views(catalogue.view_of(kind), value, used, name, told)


_FIXED = [
    ("label(key, …)", "function", "a fixed word of templates/labels/"),
    ("medium", "text", "screen or paper"),
    ("pdf", "text", "the name of the PDF beside the page, or empty"),
    ("logo", "text", "the address of the house's logo, or empty"),
]
_OF_BRIEFS = ("pdf", "body", "logo")
"""What the sheet of one exhibit does without."""
_OF_LAYOUTS = [
    ("body", "HTML", "the blocks, in order"),
    ("styles", "HTML", "on paper: the style sheet"),
]


def _views(view: "View", value: Any, used: list[str] | None, name: str, told: set[str]) -> Iterator[str]:
    """A view and then, once each, the views that its values are."""
    from briefwright import catalogue

    fields = [field for field in view.fields if used is None or field.name in used]
    yield ""
    part = "" if used is None else ", of which it uses"
    yield f"{name}: {view.name}{part}" if name else f"{view.name}: {view.said}"
    rows = []
    inner: dict[str, tuple[type, Any]] = {}
    for field in fields:
        sample = getattr(value, field.name, None)
        said = " ".join(filter(None, (field.said, _shown(sample))))
        rows.append((field.name, catalogue.type_words(field.type), said))
        for kind in catalogue.contexts.held_by(field.type):
            inner.setdefault(kind.__name__, (kind, _first(sample, kind)))
    yield from _table(rows)
    for kind_name, (kind, sample) in inner.items():
        if kind_name not in told:
            told.add(kind_name)
            yield from _views(catalogue.view_of(kind), sample, None, "", told)


def _first(value: Any, kind: type) -> Any:
    """The first ``kind`` in a value that is one or holds some."""
    if isinstance(value, kind):
        return value
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    return next((found for item in items if (found := _first(item, kind)) is not None), None)


def _shown(value: Any) -> str:
    """An example of a plain value, short enough for a line."""
    if isinstance(value, tuple) and value and isinstance(value[0], (str, int, float)):
        value = value[0]
    if isinstance(value, bool) or value is None or value == "" or not isinstance(value, (str, int, float)):
        return f"e.g. {str(value).lower()}" if isinstance(value, bool) else ""
    text = " ".join(str(value).split())
    return "e.g. " + (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    name = max((len(row[0]) for row in rows), default=0)
    kind = max((len(row[1]) for row in rows), default=0)
    return (f"  {row[0]:<{name}}  {row[1]:<{kind}}  {row[2]}".rstrip() for row in rows)


def _macros(source: str) -> list[str]:
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError:
        return []
    return [f"{one.name}({', '.join(arg.name for arg in one.args)})" for one in tree.find_all(nodes.Macro)]


def _specimen() -> "tuple[Any, Mapping[str, Any]]":
    """The view of the specimen in English, and those of its blocks; nothing where it cannot be made."""
    from briefwright import specimen

    brief = specimen.view()
    return brief, brief.views if brief else {}
