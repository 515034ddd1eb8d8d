"""The ledger of the shipped library: every number printed leads to a source and a place in it, in every language."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag

from briefwright import pipeline, website
from briefwright.jobs import Job
from briefwright.model.explanation import Explanation
from briefwright.model.lang import LANGS, Lang
from briefwright.model.ledger import Ledger, ledger_schema
from briefwright.publish import EditionEntry
from briefwright.render.blocks import BLOCKS
from briefwright.tracing import Explainer
from briefwright.world import World, shipped_root

pytestmark = pytest.mark.slow

WORLD = World(shipped_root(), date(2026, 11, 22), shipped_root())
SLUGS = sorted(path.name for path in (shipped_root() / "content" / "theses").iterdir())
EDITIONS = pytest.mark.parametrize(("slug", "lang"), [(slug, lang) for slug in SLUGS for lang in LANGS])


@cache
def examined() -> pipeline.Examined:
    return pipeline.examine(WORLD)


@cache
def explainer() -> Explainer:
    return Explainer(WORLD, examined())


@cache
def files(slug: str, lang: Lang) -> dict[str, bytes]:
    job = examined().job(WORLD, slug, lang, examined().languages(slug, ()), frozenset({"html"}))
    return dict(pipeline.edition(Job("one", job)).files)


def ledger(slug: str, lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(slug, lang)["ledger.json"])
    return found


@cache
def page(slug: str, lang: Lang) -> BeautifulSoup:
    return BeautifulSoup(files(slug, lang)["index.html"].decode(), "lxml")


@EDITIONS
def test_the_ledger_has_the_published_shape(slug: str, lang: Lang) -> None:
    """It validates by the schema, reads back as what it was, and says whose it is."""
    found = ledger(slug, lang)
    jsonschema.Draft202012Validator(ledger_schema()).validate(found)
    assert Ledger.model_validate(found).plain() == found
    assert (found["thesis"], found["lang"], found["as_of"], found["ledger"]) == (slug, lang, "2026-11-22", 1)
    assert found["$schema"] == "../../schema/ledger.json"


def objects(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every object in a JSON value."""
    if isinstance(value, dict):
        yield way
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from objects(item, (*way, key))


def test_the_schema_is_strict() -> None:
    """Nowhere may a key stand that it does not name; what must be there must be there."""
    validator = jsonschema.Draft202012Validator(ledger_schema())
    jsonschema.Draft202012Validator.check_schema(ledger_schema())
    found = ledger(SLUGS[0], "en")
    kinds: dict[tuple[str, ...], tuple[str | int, ...]] = {}
    for way in objects(found):
        kinds.setdefault(tuple(str(key) for key in way if isinstance(key, str)), way)
    assert len(kinds) > 10
    for way in kinds.values():
        changed = json.loads(json.dumps(found))
        target = changed
        for key in way:
            target = target[key]
        target["surplus"] = 1
        assert not validator.is_valid(changed), way
    for key in ("numbers", "thesis", "ledger"):
        assert not validator.is_valid({name: value for name, value in found.items() if name != key})
    exact = json.loads(json.dumps(found))
    exact["numbers"][0]["exact"]["low"] = "1e9"
    assert not validator.is_valid(exact)


@EDITIONS
def test_the_ledger_is_whole(slug: str, lang: Lang) -> None:
    """Inputs, points, formulas and sources that it names are in it, each address once."""
    found = ledger(slug, lang)
    numbers = {entry["address"]: entry for entry in found["numbers"]}
    assert len(numbers) == len(found["numbers"])
    series = {one["address"]: one for one in found["series"]}
    methods, sources = ({one[key] for one in found[name]} for name, key in (("methods", "name"), ("sources", "id")))
    for entry in numbers.values():
        assert ("origin" in entry) != ("derivation" in entry)
        made, origin = entry.get("derivation", {}), entry.get("origin", {})
        assert set(made.get("inputs", ())) <= numbers.keys() | series.keys()
        assert set(made.get("methods", ())) <= methods
        assert {origin[key] for key in ("source", "via") if key in origin} <= sources
        assert entry["value"]
        assert entry["exact"]["form"] == "not meaningful" or {"low", "high"} & entry["exact"].keys()
    for one in series.values():
        assert set(one["points"]) <= numbers.keys()


def block_of(link: Tag) -> str:
    """The anchor of the exhibit, section or block that holds a link; "" on the cover."""
    for parent in link.parents:
        name = str(parent.get("id") or "")
        if name.startswith(("x-", "section-")) or name in BLOCKS:
            return name
    return ""


@EDITIONS
def test_where_it_says_a_number_is_printed_is_where_the_page_prints_it(slug: str, lang: Lang) -> None:
    """Anchors exist, first appearances agree, and every linked number stands in a place that the ledger names."""
    found, html = ledger(slug, lang), page(slug, lang)
    ids = {str(element["id"]) for element in html.select("[id]")}
    lines: dict[str, set[str]] = {}
    for entry in found["numbers"]:
        assert entry["line"] in ids
        anchors = {place.get("anchor", "") for place in entry.get("places", ())}
        assert anchors - {""} <= ids, entry["address"]
        lines.setdefault(entry["line"], set()).update(anchors)
    firsts = {entry["first"] for entry in found["numbers"] if "first" in entry}
    assert firsts == {name for name in ids if name.startswith("u-")}
    printed: dict[str, set[str]] = {}
    for link in html.select("main a.num"):
        if link.find_parent(id="appendix") is None:
            printed.setdefault(str(link["href"])[1:], set()).add(block_of(link))
    assert printed
    for line, anchors in printed.items():
        assert anchors <= lines[line], line
    for line, anchors in lines.items():
        claimed = {name for name in anchors if name.startswith(("x-", "section-"))}
        assert claimed <= printed.get(line, set()), line


@EDITIONS
def test_the_appendix_and_the_ledger_are_one(slug: str, lang: Lang) -> None:
    """The same lines in the same order, with the same values; the page links to the file."""
    found, html = ledger(slug, lang), page(slug, lang)
    rows = html.select("table.ledger tbody tr")
    assert [row["id"] for row in rows] == list(dict.fromkeys(entry["line"] for entry in found["numbers"]))
    values = {entry["line"]: entry["value"] for entry in reversed(found["numbers"])}
    for row in rows:
        shown = row.select("td")[0].get_text().replace("\u2009", "").replace("\u202f", "").partition(" → ")[0]
        assert shown.replace(" ", "") == values[str(row["id"])].replace(" ", "")
    assert html.select_one('#appendix a[href="ledger.json"]') is not None
    assert len(found["sources"]) == len(html.select("ol.sources li"))


def reaches(told: Explanation, address: str, seen: set[str]) -> Iterator[str]:
    """What is wrong below an address: a number without place in a source, or without anything it rests on."""
    numbers = {entry.address: entry for entry in told.numbers}
    series = {one.address: one for one in told.series}
    if address in seen:
        return
    seen.add(address)
    if address in series and address not in numbers:
        for point in series[address].points:
            yield from reaches(told, point, seen)
        return
    entry = numbers[address]
    if origin := entry.origin:
        if not (origin.locator or origin.via_locator):
            yield f"{address} names no place in {origin.source}"
        if not {origin.source, origin.via} - {""} <= {source.id for source in told.sources}:
            yield f"{address} rests on an unknown source"
        return
    made = entry.derivation
    if made is None or not (made.inputs or made.snapshots):
        yield f"{address} rests on nothing"
        return
    for given in made.inputs:
        yield from reaches(told, given, seen)


@EDITIONS
def test_every_number_of_an_edition_is_explained_down_to_a_source_and_a_place_in_it(slug: str, lang: Lang) -> None:
    """By its address, and its series by its name: points of computed series and those that only exhibits print too."""
    found = ledger(slug, lang)
    addresses = [entry["address"] for entry in found["numbers"]] + [one["address"] for one in found["series"]]
    assert addresses
    for address in addresses:
        told = explainer().explain(slug, address, lang).explanation
        assert list(reaches(told, address, set())) == []
        starts = {edge.start for edge in told.graph.edges}
        leaves = [node for node in told.graph.nodes if node.id not in starts]
        assert {node.what for node in leaves} == {"source"}


@EDITIONS
def test_explain_and_the_ledger_tell_the_same(slug: str, lang: Lang) -> None:
    """One entry for one number: places, value, formula; only the anchors are the page's."""
    explained = explainer()
    for entry in ledger(slug, lang)["numbers"]:
        told = explained.explain(slug, entry["address"], lang).explanation
        (mine,) = (one.plain() for one in told.numbers if one.address == entry["address"])
        assert mine == {key: value for key, value in entry.items() if key not in ("line", "first")}
        (here,) = (one for one in told.printed if (one.thesis, one.lang) == (slug, lang))
        own = [place.plain() for place in here.places]
        assert own[:-1] == entry.get("places", [])
        assert own[-1] == {"where": "appendix", "anchor": "appendix"}


def test_a_release_publishes_the_schema() -> None:
    """Beside the editions, where their ledgers say it is."""
    entry = EditionEntry(SLUGS[0], "en", "", (f"en/{SLUGS[0]}/ledger.json",))
    schema = website.schemas([entry], {})["schema/ledger.json"]
    assert isinstance(schema, bytes)
    assert json.loads(schema) == ledger_schema()
    last = {"schema/ledger.json": Path("dist/schema/ledger.json")}
    assert website.schemas([entry], last) == last
    bare = EditionEntry(SLUGS[0], "en", "", (f"en/{SLUGS[0]}/x.pdf",))
    assert "schema/ledger.json" not in website.schemas([bare], {})
