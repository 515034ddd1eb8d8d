"""A310 to A313: numbers and datasets past their budget of age, catalysts and forecasts that time has overtaken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefwright.audit.context import Audited
from briefwright.audit.reach import numbers_at, numbers_of
from briefwright.model.exhibits import DataExhibit
from briefwright.model.finding import Finding, Span
from briefwright.model.number import Number, Snapshot
from briefwright.model.period import AsOf, Kind, days_late


@dataclass(frozen=True, slots=True)
class _Budget:
    """So many days; ``where`` says who allows them."""

    days: int
    where: str


def stale_numbers(audited: Audited) -> Iterator[Finding]:
    """A310: a sourced number, printed or behind one, is older than its source or its kind may grow.

    Its age counts from its as-of day, else from the end of its period. A series is as old as its youngest point of a
    kind, so that a history is not stale because it is long. A number of a dataset with a budget is A313's.
    """
    groups: dict[tuple[str, Kind], Number] = {}
    for number in numbers_of(audited.reached, audited.results):
        if number.origin:
            groups.setdefault((number.address.partition("[")[0], number.kind), number)
    for (name, kind), first in groups.items():
        budget = _budget(audited, first)
        points = [one for one in numbers_at(name, audited.results) if one.kind is kind and one.origin] or [first]
        days = [(one.as_of, day) for one in points if (day := _day(one))]
        if budget is None or len(days) < len(points):
            continue
        as_of, day = max(days, key=lambda found: found[1])
        age = days_late(audited.judged_on, day)
        if age > budget.days:
            least = "at least " if as_of is not None and as_of.after else ""
            who = f"'{first.address if len(points) == 1 else name}'"
            message = f"{who} is {least}{age} days old; {budget.where} allows {budget.days}"
            help_text = (
                "bring a newer figure with its date, or archive the thesis, which is then judged as of its own day"
            )
            yield audited.finding("A310", message, audited.place(first), help_text)


def _day(number: Number) -> date | None:
    """The day its age counts from; None for a period without an end, which is never old."""
    if number.as_of:
        return number.as_of.day
    return number.period.end if number.period else None


def _budget(audited: Audited, number: Number) -> _Budget | None:
    """Of its source, else of the source that quotes it, else of the house for its kind."""
    assert number.origin is not None  # noqa: S101 - asked only of sourced numbers
    snapshot = number.origin.snapshot
    if snapshot and _dataset_days(audited, snapshot) is not None:
        return None
    for name in (number.origin.source, number.origin.via):
        source = audited.shared.sources.get(name)
        if source and source.data.fresh_days is not None:
            return _Budget(source.data.fresh_days, f"the source '{name}'")
    days = audited.house.fresh_days.get(number.kind)
    return None if days is None else _Budget(days, f"the house, for numbers of kind {number.kind},")


def _dataset_days(audited: Audited, snapshot: Snapshot) -> int | None:
    record = audited.shared.datasets.get(snapshot.dataset)
    return record.data.fresh_days if record else None


def stale_datasets(audited: Audited) -> Iterator[Finding]:
    """A313: a dataset that numbers or tables of the thesis come from is older than its budget; once for each."""
    for snapshot, span in _snapshots(audited).values():
        days = _dataset_days(audited, snapshot)
        age = days_late(audited.judged_on, snapshot.as_of.day)
        if days is not None and age > days:
            least = "at least " if snapshot.as_of.after else ""
            message = f"the dataset '{snapshot.dataset}' is {least}{age} days old; it may grow {days}"
            help_text = f"bring {snapshot.file} up to date, by `briefwright data pull` where it has a live source"
            yield audited.finding("A313", message, span, help_text)


def _snapshots(audited: Audited) -> dict[str, tuple[Snapshot, Span]]:
    """Every dataset behind the thesis, with the place that first leads to it."""
    found: dict[str, tuple[Snapshot, Span]] = {}
    for address, span in audited.reached.items():
        number = audited.results.numbers.get(address)
        if number and number.origin and number.origin.snapshot:
            found.setdefault(number.origin.snapshot.dataset, (number.origin.snapshot, span))
        for snapshot in number.derivation.snapshots if number and number.derivation else ():
            found.setdefault(snapshot.dataset, (snapshot, span))
    for index, exhibit in enumerate(audited.thesis.data.exhibits):
        if isinstance(exhibit, DataExhibit) and (frame := audited.results.frames.get(exhibit.of)):
            for snapshot in frame.snapshots:
                found.setdefault(snapshot.dataset, (snapshot, audited.thesis.record.at("exhibits", index, "of")))
    return found


def passed_catalysts(audited: Audited) -> Iterator[Finding]:
    """A311: an event that lay ahead when a live thesis was written, and has passed since; history may be listed."""
    data = audited.thesis.data
    if data.status == "archived":
        return
    for index, event in enumerate(data.catalysts):
        if event.date.end and data.written.as_of.day < event.date.end < audited.judged_on:
            message = f"the catalyst of {event.date} has passed"
            help_text = (
                "say what came of it and date the thesis anew, replace it by the next event, or archive the thesis"
            )
            yield audited.finding("A311", message, audited.thesis.record.at("catalysts", index, "date"), help_text)


def past_forecasts(audited: Audited) -> Iterator[Finding]:
    """A312: a sourced forecast, or an estimate made before its period ended, whose period is over."""
    for number in numbers_of(audited.reached, audited.results):
        end = number.period.end if number.period else None
        if number.origin and end and end < audited.judged_on and _ahead_then(number.kind, number.as_of, end):
            message = f"'{number.address}' is {_noun(number.kind)} for a period that ended on {end}"
            help_text = "replace it by the outcome; or archive the thesis, which keeps it as forecast then"
            if number.kind is Kind.ESTIMATE:
                help_text += "; if it was estimated after the period, give its `as_of`"
            yield audited.finding("A312", message, audited.place(number), help_text)


def _ahead_then(kind: Kind, as_of: AsOf | None, end: date) -> bool:
    """Was the period still ahead when the number was given? What is estimated afterwards stays an estimate."""
    return kind is Kind.FORECAST or (kind is Kind.ESTIMATE and (as_of is None or as_of.day <= end))


def _noun(kind: Kind) -> str:
    return "a forecast" if kind is Kind.FORECAST else "an estimate"
