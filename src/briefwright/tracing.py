"""Where one number comes from, and every edition of the library that prints it: what ``explain`` tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefwright import compute, load, pipeline
from briefwright.model.explanation import Explanation
from briefwright.model.lang import Lang
from briefwright.model.ledger import PlaceOf
from briefwright.model.number import Number
from briefwright.pipeline import Examined
from briefwright.world import World


@dataclass(frozen=True, slots=True)
class Told:
    """An explanation and the language that tells it."""

    explanation: Explanation
    words: compute.Words

    def text(self) -> str:
        """As an indented tree."""
        return compute.as_text(self.explanation, self.words)

    def drawn(self, world: World) -> str:
        """As an SVG picture. Raises Refused where the project's tokens cannot be read."""
        from briefwright.chart.graph import drawing

        return drawing(self.explanation.graph, load.tokens(world), self.words.lang)


@dataclass(frozen=True)
class Explainer:
    """Tells where numbers come from and who prints them; what it has learnt of an edition it keeps."""

    world: World
    examined: Examined
    _known: dict[tuple[str, Lang], tuple[compute.EditionBook, frozenset[str]]] = field(default_factory=dict)

    def explain(self, slug: str, address: str, lang: Lang | None = None) -> Told:
        """The whole chain of a number as thesis ``slug`` has it, and every edition of the library that prints it.

        A fact that theses share is looked for in all of them; a thesis' own number only there. Raises KeyError where
        the thesis has no such number, Refused where labels or an archetype cannot be read.
        """
        house = self.examined.library.shared.house_of(self.examined.library.theses[slug].data).data
        book, _ = self._edition(slug, lang or ("en" if "en" in house.languages else house.languages[0]))
        numbers = book.at(address)
        printed = {
            (other, edition): self._printed(other, edition, [*self._known_as(slug, numbers, other)])
            for other in self.examined.results
            for edition in self.examined.languages(other, ())
        }
        printed = {edition: places for edition, places in printed.items() if places}
        return Told(compute.explanation(book, address, slug, printed), book.words)

    def _edition(self, slug: str, lang: Lang) -> tuple[compute.EditionBook, frozenset[str]]:
        """The book of an edition, and the addresses of all numbers in its appendix."""
        if (slug, lang) not in self._known:
            book = pipeline.book(self.world, self.examined, slug, lang)
            self._known[slug, lang] = book, book.in_appendix()
        return self._known[slug, lang]

    def _known_as(self, slug: str, numbers: Sequence[Number], other: str) -> Iterator[str]:
        """The addresses of a thesis' numbers in another: shared ones go by their own, those shown beside by both."""
        results = self.examined.results[other]
        for number in numbers:
            held = results.numbers.get(number.address)
            if held and held.span == number.span:
                yield number.address
            yield f"{slug}/{number.address}"

    def _printed(self, slug: str, lang: Lang, wanted: Sequence[str]) -> tuple[PlaceOf, ...]:
        """The places where an edition prints one of the ``wanted`` numbers, its appendix last."""
        book, behind = self._edition(slug, lang)
        found = dict.fromkeys(place for address in wanted for place in book.places(address))
        if not behind.isdisjoint(wanted):
            found[PlaceOf(where="appendix", anchor="appendix")] = None
        return tuple(found)
