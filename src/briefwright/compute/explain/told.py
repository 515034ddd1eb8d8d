"""An explanation as text: an indented tree, then who prints the number."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from briefwright.compute.explain.words import Words
from briefwright.model.explanation import Explanation, Printed
from briefwright.model.lang import Lang
from briefwright.model.ledger import Entry, Found, Made, PlaceOf, SeriesOf, SnapshotOf

_WORDS: Mapping[str, tuple[str, str]] = {
    "as of": ("截至", "截至"),
    "source": ("来源", "來源"),
    "quoted in": ("转引自", "轉引自"),
    "words of the source": ("原文表述", "原文表述"),
    "dataset": ("数据集", "數據集"),
    "rows": ("行", "行"),
    "formula": ("公式", "公式"),
    "query": ("查询", "查詢"),
    "in words": ("以文字表示", "以文字表示"),
    "in figures": ("代入数值", "代入數值"),
    "note": ("备注", "備註"),
    "reason": ("无意义的原因", "無意義的原因"),
    "stated": ("原文给出的数值", "原文給出的數值"),
    "scope": ("口径", "口徑"),
    "see above": ("见上文", "見上文"),
    "printed in": ("出现位置", "出現位置"),
    "nowhere": ("无", "無"),
    "flow": ("流量", "流量"),
    "stock": ("存量", "存量"),
    "average": ("期间平均", "期間平均"),
    "spot": ("时点", "時點"),
    "title": ("标题", "標題"),
    "subtitle": ("副标题", "副標題"),
    "summary": ("摘要", "摘要"),
    "key data": ("关键数据", "關鍵數據"),
    "value chain": ("产业链", "產業鏈"),
    "section heading": ("章节标题", "章節標題"),
    "section": ("章节", "章節"),
    "exhibit": ("图表", "圖表"),
    "lead exhibit": ("先看图表", "先看圖表"),
    "company profile": ("公司概况", "公司概況"),
    "recommendation": ("投资建议", "投資建議"),
    "market size": ("市场空间", "市場空間"),
    "competition": ("竞争格局", "競爭格局"),
    "ratings": ("评级说明", "評級說明"),
    "condition": ("成立条件", "成立條件"),
    "driver": ("时机", "時機"),
    "stage": ("阶段", "階段"),
    "player": ("参与者", "參與者"),
    "business model": ("商业模式", "商業模式"),
    "route": ("进入路径", "進入路徑"),
    "moat": ("护城河", "護城河"),
    "question": ("待验证问题", "待驗證問題"),
    "claim": ("论点", "論點"),
    "evidence": ("论据", "論據"),
    "beneficiary": ("受益方", "受益方"),
    "catalyst": ("事件与催化剂", "事件與催化劑"),
    "risk": ("风险", "風險"),
    "conflict": ("来源分歧", "來源分歧"),
    "not given": ("原文未给出", "原文未給出"),
    "disclosures": ("披露", "披露"),
    "disagreement": ("数值分歧", "數值分歧"),
    "block": ("版块", "版塊"),
    "appendix": ("附录", "附錄"),
}
"""The fixed words in Simplified and Traditional Chinese, each under its English."""
CAPTIONS: Mapping[Lang, Mapping[str, str]] = {
    "en": {word: word for word in _WORDS},
    "zh-Hans": {word: texts[0] for word, texts in _WORDS.items()},
    "zh-Hant": {word: texts[1] for word, texts in _WORDS.items()},
}
"""The fixed words of ``as_text`` by language."""
_STOPS: Mapping[Lang, tuple[str, str, str]] = {
    "en": (": ", ", ", "; "),
    "zh-Hans": ("：", "，", "；"),
    "zh-Hant": ("：", "，", "；"),
}
"""Colon, comma and semicolon."""


def as_text(explanation: Explanation, words: Words) -> str:
    """In the language of ``words``. What was explained above is named, not repeated."""
    return "\n".join(_Teller(explanation, words).lines())


class _Teller:
    def __init__(self, explanation: Explanation, words: Words) -> None:
        self._all, self._words = explanation, words
        self._captions = CAPTIONS[words.lang]
        self._colon, self._comma, self._semicolon = _STOPS[words.lang]
        self._numbers = {entry.address: entry for entry in explanation.numbers}
        self._series = {series.address: series for series in explanation.series}
        self._sources = {source.id: source for source in explanation.sources}
        self._methods = {method.name: method for method in explanation.methods}
        self._seen: set[str] = set()
        self._told: set[str] = set()

    def lines(self) -> Iterator[str]:
        yield from self._of(self._all.address, 0)
        yield from self._printed()

    def _of(self, address: str, depth: int) -> Iterator[str]:
        series = self._series.get(address)
        if series:
            yield from self._whole(series, depth)
        else:
            yield from self._one(self._numbers[address], depth, known=None)

    def _head(self, address: str, label: str, depth: int) -> str:
        return f"{'  ' * depth}{label} [{address}]"

    def _whole(self, series: SeriesOf, depth: int) -> Iterator[str]:
        head = self._head(series.address, series.label, depth)
        if series.address in self._seen:
            yield f"{head}{self._colon}{self._captions['see above']}"
            return
        self._seen.add(series.address)
        yield f"{head}{self._colon}{self._numbers[series.points[0]].unit.text}"
        margin = "  " * (depth + 1)
        for caption, text in self._making(series.derivation) if series.derivation else ():
            yield f"{margin}{caption}{self._colon}{text}"
        for point in series.points:
            yield from self._one(self._numbers[point], depth + 2, known=series.derivation)
        for address in series.derivation.inputs if series.derivation else ():
            yield from self._of(address, depth + 2)

    def _one(self, entry: Entry, depth: int, known: Made | None) -> Iterator[str]:
        """A number; ``known`` is what its series has said of it already."""
        head = self._head(entry.address, entry.label, depth)
        if entry.address in self._seen:
            yield f"{head}{self._colon}{self._captions['see above']}"
            return
        self._seen.add(entry.address)
        marks = [
            entry.value,
            self._words.kind(entry.kind),
            self._captions[entry.basis] if entry.basis else "",
            entry.period.text if entry.period else "",
        ]
        if entry.as_of:
            marks.append(f"{self._captions['as of']} {entry.as_of.text}")
        yield f"{head}{self._colon}{self._comma.join(mark for mark in marks if mark)}"
        margin = "  " * (depth + 1)
        for caption, text in self._facts(entry, known):
            yield f"{margin}{caption}{self._colon}{text}"
        for address in entry.derivation.inputs if entry.derivation and known is None else ():
            yield from self._of(address, depth + 2)

    def _facts(self, entry: Entry, known: Made | None) -> Iterator[tuple[str, str]]:
        said = self._captions
        if entry.scope:
            yield said["scope"], entry.scope
        if entry.reason:
            yield said["reason"], entry.reason
        if entry.stated:
            yield said["stated"], entry.stated.value
        if entry.origin:
            yield from self._origin(entry.origin)
        if entry.derivation and known is None:
            yield from self._making(entry.derivation)
        elif entry.derivation and entry.derivation.in_figures:
            yield said["in figures"], entry.derivation.in_figures
        if entry.note and entry.note not in self._told:
            self._told.add(entry.note)
            yield said["note"], entry.note

    def _origin(self, origin: Found) -> Iterator[tuple[str, str]]:
        said = self._captions
        yield said["source"], self._place(origin.source, origin.locator)
        if origin.via:
            yield said["quoted in"], self._place(origin.via, origin.via_locator)
        if origin.snapshot:
            yield said["dataset"], self._file(origin.snapshot)
        places = ((origin.source, origin.locator), (origin.via, origin.via_locator))
        for extract in self._all.extracts:
            told = f"{extract.source} {extract.locator}"
            if (extract.source, extract.locator) in places and told not in self._told:
                self._told.add(told)
                yield said["words of the source"], " / ".join(extract.words)

    def _making(self, made: Made) -> Iterator[tuple[str, str]]:
        said = self._captions
        yield said["query" if made.snapshots else "formula"], made.expression
        if made.in_words:
            yield said["in words"], made.in_words
        if made.in_figures:
            yield said["in figures"], made.in_figures
        for name in made.methods:
            method = self._methods[name]
            if name not in self._told:
                yield name, f"{method.title}{self._colon}{method.definition} ({method.identity})"
            self._told.add(name)
        for snapshot in made.snapshots:
            yield said["source"], self._place(snapshot.source, "")
            yield said["dataset"], self._file(snapshot)

    def _place(self, source: str, locator: str) -> str:
        record = self._sources.get(source)
        named = f"{record.publisher} [{source}]" if record and record.publisher else f"[{source}]"
        return f"{named}{self._comma}{locator}" if locator else named

    def _file(self, snapshot: SnapshotOf) -> str:
        """A dataset's file as it lay on disk."""
        rows = f"{snapshot.rows} {self._captions['rows']}"
        as_of = f"{self._captions['as of']} {snapshot.as_of}"
        parts = (snapshot.file, rows, as_of, f"sha256 {snapshot.sha256}")
        return f"{snapshot.dataset}{self._colon}{self._comma.join(parts)}"

    def _printed(self) -> Iterator[str]:
        said = self._captions["printed in"] + self._colon
        if not any(printed.places for printed in self._all.printed):
            yield said + self._captions["nowhere"]
            return
        yield said.rstrip()
        for thesis, editions in groupby(self._all.printed, key=lambda printed: printed.thesis):
            yield from self._of_thesis(thesis, list(editions))

    def _of_thesis(self, thesis: str, editions: Sequence[Printed]) -> Iterator[str]:
        """Editions that print it in the same places stand in one line."""
        alike: dict[tuple[PlaceOf, ...], list[str]] = {}
        for edition in editions:
            if edition.places:
                alike.setdefault(edition.places, []).append(edition.lang)
        for places, langs in alike.items():
            told = self._semicolon.join(dict.fromkeys(map(self._worded, places)))
            yield f"  {thesis} ({', '.join(langs)}){self._colon}{told}"

    def _worded(self, place: PlaceOf) -> str:
        where = self._captions[place.where]
        return f"{where} {place.number} '{place.id}'" if place.where == "exhibit" else f"{where} {place.id}".strip()
