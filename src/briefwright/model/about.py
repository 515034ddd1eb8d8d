"""What an edition says of itself to the rest of a release: what indexes, feeds and galleries are made of.

It is kept in the manifest as plain values, so that an edition that is carried over is listed as it was made. What is
known of its numbers stands in its ``ledger.json``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

Role = Literal["issuer", "unit", "beneficiary", "rival", "player"]


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit. ``anchor`` is its place on the page; ``picture`` the file name of its drawing, if it is one.

    ``label`` is its number as printed (Exhibit 3), ``kind`` that of the chart; ``lead`` is whether it is the one
    to look at first. ``small`` is the drawing for phones, where there is one; ``lines`` are the first heads of rows, or
    stages, of what is not drawn.
    """

    id: str
    number: int = 0
    label: str = ""
    title: str = ""
    unit: str = ""
    kind: str = ""
    anchor: str = ""
    alt: str = ""
    picture: str = ""
    width: int = 0
    height: int = 0
    small: str = ""
    small_width: int = 0
    small_height: int = 0
    lines: tuple[str, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """A company where the thesis speaks of it: in what role, and what is said of it.

    ``stage`` is the identifier of its stage of the value chain, ``segment`` the stage's name or the group it stands in;
    ``anchor`` the part of the page, empty for the top.
    """

    company: str
    name: str = ""
    role: Role = "beneficiary"
    stage: str = ""
    segment: str = ""
    says: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of the edition's list, by identifier, with its publisher."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """One edition. Texts are plain and in its language; ``day`` is that of its evidence, as ISO writes it.

    ``written`` is the day in words. Whether it is inferred the brief says; lists would say it in every line.
    ``page``, ``pdf`` and ``ledger`` are names of files in its folder, empty where the release has none; ``engine`` that
    of the script in ``assets/`` which draws its live charts.
    """

    title: str = ""
    subtitle: str = ""
    summary: str = ""
    sector: str = ""
    sector_id: str = ""
    archetype: str = ""
    archetype_id: str = ""
    house: str = ""
    house_id: str = ""
    written: str = ""
    day: str = ""
    page: str = ""
    pdf: str = ""
    ledger: str = ""
    engine: str = ""
    archived: bool = False
    fictional: bool = False
    analysts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    exhibits: tuple[Shown, ...] = ()
    companies: tuple[Naming, ...] = ()
    sources: tuple[Cited, ...] = ()
    shared: tuple[str, ...] = ()
    """The anchors of numbers that are the library's own, so that other theses may print them."""

    def plain(self) -> dict[str, Any]:
        """The same as values for JSON, without what does not apply."""
        return _plain(self)

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "About":
        """From values of JSON; keys of another version of the program are left out."""
        given = _known(cls, plain)
        for name, kind in (("exhibits", Shown), ("companies", Naming), ("sources", Cited)):
            given[name] = tuple(kind(**_known(kind, one)) for one in given.get(name, ()))
        return cls(**given)


def _plain(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if item == field.default:
            continue
        found[field.name] = (
            [one if isinstance(one, str) else _plain(one) for one in item] if isinstance(item, tuple) else item
        )
    return found


def _known(kind: type, plain: Mapping[str, Any]) -> dict[str, Any]:
    """What a class has of given values; its lists are tuples."""
    given = {field.name: plain[field.name] for field in fields(kind) if field.name in plain}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
