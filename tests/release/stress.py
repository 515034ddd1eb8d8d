"""A thesis to try the layout with: long, in two languages, with everything that is hard to set. All of it fiction."""

import json
import shutil
from pathlib import Path
from random import Random

SLUG = "stress"
CHAPTERS, EXHIBITS, ROWS = 14, 40, 400
LONG = (
    *("Electroencephalographically", "Donaudampfschifffahrtsgesellschaftskapitän", "counterrevolutionaries"),
    *("internationalisation", "supercalifragilisticexpialidocious", "https://example.org/a/very/long/address/indeed"),
)
_EN = (
    "The fleet of {} meets the berths of the northern straits halfway, and neither gives way for long",
    "Lenders read the log of {} before they read the accounts; what they find there sets the price of money",
    "A tether that outlasts its wing turns {} from an expense into a stock, and the yards know it",
    "Nothing in the record of {} says that the next season will be calm, though many have planned for it",
)
_ZH = (
    "{}的船队与北部海峡的泊位相向而行，双方都不肯长久让步；“先到先得”只是说法，并非规则。",
    "贷款人先看{}的航海日志，再看账目：日志里写着什么，资金就要什么价（利率、期限、担保均在其中）。",
    "缆绳的寿命长过风翼，{}便从费用变成了存货——船厂心里有数，《港口年鉴》也有记载。",
    "{}的记录并没有说下一季会风平浪静，尽管许多人照此计划；混排 GPU、API 与夜间值守，都要留出余地。",
)
_NAMES = ("奥德米尔", "Brinewright", "北港联合", "Kittiwake & Sons", "潮汐风筝（试验）", "Electroencephalographic")
_KINDS = ("column", "table", "line", "pair", "matrix", "bar", "table", "timeline")


def write(root: Path, shipped: Path) -> None:
    """Write a project of one thesis in zh-Hans, zh-Hant and en over the starter's house and sources."""
    shutil.copytree(shipped / "templates" / "starter" / "project", root, dirs_exist_ok=True)
    shutil.rmtree(root / "content" / "theses")
    place = root / "content" / "theses" / SLUG
    place.mkdir(parents=True)
    random = Random(7)  # noqa: S311 - the same thesis every time is the point
    exhibits, bodies = _exhibits(random)
    (place / "thesis.yaml").write_text(json.dumps(_thesis(exhibits), ensure_ascii=False, indent=1), "utf-8")
    for number, names in enumerate(bodies):
        for lang in ("zh-Hans", "en"):
            (place / f"chapter-{number + 1}.{lang}.md").write_text(_chapter(random, names, lang), "utf-8")


def both(english: str, chinese: str) -> dict[str, str]:
    return {"zh-Hans": chinese, "en": english}


def _thesis(exhibits: list[dict[str, object]]) -> dict[str, object]:
    cited = {"source": "example-institute", "locator": "page 3"}
    claims = [
        {
            "says": both(_said(_EN, at, 0)[:60].rsplit(" ", 1)[0], _said(_ZH, at, 0)[:18].rstrip("，、；")),
            "detail": both(_said(_EN, at, 1) + ".", _said(_ZH, at, 1)),
            "because": ["rule"],
            "wrong_if": both("The log says otherwise.", "日志另有记载。"),
        }
        for at in range(3)
    ]
    series = {
        f"s{at}": {
            "label": both(f"Goods of {_letters(at)}", f"货量{_letters(at)}"),
            "unit": ("CNY m", "USD bn", "%")[at % 3],
            "points": {f"{2016 + step}A": str(round((3 + at) * 1.31**step, step % 3)) for step in range(8)},
            "source": "example-institute",
            "locator": "table 1",
        }
        for at in range(9)
    }
    return {
        "archetype": "sector-report",
        "sector": "example-sector",
        "status": "live",
        "fictional": "true",
        "written": "2026-01-15",
        "analysts": ["desk"],
        "title": both(f"Too much of everything: {LONG[3]} and the berths", "样样都多：长词、混排与长表的版面试验"),
        "summary": both(_said(_EN, 2, 3) + ".", _said(_ZH, 2, 3)),
        "key_data": [
            {
                "label": both("Goods landed at the end, all berths", "期末货量（全部泊位）"),
                "value": f"{{{{ s{at}[2023A] }}}}",
            }
            for at in range(6)
        ],
        "series": series,
        "evidence": {"rule": {"says": both("The harbour rations its berths.", "港口限量分配泊位。"), **cited}},
        "claims": claims,
        "risks": [
            {
                "says": both(_said(_EN, at, 5)[:40].rsplit(" ", 1)[0], _said(_ZH, at, 5)[:14]),
                "cause": both(_said(_EN, at, 2), _said(_ZH, at, 2)),
                "effect": both("Fewer hours at sea", "出海时间减少"),
                "origin": "implied",
            }
            for at in range(8)
        ],
        "exhibits": exhibits,
        "sections": [
            {
                "heading": both(_said(_EN, at, at)[:52].rsplit(" ", 1)[0], _said(_ZH, at, at)[:16].rstrip("，、；“")),
                "body": f"chapter-{at + 1}.{{lang}}.md",
            }
            for at in range(CHAPTERS)
        ],
    }


def _exhibits(random: Random) -> tuple[list[dict[str, object]], list[list[tuple[str, ...]]]]:
    """The exhibits, and by chapter the rows in which they stand: alone, or two side by side."""
    made: list[dict[str, object]] = []
    bodies: list[list[tuple[str, ...]]] = [[] for _ in range(CHAPTERS)]
    while len(made) < EXHIBITS:
        at = len(made)
        kind = _KINDS[at % len(_KINDS)] if at else "long"
        chapter = bodies[at * CHAPTERS // EXHIBITS]
        if kind == "pair":
            made += [_drawn(f"x{at}", "column", at, "half"), _drawn(f"x{at + 1}", "column", at + 4, "half")]
            chapter.append((f"x{at}", f"x{at + 1}"))
            continue
        made.append(_drawn(f"x{at}", kind, at) if kind in ("column", "line", "bar") else _told(f"x{at}", kind, random))
        chapter.append((f"x{at}",))
    return made, bodies


def _drawn(name: str, kind: str, at: int, width: str = "full") -> dict[str, object]:
    of = [f"s{at % 9}"] if kind != "line" else [f"s{at % 3}", f"s{at % 3 + 3}"]
    if kind == "bar":
        of = [f"s{at % 9}[{2016 + step}A]" for step in range(6)]
    said = both(_said(_EN, at, at)[: 90 if at % 3 else 30], _said(_ZH, at, at)[: 40 if at % 3 else 12])
    return {"id": name, "chart": kind, "title": said, "of": of, "width": width}


def _told(name: str, kind: str, random: Random) -> dict[str, object]:
    at = int(name[1:])
    title = both(_said(_EN, at, at + 1)[:70], _said(_ZH, at, at + 1)[:24])
    if kind == "timeline":
        events = [
            {"date": f"20{20 + step}-03-01", "says": both(f"Berth {_letters(step)} opens", f"泊位{_letters(step)}启用")}
            for step in range(5)
        ]
        return {"id": name, "chart": kind, "title": title, "events": events}
    rows = [_row(random, step) for step in range(ROWS if kind == "long" else 6)]
    if kind == "matrix":
        rows = [{"head": row["head"], "cells": row["cells"][:2]} for row in rows]
    heads = [both("What the log says", "日志所载"), both("Who reads it", "谁来读"), both("Goods", "货量（期末）")]
    columns = heads[:2] if kind == "matrix" else heads
    return {
        "id": name,
        "chart": "matrix" if kind == "matrix" else "table",
        "title": title,
        "columns": columns,
        "rows": rows,
    }


def _row(random: Random, step: int) -> dict[str, list[object]]:
    said = both(f"{random.choice(LONG)} of {random.choice(_NAMES)}", _said(_ZH, step, step)[: random.randint(8, 40)])
    read = both(" ".join(random.sample(LONG, random.randint(1, 3))), random.choice(_NAMES))
    number = f"{{{{ s{random.randrange(9)}[{2016 + random.randrange(8)}A] }}}}"
    return {"head": both(f"Berth {_letters(step)}", f"泊位{_letters(step)}"), "cells": [said, read, {"all": number}]}  # type: ignore[dict-item]


def _chapter(random: Random, rows: list[tuple[str, ...]], lang: str) -> str:
    texts, stop = (_EN, ".") if lang == "en" else (_ZH, "")
    parts = []
    for at in range(3 + len(rows)):
        sentences = [
            texts[random.randrange(len(texts))].format(random.choice(_NAMES if lang != "en" else LONG)) + stop
            for _ in range(random.randint(2, 6))
        ]
        sentences.insert(
            1,
            texts[0].format(f"{{{{ s{at % 9}[2020A] }}}}").rstrip("。.")
            + "[@example-institute]"
            + ("." if stop else "。"),
        )
        parts.append((" " if stop else "").join(sentences))
        if at < len(rows):
            parts.append("".join(f"[[{name}]]" for name in rows[at]))
    return "\n\n".join(parts) + "\n"


def _said(texts: tuple[str, ...], at: int, name: int) -> str:
    return texts[at % len(texts)].format(_NAMES[name % len(_NAMES)])


def _letters(number: int) -> str:
    """A number in letters: quantities typed in figures are findings."""
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(number))
