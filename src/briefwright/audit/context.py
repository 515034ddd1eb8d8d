"""What an audit rule is given: one thesis, what it shares with others, its numbers, and the day they are judged on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from briefwright.audit.clauses import Sentence, sentences
from briefwright.audit.reach import reached
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Prose, Shared, ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.records import House


@dataclass(frozen=True)
class Audited:
    """One thesis under audit. ``as_of`` is the build's day. What several rules read is read once."""

    thesis: ThesisRecord
    shared: Shared
    results: Results
    as_of: date

    @property
    def house(self) -> House:
        return self.shared.house_of(self.thesis.data).data

    @property
    def judged_on(self) -> date:
        """The day on which age is measured: an archived thesis is judged as of its own day, a live one as of today."""
        data = self.thesis.data
        return data.written.as_of.day if data.status == "archived" else self.as_of

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """Every text of the thesis: fields of its YAML, then its Markdown."""
        return self.thesis.prose

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the thesis that looks a number up, quotations left out."""
        return tuple(one for text in self.texts if "{{" in text.text for one in sentences(text))

    @cached_property
    def reached(self) -> Mapping[str, Span]:
        """Address of each number printed, or behind one that is, to the place in the thesis that first names it."""
        return reached(self.thesis, self.results)

    def place(self, number: Number) -> Span:
        """Where ``number`` stands; one that is shared, where the thesis first names it or what rests on it."""
        own = number.span.file == self.thesis.record.places.file
        return number.span if own else self.reached.get(number.address, number.span)

    def finding(self, code: str, message: str, span: Span, help_text: str) -> Finding:
        return Finding(code, message, span, help_text, self.thesis.slug)
