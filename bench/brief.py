"""The bench's content, all of it fiction and the same on every machine: one dense brief, and libraries of small theses.

The dense brief has about twelve pages, ten charts and six tables, from YAML, Markdown and a CSV file. The same sections
are also written as Markdown for pandoc and as Altair code, so that other tools can be given the same work.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

SLUG = "tidal-kites"
YEARS = tuple(range(2014, 2026))
"""The periods of the dense brief's table of data."""
_COLUMNS = {
    "fleet": ("Kites at sea", "kite", 120, 1.31),
    "output": ("Energy sold", "GWh", 90, 1.36),
    "revenue": ("Revenue of operators", "USD m", 40, 1.33),
    "capex": ("Spending on new kites", "USD m", 65, 1.22),
    "cost": ("Cost of a kite", "USD k", 940, 0.93),
    "staff": ("People employed", "person", 800, 1.19),
}
"""Column → label, unit, first value, growth a year."""
_SUBJECTS = (
    *("The operators of the northern straits", "Builders of tethers", "The harbour authorities", "Smaller fleets"),
    *("Insurers", "The yards of the southern coast", "Buyers of the energy", "The crews who lift and mend the kites"),
)
_VERBS = (
    *("have moved their purchases forward", "expect the next season to be calmer", "sign longer contracts than before"),
    *("lost less time to storms than they had planned for", "have begun to share berths and spare parts"),
    *("report that repairs, not new kites, now set the pace", "ask for a record of every hour at sea"),
)
_REASONS = (
    *("because a tether lasts longer than the wing it holds", "as lenders now accept a fleet's log as security"),
    *("while the cable to the shore remains the narrowest place", "since the grid pays for steadiness, not for peaks"),
    *("although the permits of the outer banks are still contested", "which leaves the weakest yards without orders"),
)
_SECTIONS = (
    "Fleets grow faster than berths",
    "Energy sold follows the fleet with a lag",
    "Revenue keeps pace and margins do not",
    "Costs fall by practice",
    "Spending comes in waves",
    "Work moves ashore",
)


@dataclass(frozen=True, slots=True)
class Chart:
    """An exhibit: its kind, the columns it draws, and further fields of its YAML."""

    id: str
    kind: str
    columns: tuple[str, ...]
    title: str
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: paragraphs with a place for a number each, charts in full width or as a pair, a table's columns."""

    heading: str
    paragraphs: tuple[str, ...]
    charts: tuple[Chart, ...]
    table: tuple[str, ...]


def values() -> dict[str, tuple[Decimal, ...]]:
    """Each column's values by year, with one decimal."""
    random = Random(2025)  # noqa: S311 - the same numbers every time are the point
    found = {}
    for name, (_, _, first, growth) in _COLUMNS.items():
        level, column = Decimal(first), []
        for _ in YEARS:
            column.append(level.quantize(Decimal("0.1")))
            level *= Decimal(str(growth)) + Decimal(random.randint(-6, 6)) / 100
        found[name] = tuple(column)
    return found


def sections(count: int = len(_SECTIONS)) -> tuple[Section, ...]:
    """The first ``count`` chapters of the dense brief, ten charts and six tables in all six."""
    names = list(_COLUMNS)
    made = []
    for number, heading in enumerate(_SECTIONS[:count]):
        here, following = names[number], names[(number + 1) % len(names)]
        charts = [Chart(f"columns-{here}", "column", (here,), f"{_COLUMNS[here][0]}, year by year", {})]
        if number in (1, 3):
            pair = (here, following)
            charts = [
                Chart(f"half-{name}", "column", (name,), f"{_COLUMNS[name][0]} by year", {"width": "half"})
                for name in pair
            ]
        if number in (0, 2):
            indexed = (here, following, names[(number + 2) % len(names)])
            lines = Chart(f"lines-{here}", "line", indexed, "Three measures from one start", {"index_at": "2014"})
            charts = [lines] if number else [*charts, lines]
        if number == 4:
            charts[0] = Chart("log-capex", "line", ("capex",), "A steady rate is a straight line", {"scale": "log"})
        if number == 5:
            charts[0] = Chart("range-staff", "bar", ("staff",), "People employed in five years", {})
        if number == 3:
            charts.append(Chart("seasons", "timeline", (), "The seasons ahead", {}))
        paragraphs = tuple(_paragraph(number * 10 + index) for index in range(5))
        made.append(Section(heading, paragraphs, tuple(charts), (here, following, names[(number + 3) % len(names)])))
    return tuple(made)


def _paragraph(seed: int, *, lookup: bool = True) -> str:
    random = Random(seed)  # noqa: S311 - as above
    sentences = [f"{random.choice(_SUBJECTS)} {random.choice(_VERBS)}, {random.choice(_REASONS)}." for _ in range(4)]
    if not lookup:
        return " ".join(sentences)
    name, year = random.choice(list(_COLUMNS)), random.choice(YEARS)
    sentences.insert(2, f"{_COLUMNS[name][0]} stood at {{{{ kites.{name}[{year}A] }}}} then [@almanac].")
    return " ".join(sentences)


def dense(root: Path, count: int = len(_SECTIONS)) -> None:
    """Write the dense brief, a project of one edition, with its first ``count`` chapters."""
    _shared(root, ["kite", "GWh", "person"])
    folder = root / "content" / "datasets"
    columns = {
        name: {"type": "number", "label": label, "unit": unit, "kind": "actual"}
        for name, (label, unit, _, _) in _COLUMNS.items()
    }
    record = {
        "file": "kites.csv",
        "columns": {"year": {"type": "period"}, **columns},
        "source": "almanac",
        "as_of": "2025-12-31",
        "licence": {"redistribute": "true"},
    }
    _write(folder / "kites.yaml", {"kites": record})
    table(folder / "kites.csv")
    chapters = sections(count)
    thesis = _thesis("Tidal kites: fleets grow faster than berths", [*_exhibits(chapters)])
    thesis["sections"] = [
        {"heading": section.heading, "body": f"chapter-{number}.{{lang}}.md"}
        for number, section in enumerate(chapters, 1)
    ]
    place = root / "content" / "theses" / SLUG
    _write(place / "thesis.yaml", thesis)
    for number, section in enumerate(chapters, 1):
        (place / f"chapter-{number}.en.md").write_text(_markdown(section), encoding="utf-8")


def table(file: Path) -> None:
    """Write the brief's data as CSV."""
    columns = values()
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["year", *columns])
        writer.writerows([f"{year}A", *row] for year, *row in zip(YEARS, *columns.values(), strict=True))


def library(root: Path, count: int) -> None:
    """Write a project of ``count`` theses of two pages, each with a series, a formula, a chart and two chapters."""
    _shared(root, [])
    for number in range(count):
        random = Random(number)  # noqa: S311 - as above
        level = random.randint(100, 900)
        chart: dict[str, object] = {"id": "market", "chart": "column", "of": ["market"], "title": "The market grows"}
        thesis = _thesis(title(number), [chart])
        thesis["series"] = {
            "market": {
                "label": "Goods landed",
                "unit": "USD m",
                "points": {f"{year}A": str(level + 37 * step) for step, year in enumerate(YEARS[:6])},
                "source": "almanac",
                "locator": f"table {number + 1}",
            }
        }
        thesis["computed"] = {"growth": {"formula": "cagr(market)", "label": "Growth a year"}}
        thesis["claims"] = [{"says": "The harbour grows", "because": ["growth"], "wrong_if": "Landings fall."}]
        thesis["sections"] = [{"heading": "Goods landed", "body": "market.{lang}.md"}]
        place = root / "content" / "theses" / slug(number)
        _write(place / "thesis.yaml", thesis)
        prose = "\n\n".join(_paragraph(number + step, lookup=False) for step in range(3))
        body = f"Landings grow by {{{{ growth }}}} a year [@almanac].\n\n[[market]]\n\n{prose}\n"
        (place / "market.en.md").write_text(body, encoding="utf-8")


def title(number: int) -> str:
    """What a library's thesis is called."""
    return f"Harbour of the letter {_word(number)}"


def slug(number: int) -> str:
    """The name of a library's thesis."""
    return f"harbour-{number:04}"


def for_pandoc() -> str:
    """The dense brief as Markdown that pandoc reads: the same text, tables and pictures (``<id>.svg``)."""
    columns = values()
    parts = ["---", "title: 'Tidal kites: fleets grow faster than berths'", "lang: en", "---", ""]
    for section in sections():
        parts += [f"# {section.heading}", ""]
        for place, paragraph in enumerate(section.paragraphs):
            parts += [_resolved(paragraph, columns), ""]
            if place < len(section.charts):
                chart = section.charts[place]
                parts += [f"![{chart.title}]({chart.id}.svg)", ""]
        parts += [*_pipe_table(section.table, columns), ""]
    return "\n".join(parts)


def altair_cells() -> list[str]:
    """The charts of the dense brief as an analyst would write them in a notebook: one cell each, saved as SVG."""
    cells = [
        "import altair as alt\nimport pandas as pd\n\ndata = pd.read_csv('kites.csv')\ndata['year'] = data.year.str[:4]"
    ]
    for section in sections():
        for chart in section.charts:
            columns = list(chart.columns) or ["fleet"]
            mark = {"line": "mark_line()", "bar": "mark_bar()", "column": "mark_bar()"}.get(chart.kind, "mark_point()")
            width = 240 if chart.extra else 500
            cells.append(
                f"long = data.melt('year', {columns!r})\n"
                f"chart = alt.Chart(long).{mark}.encode(x='year:O', y='value:Q', color='variable:N')\n"
                f"chart.properties(width={width}, height=220, title={chart.title!r}).save('{chart.id}.svg')"
            )
    return cells


def notebook() -> str:
    """``altair_cells`` as a Jupyter notebook."""
    cells: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "id": f"cell-{at}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for at, source in enumerate(altair_cells())
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def _thesis(title: str, exhibits: list[dict[str, object]]) -> dict[str, object]:
    return {
        "archetype": "sector-report",
        "sector": "harbours",
        "status": "live",
        "fictional": "true",
        "written": "2026-01-15",
        "analysts": ["desk"],
        "title": title,
        "summary": "Fleets grow, berths do not, and the gap sets the price of waiting.",
        "evidence": {"notice": {"says": "The harbour rations its berths.", "source": "almanac", "locator": "page 3"}},
        "claims": [
            {
                "says": says,
                "detail": _VERBS[at].capitalize() + ".",
                "because": ["notice"],
                "wrong_if": "Queues shorten.",
            }
            for at, says in enumerate(("Berths are the limit", "Costs keep falling", "Lenders follow the log"))
        ],
        "beneficiaries": [
            {
                "company": company,
                "segment": "fleet",
                "mechanism": f"{_SUBJECTS[at]} {_VERBS[at]}.",
                "because": ["notice"],
            }
            for at, company in enumerate(("aldermere", "brinewright"))
        ],
        "value_chain": {
            "stages": [{"id": "yards", "name": "Yards"}, {"id": "fleet", "name": "Fleets", "focus": "true"}]
        },
        "catalysts": [
            {"date": f"2026-{month:02}-01", "says": says, "source": "almanac", "locator": "page 5"}
            for month, says in ((3, "Permits are due"), (6, "The cable opens"), (9, "The season ends"))
        ],
        "risks": [
            {"says": says, "cause": "A hard winter", "effect": "Fewer hours at sea", "indicator": "The harbour's log"}
            for says in ("Storms last longer", "The cable is late", "Lenders withdraw")
        ],
        "exhibits": exhibits,
    }


def _exhibits(chapters: tuple[Section, ...]) -> Iterator[dict[str, object]]:
    for number, section in enumerate(chapters, 1):
        for chart in section.charts:
            of = [f"kites.{name}" for name in chart.columns]
            if chart.kind == "bar":
                of = [f"{of[0]}[{year}A]" for year in YEARS[-5:]]
            drawn = {"of": of} if of else {}
            yield {"id": chart.id, "chart": chart.kind, "title": chart.title, **drawn, **chart.extra}
        rows = [
            {"head": f"In {year}", "cells": [f"{{{{ kites.{name}[{year}A] }}}}" for name in section.table]}
            for year in YEARS
        ]
        heads = [_COLUMNS[name][0] for name in section.table]
        yield {"id": f"table-{number}", "chart": "table", "title": section.heading, "columns": heads, "rows": rows}


def _markdown(section: Section) -> str:
    """Text with each exhibit behind a paragraph of its own, halves as a pair, the table last."""
    halves = [chart.id for chart in section.charts if chart.extra.get("width") == "half"]
    rows = ["".join(f"[[{name}]]" for name in halves)] if halves else []
    rows += [f"[[{chart.id}]]" for chart in section.charts if chart.id not in halves]
    parts: list[str] = []
    for place, paragraph in enumerate(section.paragraphs):
        parts += [paragraph, *rows[place : place + 1]]
    number = _SECTIONS.index(section.heading) + 1
    return "\n\n".join([*parts, f"[[table-{number}]]"]) + "\n"


def _resolved(paragraph: str, columns: Mapping[str, tuple[Decimal, ...]]) -> str:
    before, _, rest = paragraph.partition("{{ kites.")
    address, _, after = rest.partition(" }}")
    name, _, year = address.partition("[")
    value = columns[name][YEARS.index(int(year[:4]))]
    return f"{before}{value:,} {_COLUMNS[name][1]}{after}".replace("[@almanac]", "(Almanac of Tides)")


def _pipe_table(names: tuple[str, ...], columns: Mapping[str, tuple[Decimal, ...]]) -> Iterator[str]:
    yield "| Year | " + " | ".join(_COLUMNS[name][0] for name in names) + " |"
    yield "|---|" + "---:|" * len(names)
    for at, year in enumerate(YEARS):
        yield f"| {year} | " + " | ".join(f"{columns[name][at]:,}" for name in names) + " |"


def _word(number: int) -> str:
    """A number in letters, for titles: quantities typed in figures are findings."""
    letters = "ABCDEFGHIJ"
    return "".join(letters[int(digit)] for digit in f"{number:04}")


def _shared(root: Path, units: list[str]) -> None:
    content = root / "content"
    house = {
        "name": "Bench Research",
        "languages": ["en"],
        "disclosures": ["This document is a measuring piece. All in it is fictional."],
    }
    _write(content / "houses" / "house.yaml", {"bench": house})
    _write(content / "analysts" / "analysts.yaml", {"desk": {"name": "Bench desk", "title": "Measuring"}})
    almanac = {"publisher": "Almanac of Tides (fictional)", "title": "Yearbook", "date": "2026-01-05"}
    _write(content / "sources" / "sources.yaml", {"almanac": almanac})
    _write(content / "sectors" / "sectors.yaml", {"harbours": {"name": "Harbours"}})
    private = {
        name: {"name": f"{name.capitalize()} (fictional)", "status": "private"} for name in ("aldermere", "brinewright")
    }
    _write(content / "companies" / "companies.yaml", private)
    if units:
        nouns = {unit: {"name": unit, "one": unit, "many": f"{unit}s" if unit.islower() else unit} for unit in units}
        _write(content / "units" / "units.yaml", nouns)


def _write(file: Path, value: object) -> None:
    """Write YAML in its JSON form; every scalar is a string, which is all that the loader reads."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
