"""A company note and a theme note: who the issuer is, what is thought of it, how large a market is said to be."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from briefwright.model.lang import Lang
from briefwright.model.records import Security
from briefwright.render.listing import Style, listing
from tests.unit.render.test_edition import BARE, FACT, SAID, STAGES, both, made, page_of

NOTE = BARE | {"archetype": "company-note", "facts": FACT}
COMPANIES = """\
acme:
  name: {zh-Hans: 艾克米, en: Acme}
  securities: [{mic: XHKG, code: 09999}, {mic: XNAS, code: ACME}]
forge:
  name: {zh-Hans: 锻造厂, en: Forge}
  status: private
"""
HOUSE = """\
house:
  name: {zh-Hans: 示例研究社, en: Example House}
  languages: [zh-Hans, zh-Hant, en]
  ratings:
    - id: ahead
      name: {zh-Hans: 强于大市, en: Ahead}
      meaning: {zh-Hans: 预计跑赢基准, en: Expected to beat the benchmark}
      horizon: within 12 months
      benchmark: {zh-Hans: 示例指数, en: Example Index}
    - id: behind
      name: {zh-Hans: 弱于大市, en: Behind}
      meaning: {zh-Hans: 预计跑输基准, en: Expected to trail the benchmark}
      horizon: within 12 months
"""
FILES = {"content/companies/companies.yaml": COMPANIES}
RATED = FILES | {"content/houses/house.yaml": HOUSE}
VIEW = {"rating": "ahead", "since": "2023-06-01", "rationale": SAID, "because": ["sales"]}
PROFILE = {
    "issuer": "acme",
    "segment": "two",
    "units": ["forge"],
    "profile": [{"label": both("Makes"), "says": both("Widgets."), "because": ["made_here"]}],
    "not_given": [both("Revenue"), both("Staff")],
}
EVIDENCE = {"made_here": {"says": both("It makes them."), "source": "almanac"}}


def note(tmp_path: Path, lang: Lang = "en", files: dict[str, str] | None = None, **fields: Any) -> BeautifulSoup:
    return page_of(made(tmp_path, NOTE | fields, lang, files=files or FILES))


def one(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def said(element: Tag) -> str:
    """The words of an element, thin spaces and joiners aside."""
    return " ".join(element.get_text(" ", strip=True).replace("\u2009", "").replace("\u2060", "").split())


@pytest.mark.parametrize(
    ("lang", "own", "other"), [("en", "Acme", "艾克米"), ("zh-Hans", "艾克米", "Acme"), ("zh-Hant", "艾克米", "Acme")]
)
def test_the_cover_names_the_issuer_and_its_listings(tmp_path: Path, lang: Lang, own: str, other: str) -> None:
    """An identifier alone is enough; it brings no chapter of its own, and nothing of a rating."""
    page = note(tmp_path, lang, company="acme")
    aside = one(page, "aside")
    assert said(one(page, "aside .issuer")) == f"{own} {other}"
    assert [said(cell) for cell in aside.select("td")] == ["09999.HK", "ACME.O"]
    assert page.select(".rating, #company_profile, #recommendation, .ratings") == []


def test_an_issuer_without_a_listing_says_so(tmp_path: Path) -> None:
    """Private, in place of a code."""
    assert said(one(note(tmp_path, company="forge"), "aside .keydata")) == "Status Private"


def test_the_profile_holds_its_lines_with_their_sources_and_what_is_not_given(tmp_path: Path) -> None:
    """Names and listings, stage, units with their status, lines that cite what they rest on, then the gaps."""
    page = note(tmp_path, company=PROFILE, evidence=EVIDENCE, value_chain={"stages": STAGES})
    rows = {said(one_row.th): one_row.td for one_row in page.select("#company_profile tr") if one_row.th}
    told = {head: said(cell) for head, cell in rows.items() if cell}
    assert told["Name"] == "Acme (艾克米)"
    assert told["Listings"] == "Hong Kong 09999.HK ; Nasdaq ACME.O"
    assert told["Segment"] == "A2"
    assert told["Units of the group"] == "Forge (锻造厂) · Private"
    assert told["What the source does not give"] == "Revenue · Staff"
    line = rows["Makes"]
    assert line is not None
    assert line.get_text().replace("\u2060", "").strip() == "Widgets1."
    assert [link["href"] for link in line.select("sup a")] == ["#s-almanac"]


def test_a_view_is_told_on_the_cover_argued_below_and_explained_in_the_disclosures(tmp_path: Path) -> None:
    """The rating given, since when, on what grounds; the whole scale with meaning, horizon and benchmark."""
    page = note(tmp_path, files=RATED, company="acme", view=VIEW)
    assert said(one(page, "aside .rating")) == "Ahead within 12 months, Example Index"
    block = one(page, "#recommendation")
    assert said(one(page, "#recommendation .grade")) == "Ahead since 1 June 2023"
    assert "Said US$12.5bn" in block.get_text().replace("\u00a0", " ")
    assert said(one(page, "#recommendation ul")) == "Sales: US$12.5bn"
    rows = [[said(cell) for cell in row.select("th, td")] for row in page.select("#disclosures .ratings tbody tr")]
    assert rows == [
        ["Ahead", "Expected to beat the benchmark", "within 12 months", "Example Index"],
        ["Behind", "Expected to trail the benchmark", "within 12 months", "—"],
    ]


def test_a_scale_is_printed_only_where_a_view_is_given(tmp_path: Path) -> None:
    """A house may have ratings and a brief none: then nobody reads of them."""
    page = note(tmp_path, files=RATED, company="acme")
    assert page.select(".rating, .ratings, #recommendation, #disclosures") == []


SIZES: dict[str, Any] = {
    "facts": FACT
    | {
        "wide": FACT["sales"]
        | {"label": both("Wide"), "value": "over 40", "period": "2026F", "scope": both("All regions")},
    },
    "series": {
        "narrow": {
            "label": both("Narrow"),
            "unit": "CNY bn",
            "points": {"2021A": "5", "2023E": "8", "2026F": "20"},
            "source": "almanac",
        }
    },
    "computed": {"pace": "cagr(narrow)"},
    "market": {
        "sizes": [{"of": "narrow", "growth": "pace", "scope": both("One region")}, {"of": "wide"}, {"of": "sales"}],
        "note": both("They differ."),
    },
}


def test_sizes_stand_side_by_side_each_with_its_period_kind_scope_and_source(tmp_path: Path) -> None:
    """A series prints its ends, a bound stays a bound; what is ahead is an outlook, what was is a base."""
    page = page_of(made(tmp_path, BARE | SIZES | {"archetype": "theme-note"}))
    rows = [[said(cell) for cell in row.select("th, td")] for row in page.select("#market_size tbody tr")]
    source = "Example Almanac 1"
    assert rows == [
        ["Narrow One region", "Rmb5bn 2021, actual", "Rmb20bn 2026, forecast", "32.0% derived", source],
        ["Wide All regions", "—", "over US$40bn 2026, forecast", "—", source],
        ["Sales", "US$12.5bn 2022, actual", "—", "—", source],
    ]
    assert said(one(page, "#market_size .note")) == "Note: They differ."


def test_without_growth_there_is_no_column_for_it(tmp_path: Path) -> None:
    """A heading over dashes would say nothing."""
    fields = {"archetype": "theme-note", "facts": FACT, "market": {"sizes": [{"of": "sales"}]}}
    page = page_of(made(tmp_path, BARE | fields))
    assert [said(head) for head in page.select("#market_size thead th")] == ["Market", "Base", "Outlook", "Source"]


@pytest.mark.parametrize(
    ("mic", "code", "written"),
    [
        ("XHKG", "00700", ("00700.HK", "0700.HK", "700 HK", "0700.HK")),
        ("XHKG", "09888", ("09888.HK", "9888.HK", "9888 HK", "9888.HK")),
        ("XSHE", "002230", ("002230.SZ", "002230.SZ", "002230 CH", "002230.SZ")),
        ("XSHG", "600519", ("600519.SH", "600519.SS", "600519 CH", "600519.SS")),
        ("XNAS", "BIDU", ("BIDU.O", "BIDU.O", "BIDU US", "BIDU")),
        ("BJSE", "920819", ("920819.BJ", "920819 (BJSE)", "920819 CH", "920819 (BJSE)")),
        ("XLON", "AAL", ("AAL (XLON)",) * 4),
    ],
)
def test_a_listing_is_written_as_each_vendor_writes_it(mic: str, code: str, written: tuple[str, ...]) -> None:
    """Zeros of Hong Kong are kept, cut to four, or dropped; a market without a suffix is named by its letters."""
    styles: tuple[Style, ...] = ("wind", "reuters", "bloomberg", "yahoo")
    assert tuple(listing(Security(mic=mic, code=code), style) for style in styles) == written


def test_the_house_chooses_the_vendor(tmp_path: Path) -> None:
    """On the cover and in the table of beneficiaries alike."""
    house = HOUSE + "  listing_style: bloomberg\n"
    fields: dict[str, Any] = {
        "value_chain": {"stages": STAGES},
        "beneficiaries": [{"company": "acme", "segment": "one", "mechanism": SAID}],
    }
    page = note(tmp_path, files=FILES | {"content/houses/house.yaml": house}, company="acme", **fields)
    assert [said(cell) for cell in page.select("aside .keydata td")] == ["9999 HK", "ACME US"]
    assert "9999 HK, ACME US" in said(one(page, "#beneficiaries tbody"))
