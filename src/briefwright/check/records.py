"""Do dates and listings agree between records: nothing rests on what came later, codes are those of the company."""

import re
from collections.abc import Iterator
from datetime import date

from briefwright.check.context import Context
from briefwright.check.uses import sourced
from briefwright.model.base import Content
from briefwright.model.exhibits import TableExhibit
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Record, Shared
from briefwright.model.records import Company, Security
from briefwright.model.text import Text

_MARKETS = {
    "SZ": ("XSHE",), "SH": ("XSHG",), "SS": ("XSHG",), "BJ": ("BJSE",), "HK": ("XHKG",), "TW": ("XTAI",),
    "O": ("XNAS",), "OQ": ("XNAS",), "N": ("XNYS",), "US": ("XNAS", "XNYS"),
}  # fmt: skip
"""What data vendors write after a code → the markets it may mean."""
_LISTING = re.compile(rf"(?<![A-Za-z0-9.])([A-Z0-9]{{1,6}})\.({'|'.join(_MARKETS)})(?![A-Za-z0-9])")
_CODES = {
    "XSHE": r"\d{6}", "XSHG": r"\d{6}", "BJSE": r"\d{6}", "XHKG": r"\d{1,5}",
    "XNAS": r"[A-Z.\-]+", "XNYS": r"[A-Z.\-]+",
}  # fmt: skip


def dates(context: Context) -> Iterator[Finding]:
    """C148: a thesis that is older than a source it takes from; an authority younger than the document quoting it."""
    shared, record = context.library.shared, context.thesis.record
    written = context.thesis.data.written.as_of.day
    for pointer, item in sourced(context):
        read = item.via.source if item.via else item.source
        day = _day(shared, read)
        if day and day > written:
            said = f"the thesis of {written} rests on {read}, which is of {day}"
            span = record.at(*pointer, *(("via", "source") if item.via else ("source",)))
            yield Finding("C148", said, span, "mend the date of the source, or `written:`")
        quoted = _day(shared, item.source) if item.via else None
        if day and quoted and quoted > day:
            said = f"{read}, of {day}, quotes {item.source}, which is of {quoted}"
            yield Finding("C148", said, record.at(*pointer, "source"), "mend the date of one of the two sources")


def _day(shared: Shared, source: str | None) -> date | None:
    found = shared.sources.get(source) if source else None
    return found.data.date.as_of.day if found and found.data.date else None


def listings(context: Context) -> Iterator[Finding]:
    """C149: a code in a table that is not one of the company of its row."""
    companies = context.library.shared.companies.values()
    by_name = {written: record for record in companies for _, written in record.data.name.items}
    for index, exhibit in enumerate(context.thesis.data.exhibits):
        for place, row in enumerate(exhibit.rows if isinstance(exhibit, TableExhibit) else ()):
            company = next((by_name[written] for _, written in row.head.items if written in by_name), None)
            for column, cell in enumerate(row.cells if company else ()):
                span = context.thesis.record.at("exhibits", index, "rows", place, "cells", column)
                if company and cell:
                    yield from _codes(cell, company, span)


def _codes(cell: Text, company: Record[Company], span: Span) -> Iterator[Finding]:
    known = {(security.mic, security.code) for security in company.data.securities}
    found = {(match[1], match[2]) for _, written in cell.items for match in _LISTING.finditer(written)}
    for code, suffix in sorted(found):
        if known and not any((mic, code) in known for mic in _MARKETS[suffix]):
            listed = ", ".join(f"{own} at {mic}" for mic, own in sorted(known))
            said = f"'{code}.{suffix}' is no listing of {company.id}, which is {listed}"
            yield Finding("C149", said, span, "write the company's own code, or mend its record")


def company(record: Record[Content], data: Company) -> Iterator[Finding]:
    """C149: a code that its market does not have; a listing of what is said not to be listed, or none of what is."""
    for index, security in enumerate(data.securities):
        if not _fits(security):
            said = f"'{security.code}' is no code of {security.mic}"
            yield Finding("C149", said, record.at("securities", index, "code"), "mend the code or the market")
    if data.status in ("private", "institute") and data.securities:
        said = f"{record.id} is {data.status}, and has a listing"
        yield Finding("C149", said, record.at("status"), "write `status: listed`, or leave the securities out")
    if data.status == "listed" and not data.securities and "status" in data.model_fields_set:
        help_text = "add its securities, or write its status"
        yield Finding("C149", f"{record.id} is listed, and has no listing", record.at("status"), help_text)


def _fits(security: Security) -> bool:
    pattern = _CODES.get(security.mic)
    return pattern is None or re.fullmatch(pattern, security.code) is not None
