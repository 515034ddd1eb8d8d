"""What a block is set with: the content and numbers of an edition, and the typesetter that remembers what it sets."""

from typing import Any

from briefwright.model.exhibit import ExhibitView
from briefwright.model.finding import Span
from briefwright.model.library import Record
from briefwright.model.placement import placement_rows
from briefwright.render.material import Material
from briefwright.render.typeset import Typesetter, Uses


class Setting:
    """One edition under way. ``set`` sets text; what it has set, ``uses`` knows, so the order of setting matters."""

    def __init__(self, material: Material) -> None:
        self.material, self.locale = material, material.locale
        self.thesis = material.thesis.data
        self.record: Record[Any] = material.thesis.record
        self.uses = Uses()
        numbers = {exhibit.id: exhibit.number for exhibit in material.exhibits}
        sources = material.shared.sources.items()
        doubtful = [name for name, record in sources if record.data.reliability == "doubtful"]
        self.set = Typesetter(material.locale, material.results, numbers, self.uses, doubtful)
        self.exhibits: dict[str, ExhibitView] = {exhibit.id: exhibit for exhibit in material.exhibits}
        self.rows = placement_rows(self.thesis, material.thesis.bodies, material.locale.lang, material.blocks)

    def at(self, *pointer: str | int) -> str:
        """``file:line`` of a value of the thesis, for views to carry."""
        return place(self.record.at(*pointer))


def place(span: Span) -> str:
    return f"{span.file}:{span.line}"
