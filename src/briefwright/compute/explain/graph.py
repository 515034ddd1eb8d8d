"""What a number rests on, as boxes and lines. A series is one box, and so is a place in a source.

A number that rests on every point of a long series leads to the series.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefwright.compute.explain.book import Book
from briefwright.compute.explain.words import Words, plain
from briefwright.compute.formulas import FORMULAS
from briefwright.model.amount import Form
from briefwright.model.explanation import Edge, Graph, Node
from briefwright.model.ledger import Found, SnapshotOf
from briefwright.model.number import Derivation, Number, Origin, Series

HASH = 12
"""So many digits of a hash tell files apart for a reader."""
LONG = 4
"""A series with more points than this is long."""
_QUOTED = {"en": "quoted in {0}", "zh-Hans": "转引自{0}", "zh-Hant": "轉引自{0}"}
_POINTS = {"en": "{0} points", "zh-Hans": "{0}个数据点", "zh-Hant": "{0}個數據點"}
_ROWS = {"en": "{0} rows", "zh-Hans": "{0}行", "zh-Hant": "{0}行"}
_STEPS = {"en": "{0} to {1}", "zh-Hans": "{0}至{1}", "zh-Hant": "{0}至{1}"}


def graph(book: Book, address: str) -> Graph:
    """Breadth first from ``address``, a number or a series. Raises KeyError where there is neither."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    queue = [address]
    while queue:
        found = _found(book, queue.pop(0))
        if found.address in nodes:
            continue
        made = found.derivation
        method = made.formulas[0] if made and made.formulas else ""
        nodes[found.address] = _series(book, found) if isinstance(found, Series) else _number(book, found)
        for given in _folded(book, made.inputs) if made else ():
            start = _found(book, given)
            edges[found.address, start.address] = Edge(start=found.address, end=start.address, formula=method)
            queue.append(start.address)
        for leaf in _leaves(book, found):
            nodes.setdefault(leaf.id, leaf)
            edges[found.address, leaf.id] = Edge(start=found.address, end=leaf.id)
    return Graph(nodes=tuple(nodes.values()), edges=tuple(edges.values()))


def _folded(book: Book, inputs: Iterable[str]) -> list[str]:
    """``inputs`` with the name of a long series in place of all its points."""
    given = dict.fromkeys(inputs)
    for name in dict.fromkeys(address.partition("[")[0] for address in given):
        series = book.results.series.get(name)
        points = [point.address for point in series.points] if series else []
        if len(points) > LONG and given.keys() >= set(points):
            given = dict.fromkeys(name if address in points else address for address in given)
    return list(given)


def _found(book: Book, address: str) -> Number | Series:
    series = book.results.series.get(address)
    return series or book.results.numbers[address]


def _number(book: Book, number: Number) -> Node:
    entry = book.entry(number)
    when = entry.period.text if entry.period else entry.as_of.text if entry.as_of else ""
    made = entry.derivation
    return Node(
        id=entry.address,
        what="number",
        title=entry.label,
        value=entry.value,
        kind=entry.kind,
        is_bound=number.amount.is_meaningful and not number.amount.is_point,
        remarks=tuple(text for text in (_dotted(book.words.kind(entry.kind), when), entry.reason) if text),
        formula=_title(book.words, number.derivation),
        figures=made.in_figures if made else "",
    )


def _series(book: Book, series: Series) -> Node:
    first, last = series.points[0], series.points[-1]
    periods = [book.words.period(point.period) for point in (first, last) if point.period]
    span = _by(book.words, _STEPS).format(*periods) if len(periods) == 2 else ""
    derivation = series.derivation
    return Node(
        id=series.address,
        what="series",
        title=plain(series.label, book.words, book.results),
        value=" → ".join(dict.fromkeys(book.words.number(point) for point in (first, last))),
        kind=last.kind,
        is_bound=any(point.amount.form is Form.RANGE for point in series.points),
        remarks=(
            _dotted(book.words.kind(last.kind), span),
            _by(book.words, _POINTS).format(len(series.points)),
        ),
        formula=_title(book.words, derivation),
        figures=derivation.expression if derivation and not derivation.snapshots else "",
    )


def _leaves(book: Book, found: Number | Series) -> Iterator[Node]:
    """The places in sources that a number, or the points of a series given, were found in."""
    origins = [number.origin for number in (found.points if isinstance(found, Series) else (found,)) if number.origin]
    locators: dict[Origin, list[str]] = {}
    for origin in origins:
        locators.setdefault(replace(origin, locator=""), []).append(origin.locator)
    for origin, places in locators.items():
        # The points of a series stand in many rows of one file: the first and the last say which.
        ends = " … ".join(dict.fromkeys(place for place in (places[0], places[-1]) if place))
        yield _leaf(book, book.origin(replace(origin, locator=ends)))
    for snapshot in found.derivation.snapshots if found.derivation else ():
        yield _leaf(book, Found(source=snapshot.source, snapshot=book.snapshot(snapshot)))


def _leaf(book: Book, origin: Found) -> Node:
    words = book.words
    remarks = [origin.locator]
    if origin.via:
        via = book.source(origin.via)
        remarks += [_by(words, _QUOTED).format(via.publisher), origin.via_locator]
    if origin.snapshot:
        remarks += _file(words, origin.snapshot)
    parts = (origin.source, origin.locator, origin.via, origin.via_locator)
    own = book.source(origin.source)
    held = (origin.snapshot.dataset,) if origin.snapshot else ()
    return Node(
        id="source:" + "|".join([*parts, *held]),
        what="source",
        title=own.publisher,
        value=own.title,
        remarks=tuple(text for text in remarks if text),
    )


def _file(words: Words, snapshot: SnapshotOf) -> list[str]:
    rows = _by(words, _ROWS).format(snapshot.rows)
    return [_dotted(snapshot.file.rpartition("/")[2], rows), f"sha256 {snapshot.sha256[:HASH]}…"]


def _title(words: Words, derivation: Derivation | None) -> str:
    names = [FORMULAS[name].names[words.lang] for name in derivation.formulas] if derivation else []
    return " · ".join(dict.fromkeys(names))


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _by(words: Words, texts: dict[str, str]) -> str:
    return texts[words.lang]
