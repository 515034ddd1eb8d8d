"""Where exhibits stand in a brief, and the numbers they get from it. Chart and render read the same order."""

import re
from collections.abc import Collection, Mapping, Sequence

from briefwright.model.lang import Lang
from briefwright.model.library import Body
from briefwright.model.segments import SLUG
from briefwright.model.thesis import Section, Thesis

_REFERENCE = re.compile(rf"\[\[({SLUG})\]\]")
_PLACEMENT = re.compile(rf"\s*(?:\[\[{SLUG}\]\]\s*)+")


def body_of(bodies: Mapping[tuple[int, Lang], Body], section: int, lang: Lang) -> Body | None:
    """The Markdown an edition prints for a section: its own, for ``zh-Hant`` else what it is derived from."""
    own = bodies.get((section, lang))
    return own or (bodies.get((section, "zh-Hans")) if lang == "zh-Hant" else None)


def placed_on(line: str) -> tuple[str, ...]:
    """The exhibits a line of Markdown places: none unless it holds references and nothing else; two are a pair."""
    return tuple(_REFERENCE.findall(line)) if _PLACEMENT.fullmatch(line) else ()


def chapter_order(thesis: Thesis, blocks: Sequence[str]) -> tuple[int, ...]:
    """The sections in the order in which the blocks print them, by index."""
    places = {name: place for place, name in enumerate(blocks)}
    return tuple(
        sorted(
            range(len(thesis.sections)),
            key=lambda index: places.get(printed_with(thesis.sections[index], blocks), len(places)),
        )
    )


def printed_with(section: Section, blocks: Collection[str]) -> str:
    """The block that prints a section: the one it opens, else ``sections``."""
    return section.block if section.block and section.block in blocks else "sections"


def placement_rows(
    thesis: Thesis, bodies: Mapping[tuple[int, Lang], Body], lang: Lang = "zh-Hans", blocks: Sequence[str] = ()
) -> tuple[tuple[str, ...], ...]:
    """The exhibits in the order in which they are placed, row by row; a row of two stands side by side.

    Within a section those of the Markdown come first, then those the section lists, of which neighbours of half width
    form a pair. Exhibits placed nowhere follow, each in a row of its own, as blocks may still place them. An exhibit
    named twice stands where it is named first. Names without an exhibit are skipped: ``check`` reports them. Sections
    are taken in the order of ``blocks``.
    """
    known = {exhibit.id: exhibit for exhibit in thesis.exhibits}
    done: set[str] = set()
    rows: list[tuple[str, ...]] = []

    def place(names: Sequence[str]) -> None:
        fresh = tuple(dict.fromkeys(name for name in names if name in known and name not in done))
        done.update(fresh)
        rows.extend(fresh[index : index + 2] for index in range(0, len(fresh), 2))

    for index in chapter_order(thesis, blocks):
        section = thesis.sections[index]
        body = body_of(bodies, index, lang)
        for line in body.text.splitlines() if body else ():
            place(placed_on(line))
        halves: list[str] = []
        for name in section.exhibits:
            if name in known and known[name].width == "half" and name not in done:
                halves.append(name)
                continue
            place(halves)
            halves = []
            place((name,))
        place(halves)
    for exhibit in thesis.exhibits:
        place((exhibit.id,))
    return tuple(rows)


def placement_order(
    thesis: Thesis, bodies: Mapping[tuple[int, Lang], Body], lang: Lang = "zh-Hans", blocks: Sequence[str] = ()
) -> tuple[str, ...]:
    """The identifiers of all exhibits in the order in which a reader meets them; the first is exhibit 1."""
    return tuple(name for row in placement_rows(thesis, bodies, lang, blocks) for name in row)
