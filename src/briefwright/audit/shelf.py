"""The words that sources' records keep, read, with whom and what they name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefwright.audit.quoted import Words, read
from briefwright.model.library import Shared


@dataclass(frozen=True)
class Shelf:
    """All extracts of the library, read."""

    shared: Shared
    _authorities: dict[str, frozenset[str]] = field(default_factory=dict)

    def keeps(self, source: str) -> bool:
        """Whether the record of a source keeps any words."""
        return source in self.shared.sources and bool(self.shared.sources[source].data.extracts)

    def places(self, source: str) -> Mapping[str, Sequence[Words]]:
        """All words kept of a source, by locator."""
        kept = self.shared.sources[source].data.extracts if self.keeps(source) else {}
        return {place: tuple(read(one) for one in said) for place, said in kept.items()}

    def at(self, source: str, locator: str) -> Sequence[Words] | None:
        """The words at a place of a source; None where its record keeps none at all."""
        return self.places(source).get(locator, ()) if self.keeps(source) else None

    @cached_property
    def _publishers(self) -> Mapping[str, frozenset[str]]:
        return {
            name: frozenset(letters(written) for _, written in record.data.publisher.items)
            for name, record in self.shared.sources.items()
        }

    def named(self, words: Words) -> frozenset[str]:
        """The sources whose publishers the words name as the ones who say it."""
        if not words.quotes:
            return frozenset()
        said = letters(words.text)
        return frozenset(
            name for name, written in self._publishers.items() if any(one and one in said for one in written)
        )

    def authorities(self, source: str) -> frozenset[str]:
        """Whom the extracts of a source name somewhere: where it quotes them, it says so."""
        if source not in self._authorities:
            said = (words for kept in self.places(source).values() for words in kept)
            self._authorities[source] = frozenset(name for words in said for name in self.named(words))
        return self._authorities[source]

    def nouns(self, words: Words) -> frozenset[str]:
        """The counted things that the words name."""
        said = words.text.casefold()
        found = set()
        for noun, record in self.shared.units.items():
            written = {text.casefold() for _, text in record.data.name.items if len(text) > 1}
            written |= {text.casefold() for text in (record.data.one, record.data.many) if text and len(text) > 1}
            if any(_says(text, said) for text in written):
                found.add(noun)
        return frozenset(found)

    def is_noun(self, noun: str, tail: str) -> bool:
        """Whether ``tail`` is how the counted thing is written: T, which is no trillion where it counts something."""
        record = self.shared.units.get(noun)
        written = {record.data.one, record.data.many, *(text for _, text in record.data.name.items)} if record else ()
        return tail in written


def _says(noun: str, said: str) -> bool:
    """Whether ``said`` has the noun; a Latin one as a word of its own: an upsampler is no sample."""
    return bool(re.search(rf"\b{re.escape(noun)}\b", said)) if noun.isascii() else noun in said


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()
