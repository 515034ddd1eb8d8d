"""What a check is given: one thesis within its library."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from briefwright.model.finding import Finding, Span
from briefwright.model.library import Library, Prose, Record, ThesisRecord, prose_of
from briefwright.model.records import House
from briefwright.model.segments import Segment, What, segments


@dataclass(frozen=True)
class Context:
    """``thesis`` is checked as of ``as_of`` with everything ``library`` shares."""

    library: Library
    thesis: ThesisRecord
    as_of: date

    @cached_property
    def house(self) -> Record[House] | None:
        try:
            return self.library.shared.house_of(self.thesis.data)
        except KeyError:
            return None

    @cached_property
    def prose(self) -> list[Prose]:
        return list(prose_of(self.thesis))

    def parts(self, *kinds: What) -> Iterator[tuple[Prose, Segment]]:
        """Segments of these kinds in all text of the thesis, in order."""
        for text in self.prose:
            if "{" in text.text or "[" in text.text:
                for part in segments(text.text):
                    if part.what in kinds:
                        yield text, part

    @cached_property
    def declared(self) -> frozenset[str]:
        """Names that may be used: facts, series and their points, computed numbers, columns of datasets."""
        thesis, shared = self.thesis.data, self.library.shared
        names = {*thesis.facts, *thesis.series, *thesis.computed, *shared.facts}
        for name, series in thesis.series.items():
            for period in series.points:
                names.update((f"{name}[{period}]", f"{name}[{period.label}]"))
        for dataset, record in shared.datasets.items():
            names.update(f"{dataset}.{column}" for column, spec in record.data.columns.items() if spec.type == "number")
        return frozenset(names)

    def knows(self, address: str) -> bool:
        """Whether ``address`` is declared, or a point of something whose points only computing can tell."""
        name = address.partition("[")[0]
        return address in self.declared or (
            "[" in address and (name in self.thesis.data.computed or ("." in name and name in self.declared))
        )


def unknown(code: str, what: str, name: str, known: Iterable[str], span: Span, way_out: str) -> Finding:
    """A finding that suggests the nearest known name, or else says how to make one."""
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return Finding(code, f"unknown {what} '{name}'", span, f"did you mean '{close[0]}'?" if close else way_out)
