"""What pages say to search engines, networks and feed readers, with the address of the site and without."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from briefwright.model.lang import Lang
from briefwright.publish.html import page as scanned
from briefwright.render.head import Online, embedded, head_view
from tests.unit.render.test_machines import BASE, EDITIONS, brief, examined, files

pytestmark = pytest.mark.slow

REQUIRED: dict[str, set[str]] = {
    "Report": {"name", "headline", "inLanguage", "author", "publisher"},
    "Organization": {"name"},
    "Corporation": {"name", "tickerSymbol"},
    "CreativeWork": {"name"},
    "Dataset": {"name", "description", "creator", "distribution"},
    "DataDownload": {"encodingFormat", "contentUrl"},
    "MediaObject": {"encodingFormat", "contentUrl"},
}
"""What schema.org, or those who read it, want of each type."""


def head(slug: str, lang: Lang, base: str = "") -> BeautifulSoup:
    return BeautifulSoup(files(slug, lang, base)["index.html"].decode(), "lxml")


def linked(soup: BeautifulSoup) -> dict[str, Any]:
    """The one object of JSON-LD on a page."""
    (script,) = soup.find_all("script", type="application/ld+json")
    found: dict[str, Any] = json.loads(script.get_text())
    return found


def objects(value: Any) -> list[dict[str, Any]]:
    """Every object in a value."""
    own = [value] if isinstance(value, dict) else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return own + [found for one in inner for found in objects(one)]


@EDITIONS
def test_an_edition_is_a_report_in_the_words_of_schema_org(slug: str, lang: Lang) -> None:
    """Every object has a known type and what that needs; nothing is empty; nobody is invented."""
    found = linked(head(slug, lang))
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "Report"
    assert found["name"] == brief(slug, lang)["title"]
    for one in objects(found):
        assert REQUIRED[one["@type"]] <= one.keys(), one
        assert all(value not in ("", [], {}, None) for value in one.values())
    assert "Person" not in json.dumps(found)
    assert len(found.get("citation", ())) == len(brief(slug, lang)["ledger"]["sources"])
    open_ = [one for one in brief(slug, lang)["exhibits"] if one.get("data")]
    assert [one["name"] for one in found.get("hasPart", ())] == [one["title"]["text"] for one in open_]
    for one in found.get("hasPart", ()):
        assert one["distribution"][0]["contentUrl"] in files(slug, lang)


def test_tickers_are_those_of_the_record() -> None:
    """Market and local code, with its zeros; who is not listed has none."""
    found = {one["name"]: one for one in linked(head("home-grown-models", "en"))["mentions"]}
    companies = examined().library.shared.companies
    for item in examined().library.theses["home-grown-models"].data.beneficiaries:
        if item.company:
            record = companies[item.company].data
            one = found[record.name.written("en", "zh-Hans") or ""]
            assert one.get("tickerSymbol", []) == [f"{security.mic} {security.code}" for security in record.securities]
            assert one["@type"] == ("Corporation" if record.securities else "Organization")


def test_a_day_that_is_inferred_is_no_date() -> None:
    """The library's briefs say 'on or after'; a machine would read a date as certain."""
    assert "dateCreated" not in linked(head("multimodal", "en"))


def test_without_an_address_nothing_claims_one() -> None:
    """Only what holds wherever the page lies: feeds by relative links, title, kind, language."""
    soup = head("multimodal", "en")
    assert not soup.find_all("link", rel="canonical")
    assert not soup.find_all("link", hreflang=True)
    feeds = [str(link["href"]) for link in soup.find_all("link", type="application/atom+xml")]
    assert feeds == ["../../en/feed.xml", "../../en/sectors/media-content/feed.xml"]
    said = {str(tag["property"]): str(tag["content"]) for tag in soup.find_all("meta", property=True)}
    assert said["og:type"] == "article"
    assert not {"og:url", "og:image"} & said.keys()
    assert "example.org" not in str(soup.head)


def test_with_an_address_a_page_says_where_it_is() -> None:
    """Canonical address, itself in each language and by default, picture with its size."""
    soup = head("multimodal", "en", BASE)
    here = f"{BASE}en/multimodal/index.html"
    (canonical,) = soup.find_all("link", rel="canonical")
    assert canonical["href"] == here
    tongues = {str(link["hreflang"]): str(link["href"]) for link in soup.find_all("link", hreflang=True)}
    assert tongues == {
        **{lang: f"{BASE}{lang}/multimodal/index.html" for lang in ("zh-Hans", "zh-Hant", "en")},
        "x-default": f"{BASE}zh-Hans/multimodal/index.html",
    }
    said = {str(tag["property"]): str(tag["content"]) for tag in soup.find_all("meta", property=True)}
    assert said["og:url"] == here
    assert said["og:image"] == f"{BASE}en/multimodal/preview.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert linked(soup)["image"] == said["og:image"]
    assert linked(soup)["@id"] == here


def test_a_page_in_one_language_has_no_alternates() -> None:
    """Nor one whose other languages lead elsewhere, as to their homes."""
    online = Online(BASE)
    words = ("T", "D", "H")
    assert head_view("en/a/index.html", words, {"en": "en/a/index.html"}, online).alternates == ()
    elsewhere = {"en": "en/a/index.html", "zh-Hans": "zh-Hans/index.html"}
    assert head_view("en/a/index.html", words, elsewhere, online).alternates == ()


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b", "&lt;", '"]}'])
def test_data_in_a_page_cannot_end_its_element(text: str) -> None:
    """Whatever a string holds, the element holds no mark, and reads back as it was."""
    written = embedded({"name": text})
    assert not re.search(r"[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"name": text}


def test_what_a_link_names_is_not_loaded() -> None:
    """Canonical and alternate addresses may be on the site's own address; a style sheet may not."""
    html = '<link rel="canonical" href="https://a.example/"><link rel="stylesheet" href="https://a.example/x.css">'
    assert [link.use for link in scanned(html).links] == ["follow", "load"]
