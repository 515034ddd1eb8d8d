"""Is every claim supported, and everything declared used."""

from collections.abc import Iterable, Iterator

from briefwright.check.context import Context
from briefwright.check.exhibits import unplaced
from briefwright.check.uses import by_name, disputed, used_names, uses
from briefwright.model.finding import Finding
from briefwright.model.library import Library, Record
from briefwright.model.segments import What, segments
from briefwright.model.thesis import Claim, Thesis
from briefwright.model.unit import DURATIONS

_STARTS = ("houses/", "sectors/")


def claims(context: Context) -> Iterator[Finding]:
    """C140: a claim that names no evidence. C151: one that prints a number it does not name. C123: no source."""
    thesis, record = context.thesis.data, context.thesis.record
    for index, claim in enumerate(thesis.claims):
        if not claim.because:
            help_ = "add `because:` with numbers, or statements under evidence"
            yield Finding("C140", "the claim names no evidence", record.key("claims", index, "says"), help_)
        else:
            yield from _unnamed(record, index, claim)
    for name, statement in thesis.evidence.items():
        if statement.source is None:
            help_ = "add `source:` with the identifier of a source"
            yield Finding("C123", f"'{name}' names no source", record.key("evidence", name), help_)


def _unnamed(record: Record[Thesis], index: int, claim: Claim) -> Iterator[Finding]:
    """C151: what would prove the claim wrong may name other numbers; what it says and its detail may not."""
    named = {name.partition("[")[0] for name in claim.because}
    for field, text in (("says", claim.says), ("detail", claim.detail)):
        parts = [part for _, written in text.items for part in segments(written)] if text else []
        for address in sorted({part.target for part in parts if part.what is What.LOOKUP}):
            if address.partition("[")[0] not in named:
                said = f"the claim prints '{address}' and does not rest on it"
                yield Finding("C151", said, record.at("claims", index, field), "name it under `because:`")


def unused(context: Context) -> Iterator[Finding]:
    """C150: numbers and evidence that nothing prints or rests on, exhibits that are placed nowhere."""
    thesis, record = context.thesis.data, context.thesis.record
    used = used_names(context)
    sides = [side.number for record in disputed(context).values() for side in record.sides]
    used |= {side.rpartition("/")[2].partition("[")[0] for side in sides if side.startswith(f"{context.thesis.slug}/")}
    for group in ("facts", "series", "computed", "evidence"):
        for name in getattr(thesis, group):
            if name not in used:
                help_ = "print it, chart it, rest a claim on it, or delete it"
                yield Finding("C150", f"'{name}' is declared and never used", record.key(group, name), help_)
    yield from unplaced(context)


def unused_records(library: Library, contexts: Iterable[Context]) -> Iterator[Finding]:
    """C150: shared records that no thesis uses. Houses and sectors stand ready for theses to come."""
    used = frozenset[str]().union(*(uses(context) for context in contexts))
    for name, record in by_name(library.shared).items():
        if name not in used and not name.startswith(_STARTS) and not _part(name, used):
            said = f"'{record.id}' is declared and never used"
            yield Finding("C150", said, record.key(), "use it in a thesis, or delete it")


def _part(name: str, used: frozenset[str]) -> bool:
    """Whether a unit's noun is part of a composed one that is used, or composed of parts that are: ``card-month``."""
    folder, _, noun = name.partition("/")
    if folder != "units":
        return False
    nouns = {other.partition("/")[2] for other in used if other.startswith("units/")}
    parts = noun.split("-")
    return any(noun in other.split("-") for other in nouns) or (
        len(parts) > 1 and all(part in nouns or part in DURATIONS for part in parts)
    )
