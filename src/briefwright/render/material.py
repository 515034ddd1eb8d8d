"""What the render stage is given for one edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefwright.language import Locale
from briefwright.model.exhibit import ExhibitView
from briefwright.model.library import Shared, ThesisRecord
from briefwright.model.number import Results
from briefwright.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """A formula's name and definition in the edition's language."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Material:
    """One edition's content, numbers and exhibits, and the language it speaks.

    ``methods`` holds every formula by its registry name; ``labels`` the fixed labels; ``tokens`` the look;
    ``other_languages`` the languages in which this thesis is published, this one included.
    """

    world: World
    thesis: ThesisRecord
    shared: Shared
    results: Results
    exhibits: tuple[ExhibitView, ...]
    locale: Locale
    methods: Mapping[str, Method]
    tokens: Mapping[str, Mapping[str, object]]
    blocks: tuple[str, ...]
    languages: tuple[str, ...]
