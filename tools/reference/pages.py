"""The generated pages of ``docs/reference/``, each from what the program itself knows."""

import inspect
import re
import tempfile
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click
from pydantic import BaseModel

from briefwright import cli
from briefwright.cli.schema import field_texts
from briefwright.compute import FORMULAS
from briefwright.model import base, records, text
from briefwright.model.base import Content
from briefwright.model.codes import CODES
from briefwright.model.records import RECORDS
from briefwright.model.thesis import Fact, Thesis
from tools.reference import ledger, templates
from tools.reference.examples import Example, examples

_MADE = "<!-- Made by `python -m tools.reference`; do not edit. -->\n"
_FINDINGS = """\
# Findings

A code never changes its meaning. An **error** keeps its thesis from being built; a **warning** does so only under
`--strict`. The examples change one line of the guide's project, and the messages are what Briefwright says of it.
"""
_FORMULAS = """\
# Formulas

Under `computed`, a formula is names of numbers, plain numbers, durations (`18 month`), `+ - * /`, parentheses and
the formulas below. A result has the least certain kind of what it rests on; a bound stays a bound. Any formula may
also end in N201 to N203 (it is not written as the language has it), N205 (currencies differ), N209 (it rests on
itself), N213 (a flow meets a stock) and N217 (it rests on what is not meaningful); see
[computed numbers](numbers.md#computed-numbers).
"""
_CONTENT = """\
# Content

What may stand in `content/`. A field without a default must be given. **Text** is a string in the house's first
language, or a map by language. Amounts, units, periods and dates are explained in [numbers.md](numbers.md).
`briefwright schema` prints the same for editors.
"""
_COMMANDS = """\
# Commands

`python build.py …` in the repository is the same as `briefwright …`.

Exit codes: 0 done; 1 findings in the content; 2 usage or configuration; 3 a fault of the program or a limit; 130
interrupted.
"""
_STAGES = {
    "L": "Load: what is in the files",
    "D": "Data: snapshots of live sources",
    "C": "Check: whether the content fits together",
    "N": "Compute: numbers from numbers",
    "A": "Audit: whether each printed number is traced, fresh, consistent and labelled",
    "X": "Chart",
    "R": "Render",
    "P": "Publish",
    "J": "Jobs: the processes that make editions",
}


def findings() -> str:
    """Every code with its meaning and, where one can be shown, an example that gives it and the line mended."""
    with tempfile.TemporaryDirectory() as folder:
        shown = examples(Path(folder) / "project")
    parts = [_MADE, _FINDINGS]
    stage = ""
    for one in shown:
        if one.code[0] != stage:
            stage = one.code[0]
            parts.append(f"## {_STAGES[stage]}\n")
        parts.append("\n".join(_finding(one)) + "\n")
    return "\n".join(parts)


def _finding(one: Example) -> Iterator[str]:
    code = CODES[one.code]
    severity = "" if code.severity == "error" else f" ({code.severity})"
    yield f"### {one.code}: {code.title}{severity}\n"
    yield one.means
    if one.finding is None or one.finding.span is None:
        return
    name = one.file.removeprefix("content/theses/electric-ferries/").removeprefix("content/")
    if not one.wrong and not one.right:
        yield f"\nA file `{one.file}` that no section names:\n"
    elif one.wrong:
        yield f"\nIn `{name}`:\n\n{_fenced(one.wrong, one.file)}\n"
    else:
        yield f"\nIn `{name}`, without this:\n\n{_fenced(one.right, one.file)}\n"
    yield f"> {one.code} {_safe(one.finding.message)}  \n> help: {_safe(one.finding.help)}"
    if one.wrong and one.right:
        yield f"\nMended:\n\n{_fenced(one.right, one.file)}"


def _fenced(snippet: str, file: str) -> str:
    lang = {"md": "markdown", "csv": "csv"}.get(file.rsplit(".", 1)[-1], "yaml")
    lines = snippet.strip("\n").replace("\t", "→ ").split("\n")
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join([f"```{lang}", *(line[margin:].rstrip() for line in lines), "```"])


def _safe(message: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", message)


def formulas() -> str:
    """Every named formula: how it is written, what it means, the identity it rests on, and what it refuses."""
    parts = [_MADE, _FORMULAS]
    for formula in FORMULAS.values():
        doc = formula.function.__doc__ or ""
        codes = sorted(set(re.findall(r"N2\d\d", doc)))
        refused = "; ".join(f"{code} {CODES[code].title}" for code in codes)
        parts.append(
            f"## {formula.name}\n\n{formula.names['en']}. {formula.definition['en']}\n\n"
            f"- written: `{formula.signature}`\n- identity: {formula.source}\n"
            + (f"- refused: {refused}\n" if refused else "")
            + f"- in Chinese: {formula.names['zh-Hans']} · {formula.names['zh-Hant']}\n"
        )
    return "\n".join(parts)


def content() -> str:
    """Every field of a thesis and of the shared records, with its type and what it is for."""
    parts = [_MADE, _CONTENT]
    parts.append("## content/theses/&lt;slug&gt;/thesis.yaml\n")
    done: set[type[Content]] = set()
    parts += _model(Thesis, done)
    shelves: dict[str, type[Content]] = {**RECORDS, "facts": Fact}
    for folder, model in shelves.items():
        parts.append(f"## content/{folder}/*.yaml\n")
        parts.append("Each file maps identifiers to records.\n")
        parts += [f"See [{Fact.__name__}](#fact).\n"] if model is Fact else _model(model, done)
    return "\n".join(parts)


def _model(model: type[Content], done: set[type[Content]]) -> list[str]:
    if model in done:
        return []
    done.add(model)
    texts = field_texts(model)
    heading = f"### {model.__name__}\n\n{_plain(model.__doc__ or '')}\n"
    rows = ["| field | holds | default | |", "|---|---|---|---|"]
    inner: list[type[Content]] = []
    for name, field in model.model_fields.items():
        annotation = _annotations(model)[name]
        default = "" if field.is_required() else _default(field.get_default(call_default_factory=True))
        rows.append(f"| `{name}` | {_type(annotation, inner)} | {default} | {_plain(texts.get(name, ''))} |")
    parts = [heading + "\n" + "\n".join(rows) + "\n"]
    for one in inner:
        parts += _model(one, done)
    return parts


def _annotations(model: type[Content]) -> dict[str, Any]:
    """The annotations as written: pydantic's own have the named types of ``model/base.py`` taken apart."""
    found: dict[str, Any] = {}
    for one in reversed(model.__mro__):
        found |= inspect.get_annotations(one)
    return found


_NAMED = {
    "AmountField": "amount", "UnitField": "unit", "PeriodField": "period", "DateField": "date", "Slug": "identifier",
    "NumberName": "name of a number", "Address": "number", "Line": "line of text", "Mic": "market code",
}  # fmt: skip
_ALIASES = {
    id(vars(module)[name]): told for module in (base, records) for name, told in _NAMED.items() if name in vars(module)
}
_ALIASES[id(records.Address)] = "web address"
_SIMPLE = {str: "line of text", int: "whole number", bool: "true or false", text.Text: "Text", Any: "any value"}


def _type(annotation: Any, inner: list[type[Content]]) -> str:  # noqa: PLR0911 - one a form of type
    """What a field holds, in words; models it names are added to ``inner``."""
    if id(annotation) in _ALIASES:
        return _ALIASES[id(annotation)]
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " · ".join(f"`{one.value}`" for one in annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inner.append(annotation)  # type: ignore[arg-type]
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " · ".join(f"`{one}`" for one in arguments)
    if origin in (UnionType, Union):
        return " or ".join(_type(one, inner) for one in arguments if one is not NoneType)
    if origin is list:
        return f"list of {_type(arguments[0], inner)}"
    if origin is dict:
        return f"map from {_type(arguments[0], inner)} to {_type(arguments[1], inner)}"
    return _type(arguments[0], inner)  # Annotated: the first is the type


def _default(value: Any) -> str:
    return "none" if value is None or value in ([], {}) else f"`{str(getattr(value, 'value', value)).lower()}`"


def _plain(doc: str) -> str:
    """A docstring as a cell: one line, double backticks as single ones."""
    return re.sub(r"\s+", " ", doc).strip().replace("``", "`").replace("|", "\\|")


_SHOWN: dict[str, Any] = {"terminal_width": 100, "max_content_width": 100, "help_option_names": ["-h", "--help"]}


def commands() -> str:
    """Every command with its help."""
    parts = [_MADE, _COMMANDS]
    top = click.Context(cli.cli, info_name="briefwright", **_SHOWN)
    parts.append(f"```\n{cli.cli.get_help(top)}\n```\n")
    for name in cli.cli.list_commands(top):
        command = cli.cli.get_command(top, name)
        assert command is not None  # noqa: S101 - the group lists what it has
        parts += _helps(name, command, top)
    return "\n".join(parts)


def _helps(name: str, command: click.Command, parent: click.Context) -> list[str]:
    """The help of a command, then that of the commands below it."""
    context = click.Context(command, info_name=name, parent=parent, **_SHOWN)
    title = context.command_path.removeprefix("briefwright ")
    parts = [f"## {title}\n\n```\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            parts += _helps(below, command.commands[below], context)
    return parts


PAGES: dict[str, Callable[[], str]] = {
    "findings.md": findings,
    "formulas.md": formulas,
    "content.md": content,
    "commands.md": commands,
    "ledger.md": lambda: f"{_MADE}\n{ledger.page()}",
    "brief.md": lambda: f"{_MADE}\n{ledger.brief_page()}",
    "templates.md": lambda: f"{_MADE}\n{templates.page()}",
}
"""Name of the page to what writes it."""
