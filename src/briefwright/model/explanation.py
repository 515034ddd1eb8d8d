"""What ``explain`` tells of one number: its part of the ledger, who prints it, and the graph of what it rests on."""

from typing import Literal

from briefwright.model.lang import Lang
from briefwright.model.ledger import Entries, PlaceOf, Plain
from briefwright.model.period import Kind


class Extract(Plain):
    """The words of a source around its figures."""

    source: str
    """Identifier of the source."""
    locator: str
    """The place in it."""
    words: tuple[str, ...]
    """As printed there."""


class Printed(Plain):
    """One edition that prints the number."""

    thesis: str
    """Identifier of the thesis."""
    lang: Lang
    """Its language."""
    places: tuple[PlaceOf, ...]
    """Where."""


class Node(Plain):
    """A box of the graph: a number, a series as a whole, or a place in a source."""

    id: str
    """The address of a number or series; source and place of a leaf."""
    what: Literal["number", "series", "source"]
    """What it stands for."""
    title: str
    """Label, or publisher."""
    value: str = ""
    """As printed; of a series its first and last."""
    kind: Kind | None = None
    """Of a number."""
    is_bound: bool = False
    """Whether the amount is a bound or a range."""
    remarks: tuple[str, ...] = ()
    """Kind and period; of a source, the place in it and the file with the beginning of its hash."""
    formula: str = ""
    """The name of the formula."""
    figures: str = ""
    """The formula in figures."""


class Edge(Plain):
    """``start`` rests on ``end``."""

    start: str
    """The identifier of a node."""
    end: str
    """The identifier of a node."""
    formula: str = ""
    """By which formula; none where a number was found in a source."""


class Graph(Plain):
    """What a number rests on, drawn as boxes and lines. The first node is the number; diamonds share nodes."""

    nodes: tuple[Node, ...]
    """Each once."""
    edges: tuple[Edge, ...]
    """From what is computed to its inputs."""


class Explanation(Entries):
    """Everything about one number or series: its chain down to the sources, and every edition that prints it."""

    address: str
    """Of the number or series."""
    thesis: str = ""
    """The thesis whose numbers these are; of a shared fact, one of those that have it."""
    extracts: tuple[Extract, ...] = ()
    """The words of the sources."""
    printed: tuple[Printed, ...] = ()
    """Who prints it, and where."""
    graph: Graph
    """The same as boxes and lines."""
