"""Where a number comes from: its formula in words and in figures, its inputs, down to sources and places in them."""

from collections.abc import Mapping

from briefwright.compute.explain.book import Book
from briefwright.compute.explain.edition import WITHHELD, EditionBook
from briefwright.compute.explain.graph import graph
from briefwright.compute.explain.places import Places
from briefwright.compute.explain.told import CAPTIONS, as_text
from briefwright.compute.explain.words import Plain, Words
from briefwright.model.explanation import Explanation, Printed
from briefwright.model.lang import Lang
from briefwright.model.ledger import PlaceOf
from briefwright.model.library import Shared
from briefwright.model.number import Results

__all__ = [
    "CAPTIONS",
    "WITHHELD",
    "Book",
    "EditionBook",
    "Explanation",
    "Places",
    "Plain",
    "Words",
    "as_text",
    "chain",
    "explanation",
    "graph",
]


def chain(results: Results, shared: Shared, address: str, words: Words | None = None) -> Explanation:
    """The whole derivation of the number or series at ``address``. Raises KeyError where there is none."""
    return explanation(Book(results, shared, words or Plain()), address)


def explanation(
    book: Book, address: str, thesis: str = "", printed: Mapping[tuple[str, Lang], tuple[PlaceOf, ...]] | None = None
) -> Explanation:
    """As ``chain``; ``printed`` are the places that print it, by thesis and language."""
    whole = book.entries(book.rests_on([address]))
    series = book.results.series.get(address)
    return Explanation(
        numbers=whole.numbers,
        series=whole.series,
        sources=whole.sources,
        methods=whole.methods,
        address=series.address if series else book.results.numbers[address].address,
        thesis=thesis,
        extracts=book.extracts(whole.numbers),
        printed=tuple(
            Printed(thesis=slug, lang=lang, places=places) for (slug, lang), places in (printed or {}).items()
        ),
        graph=graph(book, address),
    )
