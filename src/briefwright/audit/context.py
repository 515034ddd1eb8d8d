"""What an audit rule is given: one thesis, what it shares with others, its numbers, and the day they are judged on."""

from dataclasses import dataclass
from datetime import date

from briefwright.model.library import Shared, ThesisRecord
from briefwright.model.number import Results
from briefwright.model.records import House


@dataclass(frozen=True, slots=True)
class Audited:
    """One thesis under audit. ``as_of`` is the build's day."""

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
