"""Do the sides of a disagreement lead to numbers."""

from collections.abc import Iterator, Mapping

from briefwright.check.context import is_broken, unknown
from briefwright.model.base import Content
from briefwright.model.finding import Finding
from briefwright.model.library import Library, Record, Shared
from briefwright.model.period import Period
from briefwright.model.records import Disagreement


def sides(library: Library, record: Record[Content], disagreement: Disagreement) -> Iterator[Finding]:
    """C147: a side that is no number of the library or of the thesis it names, or that stands there twice."""
    seen: set[str] = set()
    for index, side in enumerate(disagreement.sides):
        span = record.at("sides", index, "number")
        slug, _, address = side.number.rpartition("/")
        if side.number in seen:
            yield Finding("C147", f"'{side.number}' stands on two sides", span, "name another number, or leave one out")
        seen.add(side.number)
        if slug and slug not in library.theses:
            if f"theses/{slug}" not in library.shared.broken:
                way_out = "write thesis-slug/number, or a number of content/facts or content/series"
                yield unknown("C147", "thesis", slug, library.theses, span, way_out)
        elif not _may_be(library, slug, address):
            where = f"the thesis {slug}" if slug else "content/facts and content/series"
            help_text = "name a fact or a computed number, or a point of a series as market[2025A]"
            yield Finding("C147", f"'{address}' is no single number of {where}", span, help_text)


def _may_be(library: Library, slug: str, address: str) -> bool:
    """Whether there is one number at ``address``, or something broken, or of which only computing tells the points."""
    name, bracket, _ = address.partition("[")
    shared = library.shared
    if not slug:
        points = shared.series[name].data.points if name in shared.series else {}
        return (name in shared.facts and not bracket) or address in _addresses(name, points) or _broken(shared, name)
    thesis = library.theses[slug].data
    points = thesis.series[name].points if name in thesis.series else {}
    derived = name in thesis.computed or name.partition(".")[0] in thesis.tables
    return (name in thesis.facts and not bracket) or derived or address in _addresses(name, points)


def _broken(shared: Shared, name: str) -> bool:
    return is_broken(shared, "facts", name) or is_broken(shared, "series", name)


def _addresses(name: str, points: Mapping[Period, object]) -> set[str]:
    labels = [period.label for period in points]
    single = {f"{name}[{label}]" for label in labels if labels.count(label) == 1}
    return single | {f"{name}[{period}]" for period in points}
