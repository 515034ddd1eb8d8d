"""The ledger of one edition: what it prints and rests on, as far as readers may have it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from briefwright.compute.explain.book import Book, datasets
from briefwright.compute.explain.words import Words, plain
from briefwright.model.ledger import Entry, Ledger, PlaceOf
from briefwright.model.library import Shared, ThesisRecord
from briefwright.model.number import Results

WITHHELD = "withheld"
"""The mark of a number that a dataset's licence keeps from readers, wholly or to its last digits."""


class EditionBook(Book):
    """The book of a thesis as one edition tells it."""

    def __init__(
        self,
        thesis: ThesisRecord,
        results: Results,
        shared: Shared,
        words: Words,
        places: Mapping[str, tuple[PlaceOf, ...]] | None = None,
        blocks: Collection[str] = ("appendix",),
    ) -> None:
        super().__init__(results, shared, words, places)
        self._thesis, self._blocks = thesis, blocks

    def in_appendix(self) -> frozenset[str]:
        """The addresses of the numbers that the appendix lists; none where the brief has no such block."""
        behind = self.rests_on(self.printed) if "appendix" in self._blocks else ()
        return frozenset(number.address for number in behind)

    def ledger(self, printed: Iterable[str], *, as_of: date, product: str) -> Ledger:
        """Every number at ``printed`` (addresses of numbers or series, in order) and behind it.

        Sourced numbers stand first, then derived ones; each group in order of first appearance, points of a computed
        series together. Raises KeyError for an address that nothing has.
        """
        shown = {number.address for address in printed for number in self.at(address)}
        lines = dict.fromkeys(self.line(number.address) for number in self.rests_on(printed))
        numbers = list({number.address: number for line in lines for number in self.at(line)}.values())
        numbers.sort(key=lambda number: number.derivation is not None)
        whole = self.entries(numbers)
        house = self.shared.house_of(self._thesis.data).data
        return Ledger(
            numbers=self._for_readers(whole.numbers, shown),
            series=whole.series,
            sources=whole.sources,
            methods=whole.methods,
            ledger=1,
            product=product,
            thesis=self._thesis.slug,
            title=plain(self._thesis.data.title, self.words, self.results),
            house=self.words.text(house.name),
            lang=self.words.lang,
            written=self._day(self._thesis.data.written.as_of),
            as_of=as_of.isoformat(),
        )

    def line(self, address: str) -> str:
        """The line that holds a number: its own, or its series' where that is computed."""
        name = address.partition("[")[0]
        series = self.results.series.get(name)
        return name if series and series.derivation else address

    def _for_readers(self, entries: Iterable[Entry], shown: Collection[str]) -> tuple[Entry, ...]:
        """Cells of a dataset that readers may not have keep their printed form, if they are printed, and no more."""
        given = tuple(entries)
        closed = {entry.address for entry in given if any(not self.open(name) for name in datasets(entry))}
        hidden = closed.difference(shown)
        return tuple(self._for_reader(entry, closed, hidden) for entry in given)

    def _for_reader(self, entry: Entry, closed: Collection[str], hidden: Collection[str]) -> Entry:
        if entry.address in closed:
            left = {"exact": None, "stated": None, "marks": (*entry.marks, WITHHELD)}
            return entry.model_copy(update=left | ({"value": ""} if entry.address in hidden else {}))
        made = entry.derivation
        if made and any(number.address in hidden for address in made.inputs for number in self.at(address)):
            return entry.model_copy(update={"derivation": made.model_copy(update={"in_figures": ""})})
        return entry
