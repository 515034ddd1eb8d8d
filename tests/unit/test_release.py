"""Releases: what is made, what is carried over, what stops them, and what they leave untouched."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from briefwright import editions, pipeline, publish, search
from briefwright.model.finding import Finding, Refused
from briefwright.model.folders import RESERVED
from briefwright.model.lang import Lang
from briefwright.publish import read
from briefwright.release import Report, Request, paths
from briefwright.world import World
from tests.unit.starter import THESIS, break_, edit, starter, status, tree, write

pytestmark = pytest.mark.slow

HTML = frozenset({"html"})


@pytest.fixture
def two(tmp_path: Path) -> World:
    """A project of two live theses, in English."""
    return starter(tmp_path / "project", ["alpha", "beta"])


def build(
    world: World,
    *theses: str,
    langs: Sequence[Lang] = (),
    formats: frozenset[str] = HTML,
    strict: bool = False,
    keep_going: bool = False,
) -> Report:
    request = Request(theses, formats, tuple(langs), workers=0, strict=strict, keep_going=keep_going)
    return editions.build(world, request, lambda *_: None)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def pages(world: World, folder: str = "dist") -> list[str]:
    """The editions a release holds, as ``lang/slug``."""
    found = [path for path in tree(world.root / folder) if path.count("/") == 2 and path.endswith("/index.html")]
    return sorted(path.removesuffix("/index.html") for path in found if path.split("/")[1] not in RESERVED)


def refresh(world: World, slug: str) -> None:
    """Change what a thesis prints."""
    edit(world, f"content/theses/{slug}/demand.en.md", "Growth is steady", f"In {slug} growth goes on")


def test_the_first_build_makes_everything(two: World) -> None:
    """An edition per thesis and language, an index, and a manifest that names every file."""
    seen: list[tuple[str, int, int]] = []
    request = Request((), HTML, workers=0)
    report = editions.build(two, request, lambda *step: seen.append(step))
    assert (report.built, report.carried, report.failed) == (("alpha (en)", "beta (en)"), (), ())
    assert seen == [("alpha (en)", 1, 2), ("beta (en)", 2, 2)]
    assert report.published == two.root / "dist"
    assert pages(two) == ["en/alpha", "en/beta"]
    listed = json.loads((two.root / "dist" / "manifest.json").read_bytes())["files"]
    assert {*listed, "manifest.json"} == {*tree(two.root / "dist")}
    assert [path.relative_to(two.root).as_posix() for path in paths(report, ["beta"])] == ["dist/en/beta/index.html"]


def test_nothing_changed_is_up_to_date(two: World) -> None:
    """The second build touches nothing."""
    build(two)
    before = {path: path.stat().st_mtime_ns for path in (two.root / "dist").rglob("*")}
    report = build(two)
    assert report.unchanged
    assert report.published == two.root / "dist"
    assert {path: path.stat().st_mtime_ns for path in (two.root / "dist").rglob("*")} == before


def test_only_what_changed_is_made_again(two: World) -> None:
    """The other edition is carried over, byte for byte, with every page that says nothing of the change."""
    build(two)
    before = tree(two.root / "dist")
    refresh(two, "alpha")
    report = build(two)
    assert (report.built, report.carried) == (("alpha (en)",), ("beta (en)",))
    after = tree(two.root / "dist")
    changed = {path for path in after if after[path] != before.get(path) and not path.startswith(search.FOLDER)}
    own = {f"en/alpha/{name}" for name in ("index.html", "brief.json", "alpha.en.html")}
    assert changed == {*own, "manifest.json"}


def test_a_shared_record_makes_everything_again(two: World) -> None:
    """Whoever uses it: what theses share is one fingerprint."""
    build(two)
    edit(two, "content/sources/sources.yaml", "Census of Stations", "Great Census of Stations")
    assert build(two).built == ("alpha (en)", "beta (en)")


def test_what_comes_out_does_not_depend_on_the_way(two: World, tmp_path: Path) -> None:
    """Built piece by piece or at once, a release has the same bytes."""
    build(two)
    refresh(two, "alpha")
    build(two, "alpha")
    refresh(two, "beta")
    build(two)
    other = starter(tmp_path / "other", ["alpha", "beta"])
    refresh(other, "alpha")
    refresh(other, "beta")
    build(other)
    assert tree(two.root / "dist") == tree(other.root / "dist")


def test_a_damaged_release_is_made_again(two: World) -> None:
    """A page that was deleted is not taken for up to date, nor carried over."""
    build(two)
    (two.root / "dist" / "en" / "beta" / "index.html").unlink()
    assert build(two).built == ("alpha (en)", "beta (en)")
    (two.root / "dist" / "en" / "beta" / "index.html").unlink()
    refresh(two, "alpha")
    with pytest.raises(Refused) as caught:
        build(two, "alpha")
    assert caught.value.findings[0].code == "P602"
    assert "lacks 'en/beta/index.html'" in caught.value.findings[0].message


@pytest.mark.parametrize("damage", [('"manifest": 1', '"manifest": 0'), ('"editions"', '"edition"')])
def test_a_release_that_cannot_be_read_is_not_cut_down_to_what_is_named(two: World, damage: tuple[str, str]) -> None:
    """One of another version, or damaged: what is not named would leave the site without a word."""
    build(two)
    manifest = two.root / "dist" / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(*damage), encoding="utf-8")
    before = tree(two.root / "dist")
    for names in (("alpha",), ()):
        with pytest.raises(Refused) as caught:
            build(two, *names, keep_going=True)
        (finding,) = caught.value.findings
        assert (finding.code, finding.help) == ("P602", "build without names and options, which makes all anew")
        assert tree(two.root / "dist") == before
        if names:
            break_(two, "beta")


def test_a_strict_build_carries_over_nothing_that_was_changed_by_hand(two: World) -> None:
    """Not even where the size is the same, which is all that another build looks at."""
    build(two)
    before = tree(two.root / "dist")
    page = two.root / "dist" / "en" / "beta" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"market", b"basket"))
    assert build(two, strict=True).built == ("alpha (en)", "beta (en)")
    assert tree(two.root / "dist") == before
    assert build(two, strict=True).carried == ("alpha (en)", "beta (en)")


def test_a_lost_index_is_made_again(two: World) -> None:
    """What the site has beside its editions is never missed, whatever is built."""
    build(two)
    whole = tree(two.root / "dist")
    (two.root / "dist" / "pagefind" / "pagefind.js").unlink()
    build(two, "alpha")
    assert "pagefind/pagefind.js" in tree(two.root / "dist")
    (two.root / "dist" / "pagefind" / "pagefind.js").unlink()
    build(two)
    assert tree(two.root / "dist") == whole


def test_names_rebuild_those_and_carry_over_the_rest(two: World) -> None:
    """What has changed elsewhere waits for its own build; the release then knows that it is not whole."""
    build(two)
    refresh(two, "alpha")
    refresh(two, "beta")
    report = build(two, "alpha")
    assert (report.built, report.carried) == (("alpha (en)",), ("beta (en)",))
    shown = tree(two.root / "dist")
    assert b"In alpha growth goes on" in shown["en/alpha/index.html"]
    assert b"In beta growth goes on" not in shown["en/beta/index.html"]
    assert build(two).built == ("beta (en)",)


def test_a_named_thesis_may_be_the_first(two: World) -> None:
    """Without a last release there is nothing to carry over."""
    report = build(two, "beta", "beta")
    assert (report.built, report.carried) == (("beta (en)",), ())
    assert pages(two) == ["en/beta"]


def test_a_failing_thesis_stops_the_release(two: World) -> None:
    """Nothing is published, and the last release keeps every byte."""
    build(two)
    before = tree(two.root / "dist")
    refresh(two, "alpha")
    break_(two, "beta")
    report = build(two)
    assert (report.published, report.failed, codes(report)) == (None, ("beta",), ["C101"])
    assert tree(two.root / "dist") == before


def test_a_thesis_that_does_not_load_stops_the_release(two: World) -> None:
    """It may have been live: its errors count, whatever it was meant to be."""
    build(two)
    write(two, THESIS.format("beta"), "title: [\n")
    report = build(two)
    assert (report.published, report.failed, codes(report)) == (None, ("beta",), ["L004"])


def test_a_failing_thesis_does_not_stop_a_named_one(two: World) -> None:
    """Its last edition is carried over, and its findings are not this build's."""
    build(two)
    refresh(two, "alpha")
    break_(two, "beta")
    report = build(two, "alpha")
    assert (report.built, report.carried, report.findings) == (("alpha (en)",), ("beta (en)",), ())
    assert build(two, "beta").failed == ("beta",)


def test_keep_going_publishes_the_rest(two: World) -> None:
    """The failing thesis keeps its last edition; the report says that it fails, so that the command exits with 1."""
    build(two)
    before = tree(two.root / "dist")
    refresh(two, "alpha")
    break_(two, "beta")
    report = build(two, keep_going=True)
    assert (report.built, report.carried, report.failed) == (("alpha (en)",), ("beta (en)",), ("beta",))
    assert codes(report) == ["C101"]
    after = tree(two.root / "dist")
    assert after["en/beta/index.html"] == before["en/beta/index.html"]
    assert after["en/alpha/index.html"] != before["en/alpha/index.html"]
    assert not build(two, keep_going=True).unchanged


def test_keep_going_stops_where_no_house_is_left(two: World) -> None:
    """A site in nobody's name is none: the last release stays, and the findings say what is missing."""
    build(two)
    before = tree(two.root / "dist")
    (two.root / "content" / "houses" / "house.yaml").unlink()
    report = build(two, keep_going=True)
    assert (report.published, report.failed) == (None, ("alpha", "beta"))
    assert "C108" in codes(report)
    assert tree(two.root / "dist") == before


def test_keep_going_leaves_out_what_never_was_published(two: World) -> None:
    """A failing thesis without a last edition is in no release, nor in its index."""
    break_(two, "beta")
    report = build(two, keep_going=True)
    assert (report.built, report.failed) == (("alpha (en)",), ("beta",))
    assert pages(two) == ["en/alpha"]
    assert b"beta" not in (two.root / "dist" / "en" / "index.html").read_bytes()


def test_a_thesis_that_fails_while_it_is_drawn_stops_the_release(two: World) -> None:
    """Also where only one of its languages fails: an edition is never half of a thesis' release."""
    build(two)
    before = tree(two.root / "dist")
    # A rank of one number: the chart stage refuses it.
    edit(two, THESIS.format("beta"), "    chart: column\n    of: [market]", "    chart: bar\n    of: [stations]")
    report = build(two)
    assert (report.published, report.failed, codes(report)) == (None, ("beta",), ["X401"])
    assert tree(two.root / "dist") == before
    report = build(two, keep_going=True)
    assert (report.built, report.carried, report.failed) == ((), ("alpha (en)", "beta (en)"), ("beta",))
    assert tree(two.root / "dist")["en/beta/index.html"] == before["en/beta/index.html"]


def test_a_defect_in_one_edition_leaves_the_others(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported by name, with a log, and the last release stays."""
    made = editions.made

    def faulty(work: editions.Work) -> editions.Made:
        if work.thesis == "beta":
            raise RuntimeError("a slip of ours")
        return made(work)

    monkeypatch.setattr(editions, "made", faulty)
    report = build(two, keep_going=True)
    assert (report.built, report.failed, codes(report)) == (("alpha (en)",), ("beta",), ["J703"])
    assert "a slip of ours" in report.defects[0]


def test_what_workers_make_stays_out_of_this_process(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library's worth of PDFs would not fit into its memory; and nothing is left beside the release."""
    trees: list[Mapping[str, publish.Content]] = []
    whole = publish.release

    def release(
        tree: Mapping[str, publish.Content],
        manifest: publish.Manifest,
        out: publish.Place,
        before: publish.Manifest | None,
    ) -> list[Finding]:
        trees.append(tree)
        return whole(tree, manifest, out, before)

    monkeypatch.setattr(publish, "release", release)
    build(two)
    mine = {path: content for path, content in trees[0].items() if path.startswith(("en/alpha/", "en/beta/"))}
    assert len(mine) > 2
    assert not [path for path, content in mine.items() if isinstance(content, bytes)]
    assert {one.name for one in two.root.iterdir() if one.name.startswith(".dist")} == {".dist.lock"}


UNUSED = "unused:\n  publisher: {zh-Hans: 甲, en: A}\n"


def test_strict_lets_no_warning_through(two: World) -> None:
    """A warning in what theses share concerns them all; one in a thesis concerns it alone."""
    spare = "label: {all: x}, value: 1, unit: station, period: 2025A, source: example-survey"
    edit(two, THESIS.format("beta"), "\nfacts:\n", f"\nfacts:\n  spare: {{{spare}}}\n")
    assert build(two).published
    report = build(two, strict=True)
    assert (report.published, report.failed, {*codes(report)}) == (None, ("beta",), {"C150"})
    assert build(two, "alpha", strict=True).published
    assert build(two, strict=True, keep_going=True).failed == ("beta",)
    write(two, "content/sources/more.yaml", UNUSED)
    assert build(two, strict=True).failed == ("alpha", "beta")


def test_strict_is_not_content_with_a_release_let_through(two: World) -> None:
    """Up to date is no answer to the question whether there are warnings."""
    write(two, "content/sources/more.yaml", UNUSED)
    assert build(two).published
    assert build(two).unchanged
    assert build(two, strict=True).published is None


def test_an_error_in_a_shared_record_stops_the_whole_library(two: World) -> None:
    """Even where no thesis uses it; a thesis that is named and does not use it is built."""
    write(two, "content/companies/more.yaml", "other:\n  name: {zh-Hans: 甲, en: A}\n  parent: nobody\n")
    report = build(two)
    assert (report.published, codes(report)) == (None, ["C102"])
    assert build(two, "alpha").published
    assert build(two, keep_going=True).built == ("beta (en)",)
    assert not build(two, keep_going=True).unchanged


def test_an_error_in_a_record_stops_those_that_use_it(two: World) -> None:
    """By way of other records, too: a source that a shared fact names."""
    write(two, "content/facts/output.yaml", _FACT)
    edit(two, THESIS.format("beta"), "because: [leader_share]", "because: [leader_share, output]")
    write(two, "content/sources/gazette.yaml", "gazette:\n  publisher: {zh-Hans: 公报}\n")
    report = build(two, keep_going=True)
    assert (report.built, report.failed, codes(report)) == (("alpha (en)",), ("beta",), ["C130"])
    write(two, "content/sources/gazette.yaml", "gazette:\n  publisher: {zh-Hans: 公报, en: Gazette, fr: Gazette}\n")
    assert build(two, "alpha").published
    assert build(two, "beta").failed == ("beta",)
    write(two, "content/sources/gazette.yaml", "gazette: {\n")
    assert build(two, "beta").failed == ("beta",)


_FACT = """\
output:
  label: {zh-Hans: 产量, en: Output}
  value: 3
  unit: CNY bn
  period: 2022A
  source: gazette
"""


def test_drafts_are_never_in_a_release(two: World) -> None:
    """They are built by their name, into a folder of their own, and marked."""
    status(two, "beta", "draft")
    assert build(two).built == ("alpha (en)",)
    before = tree(two.root / "dist")
    report = build(two, "beta")
    assert report.published == two.root / "drafts"
    assert pages(two, "drafts") == ["en/beta"]
    assert b"draft" in (two.root / "drafts" / "en" / "beta" / "index.html").read_bytes()
    assert tree(two.root / "dist") == before


def test_a_draft_with_errors_stops_no_release(two: World) -> None:
    """Work in progress is nobody else's concern, even where it does not load."""
    status(two, "beta", "draft")
    break_(two, "beta")
    report = build(two, strict=True)
    assert (report.built, report.findings) == (("alpha (en)",), ())
    write(two, THESIS.format("beta"), "status: draft\ntitle: [\n")
    report = build(two)
    assert (report.carried, report.findings) == (("alpha (en)",), ())
    assert build(two, "beta").failed == ("beta",)


def test_drafts_and_live_theses_are_not_built_together(two: World) -> None:
    """They go to different folders."""
    status(two, "beta", "draft")
    with pytest.raises(Refused) as caught:
        build(two, "alpha", "beta")
    assert [finding.code for finding in caught.value.findings] == ["P604"]


@pytest.mark.parametrize("named", [(), ("alpha",)])
def test_what_is_removed_or_withdrawn_leaves_the_release(tmp_path: Path, named: tuple[str, ...]) -> None:
    """A thesis whose folder is gone, or that is a draft again, is in the next release in no form."""
    world = starter(tmp_path / "project", ["alpha", "beta", "gamma"])
    build(world)
    status(world, "beta", "draft")
    (world.root / "content" / "theses" / "gamma").rename(tmp_path / "gamma")
    report = build(world, *named)
    assert pages(world) == ["en/alpha"]
    assert report.carried == ("alpha (en)",)
    index = (world.root / "dist" / "en" / "index.html").read_text(encoding="utf-8")
    assert "beta" not in index
    assert "gamma" not in index


def test_an_archived_thesis_stays(two: World) -> None:
    """What is published keeps its address; only drafts are left out."""
    status(two, "beta", "archived")
    build(two)
    assert pages(two) == ["en/alpha", "en/beta"]


def test_languages_limit_a_release(tmp_path: Path) -> None:
    """Without names, to these languages; with names, the editions in other languages are carried over."""
    world = starter(tmp_path / "project", languages="zh-Hans, en")
    assert build(world, langs=["en"]).built == ("battery-swapping (en)",)
    assert pages(world) == ["en/battery-swapping"]
    assert build(world).built == ("battery-swapping (zh-Hans)", "battery-swapping (en)")
    refresh(world, "battery-swapping")
    report = build(world, "battery-swapping", langs=["en"])
    assert (report.built, report.carried) == (("battery-swapping (en)",), ("battery-swapping (zh-Hans)",))
    assert pages(world) == ["en/battery-swapping", "zh-Hans/battery-swapping"]
    page = (world.root / "dist" / "en" / "battery-swapping" / "index.html").read_text(encoding="utf-8")
    assert "zh-Hans/battery-swapping/index.html" in page


def test_a_page_leads_to_no_language_that_has_only_paper(tmp_path: Path) -> None:
    """And leads there once it has a page, too."""
    world = starter(tmp_path / "project", languages="zh-Hans, en")
    page = world.root / "dist" / "en" / "battery-swapping" / "index.html"
    build(world, formats=frozenset({"pdf"}))
    assert build(world, "battery-swapping", langs=["en"]).published
    assert "zh-Hans/battery-swapping/index.html" not in page.read_text(encoding="utf-8")
    build(world, "battery-swapping", langs=["zh-Hans"])
    assert build(world, "battery-swapping", langs=["en"]).built == ("battery-swapping (en)",)
    assert "zh-Hans/battery-swapping/index.html" in page.read_text(encoding="utf-8")


def test_paper_alone_over_pages_is_refused_with_a_way_out(tmp_path: Path) -> None:
    """The page of the other language is carried over, and leads to the one that would go."""
    world = starter(tmp_path / "project", languages="zh-Hans, en")
    build(world)
    before = tree(world.root / "dist")
    report = build(world, "battery-swapping", langs=["en"], formats=frozenset({"pdf"}))
    assert report.published is None
    assert {finding.code for finding in report.findings} == {"P601"}
    assert all("without names and options" in finding.help for finding in report.findings)
    assert tree(world.root / "dist") == before


def test_two_houses_publish_into_one_release(two: World) -> None:
    """Each thesis in the languages and under the name of its own house."""
    other = "other:\n  name: {zh-Hans: 另一社, en: Other House}\n  languages: [zh-Hans]\n"
    write(two, "content/houses/other.yaml", other)
    edit(two, THESIS.format("alpha"), "sector: example-sector", "sector: example-sector\nhouse: my-house")
    edit(two, THESIS.format("beta"), "sector: example-sector", "sector: example-sector\nhouse: other")
    report = build(two)
    assert report.findings == ()
    assert pages(two) == ["en/alpha", "zh-Hans/beta"]
    shown = tree(two.root / "dist")
    assert "Sample Research" in shown["en/alpha/index.html"].decode()
    assert "另一社" in shown["zh-Hans/beta/index.html"].decode()


def test_a_library_without_live_theses_releases_nothing(two: World) -> None:
    """The last release is left alone: to withdraw everything is for people to do."""
    build(two)
    before = tree(two.root / "dist")
    for slug in ("alpha", "beta"):
        status(two, slug, "draft")
    report = build(two)
    assert (report.published, report.failed) == (None, ())
    assert tree(two.root / "dist") == before


def test_the_day_is_part_of_the_release(two: World) -> None:
    """Another as-of day makes another release."""
    build(two)
    later = dataclasses.replace(two, as_of=two.as_of.replace(day=20))
    assert build(later).built == ("alpha (en)", "beta (en)")
    manifest = read(two.root / "dist")
    assert manifest
    assert manifest.as_of == "2026-02-20"


def test_a_broken_link_publishes_nothing(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links are verified before anything is written."""
    build(two)
    before = tree(two.root / "dist")
    write(two, "templates/site/root.html.j2", '<!doctype html><title>x</title><a href="nowhere/index.html">x</a>\n')
    report = build(two)
    assert report.published is None
    assert {*codes(report)} == {"P601"}
    assert tree(two.root / "dist") == before


def test_findings_come_in_order_once(two: World) -> None:
    """A finding of several editions is one finding."""
    edit(two, "content/houses/house.yaml", "[en]", "[zh-Hans, en]")
    edit(two, THESIS.format("beta"), "    chart: column\n    of: [market]", "    chart: bar\n    of: [stations]")
    report = build(two)
    assert codes(report) == ["X401"]
    assert isinstance(report.findings[0], Finding)


def test_an_exhibit_alone_on_a_line_is_placed_without_blank_lines(two: World) -> None:
    """The line breaks the paragraph it stands in: what check takes for a placement, the page has."""
    path = "content/theses/alpha/demand.en.md"
    edit(two, path, "\n\n[[market]]\n\n", "\n[[market]]\n")
    assert build(two, "alpha").findings == ()
    page = (two.root / "dist" / "en" / "alpha" / "index.html").read_text(encoding="utf-8")
    assert page.count('id="x-market"') == 1
    assert page.index("Growth is steady") < page.index('id="x-market"') < page.index("The city has")


def drawers(world: World) -> dict[str, bytes]:
    """The scripts of a release that draw live charts."""
    return {name: data for name, data in tree(world.root / "dist").items() if name.startswith("assets/vega-")}


def test_what_draws_live_charts_is_made_once(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Later builds have it of the release before them."""
    build(two)
    made = drawers(two)
    assert len(made) == 1
    scripts = [name for name in tree(two.root / "dist") if "/exhibits/" in name and name.endswith(".js")]
    assert scripts
    monkeypatch.setattr(pipeline, "engine", lambda _work: pytest.fail("it was made again"))
    refresh(two, "alpha")
    assert build(two).built == ("alpha (en)",)
    assert drawers(two) == made


def test_a_release_without_live_charts_has_nothing_to_draw_them(two: World) -> None:
    """Timelines, tables and chains take no library."""
    told = 'timeline\n    events: [{date: "2020", says: {en: Opened}, source: example-institute}]'
    for slug in ("alpha", "beta"):
        edit(two, THESIS.format(slug), "column\n    of: [market]", told)
    assert build(two).published
    assert drawers(two) == {}


def test_charts_stay_pictures_where_the_engine_cannot_be_bundled(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The release is made all the same."""
    monkeypatch.setattr(pipeline, "engine", lambda _work: b"")
    assert build(two).published
    assert drawers(two) == {}
