"""Is every exhibit declared, placed once in every language, and has what it draws."""

from collections.abc import Iterator
from itertools import chain

from briefwright.check.context import Context, unknown
from briefwright.model.exhibits import TableExhibit, TimelineChart
from briefwright.model.finding import Finding, Span
from briefwright.model.lang import LANGS, Lang
from briefwright.model.placement import body_of, placed_on
from briefwright.model.segments import What


def exhibits(context: Context) -> Iterator[Finding]:
    """C104: an exhibit placed or mentioned that is not declared."""
    record, thesis = context.thesis.record, context.thesis.data
    known = [exhibit.id for exhibit in thesis.exhibits]
    named = [
        (name, record.at("sections", index, "exhibits", position))
        for index, section in enumerate(thesis.sections)
        for position, name in enumerate(section.exhibits)
    ]
    if thesis.lead_exhibit:
        named.append((thesis.lead_exhibit, record.at("lead_exhibit")))
    named += [(part.target, text.span(part.offset, len(part.text))) for text, part in context.parts(What.REFERENCE)]
    for name, span in named:
        if name not in known:
            yield unknown("C104", "exhibit", name, known, span, "declare it under exhibits")


def placement(context: Context) -> Iterator[Finding]:
    """C142: an exhibit that an edition places twice. C143: one that it mentions and does not place."""
    known = {exhibit.id for exhibit in context.thesis.data.exhibits}
    said: set[str] = set()
    for lang in editions(context):
        seen: dict[str, Span] = {}
        for name, span in placed(context, lang):
            if first := seen.get(name):
                where = f"line {first.line}" if first.file == span.file else f"{first.file}, line {first.line}"
                yield Finding("C142", f"exhibit '{name}' is placed twice: first in {where}", span, "place it once")
            seen.setdefault(name, span)
        for text, part in context.parts(What.REFERENCE):
            lost = part.target in known and part.target not in seen and part.target not in said
            if lost and text.lang in (None, lang, "zh-Hans" if lang == "zh-Hant" else lang):
                said.add(part.target)
                message = f"exhibit '{part.target}' is mentioned, and placed nowhere in {lang}"
                help_ = f"write [[{part.target}]] alone on a line of Markdown, or name it in a section's exhibits"
                yield Finding("C143", message, text.span(part.offset, len(part.text)), help_)


def data(context: Context) -> Iterator[Finding]:
    """C141: an exhibit with nothing to draw. C144: a table's row that has not a cell a column."""
    thesis, record = context.thesis.data, context.thesis.record
    for index, exhibit in enumerate(thesis.exhibits):
        span = record.at("exhibits", index, "chart")
        if exhibit.chart == "value-chain" and thesis.value_chain is None:
            help_ = "add `value_chain:` with its stages, or drop the exhibit"
            yield Finding("C141", "the thesis has no value chain to draw", span, help_)
        if isinstance(exhibit, TimelineChart) and not exhibit.events and not thesis.catalysts:
            help_ = "add `events:` to the exhibit, or `catalysts:` to the thesis"
            yield Finding("C141", "there are no events to draw", span, help_)
        for place, row in enumerate(exhibit.rows if isinstance(exhibit, TableExhibit) else ()):
            cells, columns = len(row.cells), len(exhibit.columns) if isinstance(exhibit, TableExhibit) else 0
            if cells != columns:
                said = f"row {place + 1} has {cells} cell{'' if cells == 1 else 's'}, the table {columns} columns"
                help_ = 'give each row a cell a column; "—" says that there is nothing'
                yield Finding("C144", said, record.key("exhibits", index, "rows", place, "cells"), help_)


def placed(context: Context, lang: Lang) -> Iterator[tuple[str, Span]]:
    """Every placement of an exhibit in an edition, in order, with its place in the content.

    What a section's Markdown places, its ``exhibits`` may list once more.
    """
    for index, section in enumerate(context.thesis.data.sections):
        inside: set[str] = set()
        if body := body_of(context.thesis.bodies, index, lang):
            offset = 0
            for line in body.text.splitlines(keepends=True):
                for name in placed_on(line.rstrip("\r\n")):
                    inside.add(name)
                    yield name, body.span(offset + line.find(f"[[{name}]]"), len(name) + 4)
                offset += len(line)
        for position, name in enumerate(section.exhibits):
            if name not in inside:
                yield name, context.thesis.record.at("sections", index, "exhibits", position)


def unplaced(context: Context) -> Iterator[Finding]:
    """C150: an exhibit that no edition places, or not all of them."""
    languages = editions(context)
    where = {lang: {name for name, _ in placed(context, lang)} for lang in languages}
    mentioned = {part.target for _, part in context.parts(What.REFERENCE)}
    for index, exhibit in enumerate(context.thesis.data.exhibits):
        lacking = [lang for lang in languages if exhibit.id not in where[lang]]
        if lacking and exhibit.id not in mentioned.difference(chain.from_iterable(where.values())):
            every = len(lacking) == len(languages)
            said = f"exhibit '{exhibit.id}' is placed nowhere" + ("" if every else f" in {', '.join(lacking)}")
            help_ = "name it in a section's exhibits, or delete it"
            if not every:
                help_ = f"write [[{exhibit.id}]] alone on a line of the Markdown in every language"
            yield Finding("C150", said, context.thesis.record.at("exhibits", index, "id"), help_)


def editions(context: Context) -> tuple[Lang, ...]:
    """The languages the thesis is printed in; all where its house is not known."""
    return tuple(context.house.data.languages) if context.house else LANGS
