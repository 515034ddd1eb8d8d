"""What the preview of an edition shows: the picture that networks and chat programs put beside a link to its page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """Plain words as printed. ``picture`` is the SVG of the exhibit to look at first; without one ``figures`` stand in.

    ``exhibit`` is its title with its unit, ``source`` its source line; ``figures`` are labels with their values.
    """

    house: str
    kind: str
    title: str
    subtitle: str
    picture: str = ""
    exhibit: str = ""
    source: str = ""
    figures: tuple[tuple[str, str], ...] = ()
