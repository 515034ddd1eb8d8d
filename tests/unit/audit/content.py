"""Small theses and results for the audit's tests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefwright.model.amount import Amount
from briefwright.model.finding import Span
from briefwright.model.library import Body, Places, Record, Shared, ThesisRecord
from briefwright.model.number import Derivation, Number, Origin, Results, Series
from briefwright.model.period import Kind
from briefwright.model.records import Company, House, Sector
from briefwright.model.text import Text
from briefwright.model.thesis import Thesis
from briefwright.model.unit import Unit

DAY = date(2023, 6, 1)
"""The day the build speaks for."""
BASE = {"archetype": "sector-report", "sector": "chips", "written": "2023-02-20", "title": "题目"}


def places(file: str = "thesis.yaml") -> Places:
    return Places(file, {}, {})


def thesis(body: str = "", **fields: Any) -> ThesisRecord:
    """A thesis of these fields, with ``body`` as the English Markdown of a section."""
    record = Record("it", Thesis.model_validate(BASE | fields), places())
    return ThesisRecord(record, {(0, "en"): Body("01.en.md", body)} if body else {})


def shared(**records: Mapping[str, Any]) -> Shared:
    """A house, a sector and the companies given."""
    companies = {slug: Record(slug, Company.model_validate(data), places("c.yaml")) for slug, data in records.items()}
    house = Record("east", House.model_validate({"name": "东方研究", "languages": ["zh-Hans"]}), places("h.yaml"))
    sector = Record("chips", Sector.model_validate({"name": "芯片"}), places("s.yaml"))
    return Shared(houses={"east": house}, sectors={"chips": sector}, companies=companies)


def number(address: str, amount: str, unit: str, *inputs: str, source: str = "idc", expression: str = "") -> Number:
    """Sourced, or derived where it has inputs or an expression."""
    known = Unit.parse(unit)
    derived = bool(inputs or expression)
    return Number(
        address=address,
        label=Text.of(address),
        amount=Amount.parse(amount).scaled(known.scale),
        unit=known,
        kind=Kind.ACTUAL,
        span=Span("thesis.yaml"),
        origin=None if derived else Origin(source),
        derivation=Derivation(expression or "f(x)", (), inputs) if derived else None,
    )


def results(*numbers: Number, series: Mapping[str, tuple[Number, ...]] | None = None) -> Results:
    """The numbers by address, and series of the points given."""
    found = {
        name: Series(name, Text.of(name), points[0].unit, points, Span("thesis.yaml"))
        for name, points in (series or {}).items()
    }
    points = [point for one in found.values() for point in one.points]
    return Results({one.address: one for one in (*numbers, *points)}, found)
