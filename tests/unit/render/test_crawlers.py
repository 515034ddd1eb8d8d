"""The sitemap: one file up to what its standard allows, and beyond that an index of several."""

import pytest
from lxml import etree

from briefwright.render.site import crawlers

BASE = "https://desk.example.test/research/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = [f"{lang}/{name}/index.html" for lang in ("en", "zh-Hans") for name in ("a", "b", "c", "d")]


def located(data: bytes) -> list[str]:
    """The addresses in a sitemap or an index of sitemaps, in their order."""
    return [one.findtext(f"{SPACE}loc", "") for one in etree.fromstring(data)]


def files() -> dict[str, bytes]:
    days = {"en/a/index.html": "2026-02-03"}
    return crawlers.crawled([*PAGES, "en/search/index.html", "en/a/a.pdf"], days, ["zh-Hans", "en"], BASE)


def test_few_pages_have_one_sitemap() -> None:
    """With no index to follow first."""
    assert set(files()) == {"sitemap.xml", "robots.txt"}
    assert located(files()["sitemap.xml"]) == [BASE + page for page in PAGES]
    assert etree.fromstring(files()["sitemap.xml"]).tag == f"{SPACE}urlset"


def test_without_pages_there_is_an_empty_sitemap() -> None:
    """``robots.txt`` names it all the same."""
    assert located(crawlers.crawled([], {}, [], BASE)["sitemap.xml"]) == []


@pytest.mark.parametrize(("limit", "much"), [("_PAGES", 3), ("_BYTES", 1200)])
def test_too_many_pages_have_an_index_of_sitemaps(limit: str, much: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page in one of them, none beyond the limits, all in the index and no other file named to crawlers."""
    whole = files()["sitemap.xml"]
    monkeypatch.setattr(crawlers, limit, much)
    made = files()
    assert etree.fromstring(made["sitemap.xml"]).tag == f"{SPACE}sitemapindex"
    parts = [address.removeprefix(BASE) for address in located(made["sitemap.xml"])]
    assert len(parts) > 2
    assert sorted(parts) == sorted(set(made) - {"sitemap.xml", "robots.txt"})
    assert [page for part in parts for page in located(made[part])] == located(whole)
    for part in parts:
        assert (len(located(made[part])) if limit == "_PAGES" else len(made[part])) <= much
    assert made["robots.txt"].decode().count("Sitemap: ") == 1
    assert f"Sitemap: {BASE}sitemap.xml\n" in made["robots.txt"].decode()


def test_a_page_too_large_for_a_sitemap_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost, and no sitemap is empty."""
    monkeypatch.setattr(crawlers, "_BYTES", 1)
    made = files()
    parts = located(made["sitemap.xml"])
    assert [located(made[part.removeprefix(BASE)]) for part in parts] == [[BASE + page] for page in PAGES]
