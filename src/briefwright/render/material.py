"""What the render stage is given for one edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from briefwright.language import Locale
from briefwright.model.disagreement import Disputed
from briefwright.model.exhibit import ExhibitView
from briefwright.model.ledger import Ledger, SourceOf
from briefwright.model.library import Shared, ThesisRecord
from briefwright.model.number import Results
from briefwright.model.templates import OwnBlock
from briefwright.model.text import Text
from briefwright.world import World


class Book(Protocol):
    """What is known of every number, told by compute."""

    def ledger(self, printed: Iterable[str], *, as_of: date, product: str) -> Ledger:
        """Every number at the addresses ``printed`` and all that they rest on, as far as readers may have it."""

    def source(self, name: str) -> SourceOf:
        """A source by its identifier."""

    def closed(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Datasets behind numbers whose licence does not let readers have them."""


@dataclass(frozen=True, slots=True)
class Material:
    """One edition's content, numbers and exhibits, and the language it speaks.

    ``book`` knows where every number comes from; ``labels`` the fixed labels; ``tokens`` the look;
    ``layers`` the folders of templates that stand before the common ones, ``own`` the project's own blocks,
    ``archetype`` what its file calls it;
    ``languages`` the languages in which this thesis is published, this one included.
    """

    world: World
    thesis: ThesisRecord
    shared: Shared
    results: Results
    exhibits: tuple[ExhibitView, ...]
    locale: Locale
    book: Book
    tokens: Mapping[str, Mapping[str, object]]
    blocks: tuple[str, ...]
    languages: tuple[str, ...]
    disputed: tuple[Disputed, ...] = ()
    layers: tuple[str, ...] = ()
    own: Mapping[str, OwnBlock] = field(default_factory=dict)
    house: str = ""
    archetype: Text | None = None
    base_url: str = ""
    """Where the site will be online, ending in a slash; empty where that is not known."""

    @property
    def address(self) -> str:
        """Where the page will be online, or empty."""
        return f"{self.base_url}{self.locale.lang}/{self.thesis.slug}/index.html" if self.base_url else ""
