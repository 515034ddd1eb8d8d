"""What the pages around the briefs need of a ledger: little enough for the numbers of a whole library at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

from briefwright.render.ledger import short

SIZE = "market-size"
"""The measure, and the block, that make a number one for the size of a market."""
_SIZED = "market size"


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the appendix of the brief ``slug``: a number, or a computed series with the values at both its ends.

    ``values`` are empty where they are withheld, ``when`` is None for the day of the brief. ``key`` is the category
    that tells it from others of its label, ``formula`` how it was computed; ``line`` the anchor of its line.
    ``direct`` are the sources it was taken from or through, ``behind`` all that its inputs rest on.
    """

    slug: str
    label: str
    key: str
    scope: str
    values: tuple[str, ...]
    when: tuple[str | None, ...]
    kind: str
    formula: str
    source: str
    locator: str
    via: str
    via_locator: str
    line: str
    entity: str
    is_size: bool
    exhibits: tuple[str, ...]
    direct: tuple[str, ...]
    behind: tuple[str, ...]


def entities(ledger: Mapping[str, Any]) -> list[str]:
    """What numbers are measured of, each once."""
    return list(dict.fromkeys(entry["entity"] for entry in ledger.get("numbers", ()) if entry.get("entity")))


def found(slug: str, ledger: Mapping[str, Any]) -> Iterator[Found]:
    """The numbers of an edition as its appendix lists them: a computed series is one line."""
    behind, written = _Behind(ledger), ledger.get("written")
    entries = {entry["address"]: entry for entry in ledger.get("numbers", ())}
    computed = {series["points"][-1]: series for series in ledger.get("series", ()) if series.get("derivation")}
    inside = {point for series in computed.values() for point in series["points"]}
    for address, entry in entries.items():
        if series := computed.get(address):
            ends = [entries[point] for point in dict.fromkeys((series["points"][0], address))]
            yield _found(slug, entry, ends, series["derivation"], behind, written, series["label"])
        elif address not in inside:
            yield _found(slug, entry, [entry], entry.get("derivation", {}), behind, written)


def _found(
    slug: str,
    entry: Mapping[str, Any],
    ends: Sequence[Mapping[str, Any]],
    made: Mapping[str, Any],
    behind: "_Behind",
    written: object,
    series: str = "",
) -> Found:
    origin: Mapping[str, Any] = entry.get("origin", {})
    places: Sequence[Mapping[str, Any]] = entry.get("places", ())
    direct = _own_sources(entry)
    return Found(
        slug,
        intern(series or entry["label"]),
        "" if series else _key(entry),
        intern(entry.get("scope", "")),
        tuple(one.get("value") or "" for one in ends),
        tuple(dict.fromkeys(_when(one, written) for one in ends)),
        intern(entry["kind"]),
        (made.get("in_words") or short(made["expression"])) if made else "",
        intern(origin.get("source", "")),
        intern(origin.get("locator", "")),
        intern(origin.get("via", "")),
        intern(origin.get("via_locator", "")),
        entry.get("line", ""),
        intern(entry.get("entity", "")),
        entry.get("measure") == SIZE or any(place["where"] == _SIZED for place in places),
        tuple(dict.fromkeys(intern(place.get("id", "")) for place in places if place["where"] == "exhibit")),
        tuple(map(intern, direct)),
        tuple(intern(one) for one in behind.sources(entry["address"]) if one not in direct),
    )


def _key(entry: Mapping[str, Any]) -> str:
    """The category, for a cell of a table, which no period tells apart."""
    name, bracket, key = entry["address"].partition("[")
    if not bracket or entry.get("period", {}).get("label", "") in key or not name:
        return ""
    return str(key.rstrip("]"))


def _when(entry: Mapping[str, Any], written: object) -> str | None:
    """Its period, else the day it was true, which need not be repeated where it is that of the brief."""
    if "period" not in entry and entry.get("as_of") == written:
        return None
    told = entry.get("period") or entry.get("as_of") or {}
    return intern(str(told.get("text", "")))


class _Behind:
    """The sources behind each number of a ledger, down its derivations."""

    def __init__(self, ledger: Mapping[str, Any]) -> None:
        self._entries = {entry["address"]: entry for entry in ledger.get("numbers", ())}
        self._points: dict[str, list[str]] = {}
        for address in self._entries:
            name, bracket, _ = address.partition("[")
            if bracket:
                self._points.setdefault(name, []).append(address)
        self._known: dict[str, dict[str, None]] = {}

    def sources(self, address: str) -> Mapping[str, None]:
        if address not in self._known:
            self._known[address] = {}  # what is behind itself adds nothing; ledgers have no circles
            found: dict[str, None] = {}
            entry = self._entries.get(address)
            if entry is not None:
                found |= dict.fromkeys(_own_sources(entry))
                inputs: Sequence[str] = entry.get("derivation", {}).get("inputs", ())
            else:
                inputs = self._points.get(address, ())
            for one in inputs:
                found |= self.sources(one)
            self._known[address] = found
        return self._known[address]


def _own_sources(entry: Mapping[str, Any]) -> list[str]:
    """The sources that an entry names itself."""
    origin = entry.get("origin", {})
    named = [origin.get("source", ""), origin.get("via", "")]
    named += [one["source"] for one in entry.get("derivation", {}).get("snapshots", ())]
    return list(dict.fromkeys(name for name in named if name))
