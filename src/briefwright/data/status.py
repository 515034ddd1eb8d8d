"""How old each dataset is, against how old it may be, and whether its snapshot is the one that was pulled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefwright.data import lock
from briefwright.model.finding import Refused
from briefwright.model.library import Record
from briefwright.model.period import days_late
from briefwright.model.records import Dataset, House, Source
from briefwright.world import World

Snapshot = Literal["", "as pulled", "differs", "never pulled"]


@dataclass(frozen=True, slots=True)
class Age:
    """One dataset: its file, rows if known, the day it was true, and days old it is and may be (None: no limit).

    ``pulled_at`` is in UTC, "" where it is not pulled, and so is ``snapshot``.
    """

    dataset: str
    file: str
    rows: int | None
    as_of: date | None
    days: int | None
    budget: int | None
    pulled_at: str
    snapshot: Snapshot

    @property
    def over(self) -> int:
        """Days over the budget; 0 or less within it."""
        return (self.days or 0) - self.budget if self.budget is not None else 0


def ages(
    world: World,
    datasets: Mapping[str, Record[Dataset]],
    sources: Mapping[str, Record[Source]],
    houses: Iterable[Record[House]],
    rows: Mapping[str, int],
) -> list[Age]:
    """Every dataset on the world's day, the furthest over its budget first. ``rows`` are those counted on loading."""
    entries, _ = lock.read(world)
    limits = list(houses)
    found = []
    for name, record in datasets.items():
        entry = entries.get(name) if record.data.pull else None
        as_of = record.data.as_of.as_of.day if record.data.as_of else entry.day if entry else None
        found.append(
            Age(
                name,
                lock.path_beside(record, record.data.file),
                rows.get(name, entry.rows if entry else None),
                as_of,
                days_late(world.as_of, as_of) if as_of else None,
                budget(record.data, sources, limits),
                entry.pulled_at if entry else "",
                _snapshot(world, record, entry),
            )
        )
    return sorted(found, key=lambda age: (age.budget is None, -age.over, -(age.days or 0), age.dataset))


def budget(dataset: Dataset, sources: Mapping[str, Record[Source]], houses: Iterable[Record[House]]) -> int | None:
    """How many days old a dataset may grow: as it says, or its source, or the strictest house for its kinds."""
    if dataset.fresh_days is not None:
        return dataset.fresh_days
    source = sources.get(dataset.source)
    if source and source.data.fresh_days is not None:
        return source.data.fresh_days
    kinds = {column.kind for column in dataset.columns.values() if column.type == "number" and column.kind}
    days = [house.data.fresh_days[kind] for house in houses for kind in kinds if kind in house.data.fresh_days]
    return min(days, default=None)


def _snapshot(world: World, record: Record[Dataset], entry: lock.Entry | None) -> Snapshot:
    if record.data.pull is None:
        return ""
    try:
        world.locate(lock.path_beside(record, record.data.file))
        if entry is None:
            return "differs"
        return "differs" if lock.difference(world, record, entry) else "as pulled"
    except Refused:
        return "never pulled" if entry is None else "differs"
