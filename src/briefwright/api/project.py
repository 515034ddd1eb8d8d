"""A project as a notebook holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefwright import pipeline
from briefwright.api import desk
from briefwright.api.errors import ContentError, Findings, UnknownName
from briefwright.api.numbers import NumberView, ResultsView, SeriesView, Where
from briefwright.model.number import Number
from briefwright.pipeline import Examined
from briefwright.world import World

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Project:
    """A project as it was when it was loaded; load it again after a change."""

    world: World
    examined: Examined

    @property
    def findings(self) -> Findings:
        """Everything that ``briefwright check`` reports."""
        return Findings(self.examined.findings)

    @property
    def theses(self) -> tuple[str, ...]:
        """The slugs of all theses, those with errors included."""
        return self.examined.folders

    def results(self, thesis: str) -> ResultsView:
        """The numbers of a thesis. Raises UnknownName, or ContentError with its findings where it has none."""
        if thesis not in self.examined.folders:
            raise UnknownName("thesis", thesis, self.examined.folders)
        if thesis not in self.examined.results:
            mine = [one for one in self.examined.findings if thesis in self.examined.concerned(one)]
            raise ContentError.of(mine or self.examined.findings)
        return ResultsView(Where(self.world, self.examined, thesis))

    def frame(self, thesis: str, names: str | Sequence[str]) -> "pd.DataFrame":
        """Series, numbers or a table of a thesis as a frame.

        For series and numbers a row a point: name, period, value, low, high (floats in ``unit``; a bound has no
        value), unit, kind, source, formula. A table alone has its own columns. Raises UnknownName.
        """
        from briefwright.api.frames import of_frame, of_numbers

        results = self.results(thesis).where.results
        wanted = [names] if isinstance(names, str) else list(names)
        if len(wanted) == 1 and wanted[0] in results.frames:
            return of_frame(results.frames[wanted[0]])
        found: list[Number] = []
        for name in wanted:
            if name in results.series:
                found += results.series[name].points
            elif name in results.numbers:
                found.append(results.numbers[name])
            else:
                raise UnknownName("series or number", name, (*results.series, *results.numbers, *results.frames))
        return of_numbers(found)

    def dataset(self, name: str) -> "pd.DataFrame":
        """A dataset with its columns as declared. Raises UnknownName, or ContentError where it is too large for it."""
        from briefwright.api.frames import typed

        shared = self.examined.library.shared
        if name not in shared.datasets:
            raise UnknownName("sound dataset", name, shared.datasets)
        if name not in shared.tables:
            raise ContentError(f"'{name}' is not held in memory; take what you need of it by an entry under tables")
        columns, table = shared.datasets[name].data.columns, shared.tables[name]
        types = {column: columns[column].type if column in columns else "text" for column in table.header}
        units = {column: str(known.unit) for column, known in columns.items() if known.unit}
        return typed(types, table.rows, units)

    def exhibit(self, thesis: str, exhibit: str, lang: str = "en") -> Any:
        """The Altair chart of an exhibit as the brief draws it. Raises UnknownName, or ContentError for a table."""
        where = self.results(thesis).where
        views = desk.exhibit_views(self.world, self.examined, thesis, lang)
        known = {view.id: view for view in views}
        if exhibit not in known:
            raise UnknownName("exhibit", exhibit, known)
        view = known[exhibit]
        here = desk.locale(self.world, self.examined, where.slug, lang)
        shared = self.examined.library.shared
        source = here.join([here.text(shared.sources[name].data.publisher) for name in view.sources])
        return desk.altair_chart(view, titled=True, source=source)

    def try_formula(self, formula: str, thesis: str) -> NumberView | SeriesView:
        """What a formula would give in a thesis. Raises ContentError with the finding it would get."""
        return self.results(thesis).compute(formula)

    def __repr__(self) -> str:
        slugs, found = len(self.theses), len(self.examined.findings)
        theses = f"{slugs} {'thesis' if slugs == 1 else 'theses'} ({', '.join(self.theses[:12])})"
        return f"{theses}, {found or 'no'} finding{'' if found == 1 else 's'}"


def load(path: str | Path = ".", as_of: date | str | None = None) -> Project:
    """The project in the folder ``path``, checked, computed and audited as of a day (today, or ``2026-03-31``).

    Faults of its content are in ``findings``. Raises ContentError where there is no such folder or day.
    """
    root = Path(path)
    if not root.is_dir():
        raise ContentError(f"there is no folder '{path}'; name the one that holds content/")
    try:
        day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        world = World.here(root, day)
    except ValueError as problem:
        raise ContentError(f"the day '{as_of}' is not understood: {problem}") from None
    return Project(world, pipeline.examine(world))
