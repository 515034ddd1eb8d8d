"""The site's own pages: what they list, where they lead, and that they are the editions' own words and numbers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest
from bs4 import BeautifulSoup

from briefwright import load, pipeline, website
from briefwright.jobs import Job
from briefwright.model.about import About, Naming, Shown
from briefwright.model.lang import LANGS, Lang
from briefwright.model.library import Library
from briefwright.publish import Content, EditionEntry
from briefwright.render.site import numbers
from briefwright.render.site.shelf import Listed, Shelf
from briefwright.world import World, shipped_root

WORLD = World.here(shipped_root())
SLUG = "home-grown-models"
HOSTILE = '</script><script>alert(1)</script>" onmouseover="x'


@pytest.fixture(scope="module")
def made() -> tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]]:
    """Two editions of a thesis, and one of another, with their files."""
    examined = pipeline.examine(WORLD)
    editions, files = [], dict[str, Content]()
    wanted: list[tuple[str, Lang]] = [(SLUG, "en"), (SLUG, "zh-Hans"), ("multimodal", "en")]
    for slug, lang in wanted:
        job = examined.job(WORLD, slug, lang, LANGS, frozenset({"html"}))
        result = pipeline.edition(Job(slug, job))
        own = {f"{lang}/{slug}/{name}": data for name, data in result.files.items()}
        files |= own
        editions.append(EditionEntry(slug, lang, "", tuple(own), result.about))
    return examined, editions, files


@pytest.fixture(scope="module")
def tree(made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]]) -> dict[str, bytes]:
    examined, editions, files = made
    return website.site(WORLD, examined, editions, files)


def soup(tree: dict[str, bytes], path: str) -> BeautifulSoup:
    return BeautifulSoup(tree[path], "lxml")


def links(tree: dict[str, bytes], path: str) -> Iterator[str]:
    """Where the links of a page lead, below the release."""
    for link in soup(tree, path).select("main a[href]"):
        yield normpath(join(dirname(path), str(link["href"])))


def test_home_leads_to_every_brief_and_sector(tree: dict[str, bytes]) -> None:
    found = set(links(tree, "en/index.html"))
    assert {f"en/{SLUG}/index.html", "en/multimodal/index.html"} <= found
    assert {"en/sectors/internet-platforms/index.html", "en/sectors/media-content/index.html"} <= found


def test_home_begins_with_a_picture_where_the_newest_day_has_one(
    made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]],
) -> None:
    """Of briefs of one day, the first by name would come first; a newer one without a picture still does."""
    examined, editions, files = made

    def first(day: str) -> str:
        plain = [
            replace(one, about=replace(one.about, exhibits=(), day=day)) if one.thesis == SLUG else one
            for one in editions
        ]
        page = soup(website.site(WORLD, examined, plain, files), "en/index.html")
        return str(page.select(".first h2 a")[0]["href"])

    assert first("2023-02-20") == "multimodal/index.html"
    assert first("2023-02-21") == f"{SLUG}/index.html"


def test_lists_say_the_day_and_leave_that_it_is_inferred_to_the_brief(tree: dict[str, bytes]) -> None:
    assert "inferred" not in " ".join(one.get_text() for one in soup(tree, "en/index.html").select(".facts"))
    assert "(inferred)" in soup(tree, "en/sources/home-grown-models-report/index.html").select(".card")[0].get_text()


def test_only_what_a_release_has_is_named(tree: dict[str, bytes]) -> None:
    """A thesis that is not in the language is not on its pages, nor is what only that thesis names."""
    assert "en/sectors/media-content/index.html" in tree
    assert "zh-Hans/sectors/media-content/index.html" not in tree
    assert not any("multimodal" in found for found in links(tree, "zh-Hans/index.html"))


def test_the_switch_leads_to_the_same_page_or_else_home(tree: dict[str, bytes]) -> None:
    def switch(path: str) -> list[str]:
        page = soup(tree, path)
        return [normpath(join(dirname(path), str(one["href"]))) for one in page.select(".switch a")]

    assert switch("en/companies/baidu/index.html") == ["zh-Hans/companies/baidu/index.html"]
    assert switch("en/sectors/media-content/index.html") == ["zh-Hans/index.html"]


def test_a_company_page_says_where_and_how_briefs_name_it(tree: dict[str, bytes]) -> None:
    page = soup(tree, "en/companies/baidu/index.html")
    words = " ".join(page.get_text(" ").split())
    assert "09888.HK" in words
    assert "百度" in words
    assert "Beneficiary · Models Has the ERNIE model" in words
    assert f"en/{SLUG}/index.html#beneficiaries" in set(links(tree, "en/companies/baidu/index.html"))


def test_a_source_page_lists_its_numbers_as_the_ledgers_tell_them(
    tree: dict[str, bytes], made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]]
) -> None:
    """Each found in it, with its value as printed and a link to its line, and each computed from such."""
    content = made[2][f"en/{SLUG}/ledger.json"]
    assert isinstance(content, bytes)
    ledger = json.loads(content)
    mine = [one for one in ledger["numbers"] if one.get("origin", {}).get("source") == "idc"]
    assert mine
    path = "en/sources/idc/index.html"
    rows = {
        str(row.a["href"]).partition("#")[2]: row for row in soup(tree, path).select("table.found tr:has(td) ") if row.a
    }
    for one in mine:
        cells = [cell.get_text(" ", strip=True) for cell in rows[one["line"]].find_all("td")]
        assert cells[0] == one["value"]
        assert cells[1] == one["kind"]
    made_of = [one for one in ledger["numbers"] if mine[0]["address"] in one.get("derivation", {}).get("inputs", ())]
    assert all(one["line"] in rows for one in made_of)


def test_the_gallery_shows_every_exhibit(
    tree: dict[str, bytes], made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]]
) -> None:
    shown = set(links(tree, "en/exhibits/index.html"))
    for edition in made[1]:
        if edition.lang == "en":
            for exhibit in edition.about.exhibits:
                assert f"en/{edition.thesis}/index.html#{exhibit.anchor}" in shown
    pictures = {
        normpath(join("en/exhibits", str(one["src"]))) for one in soup(tree, "en/exhibits/index.html").select("img")
    }
    assert pictures
    assert pictures <= made[2].keys()


@pytest.mark.parametrize("folder", ["sources/idc", "companies/baidu", "sectors/internet-platforms"])
def test_what_many_briefs_share_stands_on_several_pages(
    made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]], folder: str
) -> None:
    """Each brief and each number once, each page led to by the one before it; a search finds the first."""
    examined, editions, files = made
    only = editions[0]
    many = [
        replace(only, thesis=f"copy-{turn}", files=tuple(name.replace(SLUG, f"copy-{turn}") for name in only.files))
        for turn in range(50)
    ]
    copied = {name.replace(SLUG, one.thesis): files[name] for one in many for name in only.files}
    tree = website.site(WORLD, examined, many, copied)
    path, seen, numbers, pages = f"en/{folder}/index.html", list[str](), list[str](), 0
    while path:
        page = soup(tree, path)
        briefs = [str(link["href"]).split("/")[-2] for link in page.select("main .entry h3 a")]
        assert len(briefs) <= 24
        seen += briefs
        numbers += [str(link["href"]) for link in page.select("main table.found th a")]
        assert bool(page.select("main[data-pagefind-body]")) == (not pages)
        assert {
            normpath(join(dirname(path), str(one["href"]))) for one in page.select("link[type*=atom]")
        } <= tree.keys()
        assert {one for one in links(tree, path) if "#" not in one} <= tree.keys() | copied.keys()
        pages += 1
        after = page.select_one("a[rel=next]")
        path = normpath(join(dirname(path), str(after["href"]))) if after else ""
    assert pages == 3
    assert sorted(seen) == sorted(one.thesis for one in many)
    alone = soup(website.site(WORLD, examined, [only], files), f"en/{folder}/index.html")
    assert len(numbers) == 50 * len(alone.select("main table.found th a"))
    assert len(numbers) == len({name.lstrip("./") for name in numbers})


def test_without_pages_nothing_leads_to_them(
    made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]],
) -> None:
    """A release of PDFs alone: briefs lead to their PDF, and there are no numbers to lead to."""
    examined, editions, _ = made
    bare = [
        replace(one, files=(f"en/{one.thesis}/x.pdf",), about=replace(one.about, page="", ledger="", pdf="x.pdf"))
        for one in editions
        if one.lang == "en"
    ]
    tree = website.site(WORLD, examined, bare, {})
    for path in tree:
        if path.startswith("en/") and path.endswith(".html"):
            assert not [one for one in links(tree, path) if one.startswith((f"en/{SLUG}/index", "en/multimodal/index"))]
    assert f"en/{SLUG}/x.pdf" in set(links(tree, "en/index.html"))


def test_the_page_for_lost_addresses_needs_no_other_file(tree: dict[str, bytes]) -> None:
    """It speaks every language, asks for nothing, and leads home only where it knows the address."""
    page = soup(tree, "404.html")
    assert page.find_all(["script", "link", "img", "a"]) == []
    assert {str(one["lang"]) for one in page.select("div[lang]")} == {"en", "zh-Hans"}
    policy = str(page.select_one("meta[http-equiv]"))
    assert "'sha256-" in policy
    assert "'unsafe" not in policy


def test_the_page_for_lost_addresses_leads_home_by_the_full_address(
    made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]],
) -> None:
    examined, editions, files = made
    page = soup(website.site(WORLD, examined, editions, files, "https://example.org/r/"), "404.html")
    homes = [str(link["href"]) for link in page.find_all("a")]
    assert homes == ["https://example.org/r/zh-Hans/index.html", "https://example.org/r/en/index.html"]


def test_several_houses_are_each_named(
    made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]],
) -> None:
    """The site then bears no house's name, and every brief its own; the about page has all."""
    examined, editions, files = made
    shared = examined.library.shared
    (house,) = shared.houses.values()
    other = replace(house, id="other", data=house.data.model_copy(update={"contact": "other@example.org"}))
    both = replace(shared, houses={**shared.houses, "other": other})
    examined = replace(examined, library=replace(examined.library, shared=both))
    mixed = [
        replace(one, about=replace(one.about, house_id="other", house="The Other House"))
        if one.thesis == "multimodal"
        else one
        for one in editions
    ]
    tree = website.site(WORLD, examined, mixed, files)
    home = soup(tree, "en/index.html")
    assert home.select_one(".home") is not None
    assert home.select_one(".home").get_text() == "Research"  # type: ignore[union-attr]
    facts = " ".join(one.get_text(" ") for one in home.select(".facts"))
    assert "The Other House" in facts
    assert "Briefwright Research" in facts
    assert "other@example.org" in soup(tree, "en/about/index.html").get_text()
    assert "The Other House" not in soup(tree, "zh-Hans/index.html").get_text()


def test_hostile_words_stay_words(
    made: tuple[pipeline.Examined, list[EditionEntry], dict[str, Content]],
) -> None:
    """Names, titles and what is said of companies are text on every page that prints them."""
    examined, editions, files = made
    about = replace(
        editions[0].about,
        title=HOSTILE,
        subtitle=HOSTILE,
        sector=HOSTILE,
        sector_id="gone",
        points=(HOSTILE,),
        companies=(Naming("lost", HOSTILE, "rival", "", HOSTILE, HOSTILE, "competition"),),
        exhibits=(Shown("one", 1, HOSTILE, HOSTILE, HOSTILE, "table", "x-one", lines=(HOSTILE,)),),
    )
    tree = website.site(WORLD, examined, [replace(editions[0], about=about)], files)
    for path in ("index", "sectors/gone/index", "companies/lost/index", "companies/index", "exhibits/index"):
        page = soup(tree, f"en/{path}.html")
        assert "alert(1)" in page.get_text()
        assert not [one for one in page.find_all("script") if not one.get("src") and not one.get("type")]
        assert not page.find_all(onmouseover=True)


def test_what_an_edition_says_of_itself_is_read_back_as_written() -> None:
    """Also where an older program wrote less, or a newer one more."""
    about = About(
        title="T",
        archived=True,
        points=("a", "b"),
        exhibits=(Shown("x", 1, lines=("one",)),),
        companies=(Naming("c", "C"),),
    )
    assert About.read(json.loads(json.dumps(about.plain()))) == about
    assert About.read({"title": "T", "later": 1, "exhibits": [{"id": "x", "later": 2}]}).exhibits == (Shown("x"),)


def test_a_number_says_when_it_holds_or_that_it_is_the_day_of_the_brief() -> None:
    """One that says nothing of when is not made to say the day of the brief."""
    written = {"text": "1 May 2025"}
    said: list[dict[str, object]] = [{"period": {"text": "2024"}}, {"as_of": written}, {"as_of": {"text": "May"}}, {}]
    entries = [{"address": str(at), "label": "x", "kind": "actual", **one} for at, one in enumerate(said)]
    found = numbers.found("one", {"written": written, "numbers": entries})
    assert [one.when for one in found] == [("2024",), (None,), ("May",), ("",)]


def test_a_carried_edition_without_its_records_keeps_its_pages() -> None:
    """A page that is carried over leads to pages of records that may be gone; they have the names it knew."""
    examined = pipeline.Examined(Library(), {}, (), (), frozenset(), frozenset())
    house = next(iter(load.library(WORLD)[0].shared.houses.values()))
    locale = pipeline.locale_of(examined.library.shared, house.data, "en", load.labels(WORLD, "en"))
    about = About(title="T", sector="Ferries", sector_id="ferries", companies=(Naming("gone", "Gone Ltd"),))
    shelf = Shelf([Listed("t", about)], examined.library.shared, locale)
    assert list(shelf.records()) == [("sectors", "ferries"), ("companies", "gone")]
    assert shelf.name("companies", "gone") == "Gone Ltd"
