"""The library of a project: bodies by language, broken records that are not unknown, files that nothing reads."""

import os
import shutil
from pathlib import Path

import pytest

from briefwright import load
from briefwright.model.finding import Finding
from briefwright.model.library import Library
from briefwright.world import World

BASE = Path(__file__).parents[2] / "projects" / "base"
THESIS = "content/theses/widgets/thesis.yaml"


@pytest.fixture
def widgets(project: World) -> World:
    """A small sound project."""
    shutil.copytree(BASE, project.root, dirs_exist_ok=True)
    return project


def write(world: World, path: str, text: str | bytes) -> None:
    target = world.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode() if isinstance(text, str) else text)


def edit(world: World, path: str, old: str, new: str) -> None:
    text = (world.root / path).read_text(encoding="utf-8")
    assert old in text
    write(world, path, text.replace(old, new))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def bodies(library: Library) -> list[str]:
    return sorted(body.file.rpartition("/")[2] for body in library.theses["widgets"].bodies.values())


def test_the_base_of_all_cases_is_sound(widgets: World) -> None:
    """Every record is there, its values have places, and the bodies are those of the house's languages."""
    library, findings = load.library(widgets)
    assert findings == []
    assert list(library.shared.sources) == ["almanac"]
    assert library.shared.sources["almanac"].at("date").line == 3
    assert "sector-report" in library.shared.archetypes
    assert bodies(library) == ["market.en.md", "market.zh-Hans.md"]


def test_an_empty_library_says_how_to_start(project: World) -> None:
    """A project with nothing in it, or without a content folder at all."""
    for _ in range(2):
        _, (finding,) = load.library(project)
        assert finding.code == "L050"
        assert "briefwright init" in finding.help
        assert "briefwright new sector-report my-thesis" in finding.help
        shutil.rmtree(project.root / "content", ignore_errors=True)


def test_traditional_chinese_is_read_where_written_and_not_missed_where_not(widgets: World) -> None:
    """It is derived from simplified Chinese, which is read for that even where the house does not print it."""
    write(widgets, "content/theses/widgets/market.zh-Hant.md", "小部件\n")
    assert bodies(load.library(widgets)[0]) == ["market.en.md", "market.zh-Hans.md", "market.zh-Hant.md"]
    edit(widgets, "content/houses/house.yaml", "[zh-Hans, zh-Hant, en]", "[zh-Hant, en]")
    assert bodies(load.library(widgets)[0]) == ["market.en.md", "market.zh-Hant.md"]
    (widgets.root / "content/theses/widgets/market.zh-Hant.md").unlink()
    library, findings = load.library(widgets)
    assert (bodies(library), findings) == (["market.en.md", "market.zh-Hans.md"], [])
    (widgets.root / "content/theses/widgets/market.zh-Hans.md").unlink()
    assert codes(load.library(widgets)[1]) == ["L031"]


def test_languages_that_are_not_the_houses_wait(widgets: World) -> None:
    """Their files are neither loaded nor called unused."""
    edit(widgets, "content/houses/house.yaml", "[zh-Hans, zh-Hant, en]", "[en]")
    library, findings = load.library(widgets)
    assert (bodies(library), findings) == (["market.en.md"], [])


def test_a_body_without_a_language_is_the_first_languages(widgets: World) -> None:
    """One file for all languages does not exist: the others are translations that are missing."""
    edit(widgets, THESIS, "market.{lang}.md", "market.zh-Hans.md")
    library, findings = load.library(widgets)
    assert list(library.theses["widgets"].bodies) == [(0, "zh-Hans")]
    assert codes(findings) == ["L034"]


def test_findings_of_a_thesis_carry_its_slug(widgets: World) -> None:
    """Those of shared records do not."""
    write(widgets, "content/theses/widgets/market.en.md", "{{ Widgets }}\n")
    write(widgets, "content/sources/more.yaml", "more: {}\n")
    _, findings = load.library(widgets)
    assert sorted((found.code, found.thesis) for found in findings) == [("L021", ""), ("L029", "widgets")]


def test_records_of_a_broken_file_are_broken_not_unknown(widgets: World) -> None:
    """Their names are known even where the file is no YAML or no UTF-8."""
    write(widgets, "content/sources/a.yaml", "first:\n  publisher: a: b\n'second':\n  publisher: c\n")
    write(widgets, "content/sources/b.yaml", b"third:\n  publisher: \xff\n")
    write(widgets, "content/sources/c.yaml", "fourth: {}\nfifth:\nsixth: {publisher: x}\n")
    library, findings = load.library(widgets)
    assert library.shared.broken == {f"sources/{name}" for name in ("first", "second", "third", "fourth", "fifth")}
    assert sorted(library.shared.sources) == ["almanac", "sixth"]
    assert sorted(codes(findings)) == ["L001", "L004", "L021", "L022"]


def test_all_findings_of_all_files_come_at_once_in_order(widgets: World) -> None:
    """A thesis that cannot be read does not hide the faults of other files."""
    write(widgets, THESIS, "title: {en: a\n")
    write(widgets, "content/companies/a.yaml", "a: {}\n")
    write(widgets, "content/theses/other/thesis.yaml", "[\n")
    library, findings = load.library(widgets)
    assert [found.span.file.split("/")[-2] for found in findings if found.span] == ["companies", "other", "widgets"]
    assert library.theses == {}
    assert {"theses/widgets", "theses/other"} <= library.shared.broken


def test_a_file_of_faults_is_not_listed_to_its_end(widgets: World) -> None:
    """A hundred findings of one file, then a word that there are more."""
    write(widgets, "content/sources/a.yaml", "".join(f"s{n}: {{}}\n" for n in range(500)))
    _, findings = load.library(widgets)
    assert len(findings) == 101
    assert "more" in findings[-1].message


def test_what_is_no_regular_file_is_refused(widgets: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A pipe, a link to a file outside and a link within are findings; none is read."""
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("secret: {publisher: x}\n", encoding="utf-8")
    os.mkfifo(widgets.root / "content/sources/pipe.yaml")
    (widgets.root / "content/sources/out.yaml").symlink_to(outside)
    (widgets.root / "content/sources/within.yaml").symlink_to(widgets.root / "content/sources/almanac.yaml")
    library, findings = load.library(widgets)
    assert sorted(codes(findings)) == ["L030", "L032", "L032"]
    assert list(library.shared.sources) == ["almanac"]


def test_a_folder_that_is_a_link_is_an_error(widgets: World) -> None:
    """It is not followed; were nothing said, a thesis behind it would leave the site without a word."""
    for name in ("theses/linked", "facts", "theses/widgets/more"):
        (widgets.root / "content" / name).symlink_to(widgets.root / "content/theses/widgets")
    _, findings = load.library(widgets)
    assert [(found.code, found.span.file if found.span else "") for found in findings] == [
        ("L032", "content/facts"),
        ("L032", "content/theses/linked"),
        ("L032", "content/theses/widgets/more"),
    ]


def test_a_body_that_is_a_link_is_refused_where_it_is_named(widgets: World) -> None:
    """The finding stands at the ``body`` value."""
    body = widgets.root / "content/theses/widgets/market.en.md"
    body.unlink()
    body.symlink_to("/etc/hostname")
    _, findings = load.library(widgets)
    assert [(found.code, found.span.file if found.span else "") for found in findings] == [("L030", THESIS)]


def test_facts_of_the_library_are_read(widgets: World) -> None:
    """From ``content/facts``, by snake_case names."""
    fact = "label: A\n  value: 1.50\n  unit: '%'\n  period: 2026E\n  source: almanac\n"
    write(widgets, "content/facts/growth.yaml", f"growth:\n  {fact}gross-margin:\n  {fact}")
    library, findings = load.library(widgets)
    assert list(library.shared.facts) == ["growth"]
    assert str(library.shared.facts["growth"].data.value.low) == "1.50"
    assert codes(findings) == ["L028"]


def test_a_dataset_is_read_with_its_table(widgets: World) -> None:
    """A broken table makes the dataset broken."""
    record = (
        "sales:\n  file: sales.csv\n  source: almanac\n  as_of: 2023-01-31\n  licence: {redistribute: true}\n"
        "  columns:\n    year: {type: period}\n    amount: {type: number, unit: USD bn, kind: actual}\n"
    )
    write(widgets, "content/datasets/sales.yaml", record)
    write(widgets, "content/datasets/sales.csv", "year,amount\n2020,1.5\n")
    library, findings = load.library(widgets)
    assert findings == []
    assert library.shared.tables["sales"].rows == (("2020", "1.5"),)
    write(widgets, "content/datasets/sales.csv", "year,amount\n2020,n/a\n")
    library, findings = load.library(widgets)
    assert codes(findings) == ["L041"]
    assert (dict(library.shared.datasets), dict(library.shared.tables)) == ({}, {})
    assert "datasets/sales" in library.shared.broken
