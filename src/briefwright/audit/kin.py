"""What numbers have in common: what is measured, of what, and the words that name it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from briefwright.audit.context import Audited
from briefwright.audit.reach import numbers_at
from briefwright.model.number import Number, Results
from briefwright.model.period import Kind
from briefwright.model.segments import words
from briefwright.model.text import Text

Subjects = frozenset[str]
"""Entities, measures and datasets behind a number."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"(?:19|20)\d\d|[A-Za-z]{3,}|[A-Za-z]*\d[A-Za-z0-9]*")
_FUNCTION = frozenset(
    "的了是在与和及为将对把被从由其这那有不也都而则以可能要之于等就又并或各每个一个者與為將對這個於們從後後無无未已更最很较較"
)
_STEM = 5
_META = frozenset({"原文", "本文", "推断", "推斷", "sourc"})
_KINDS = {
    Kind.ACTUAL: "",
    Kind.ESTIMATE: "estimate 估计 估計 推算",
    Kind.FORECAST: "forecast expected projected 预测 預測 预计 預計 预期 預期",
    Kind.OPINION: "opinion view 观点 觀點",
}
_COMMON = """
    the and for that this with from have more than their which would will into also them they been were when what
    where about after before over under other such most much many some only very like said says each both are has
    had was its not but can may our out one two all any new per who how why does did yet own same named there
    these those between through whose while inference
"""
_STEMS = frozenset(word[:_STEM] for word in _COMMON.split())


def subjects(audited: Audited) -> Mapping[str, Subjects | None]:
    """Address of each number and series to what stands behind it; None where some of it does not say."""
    results = audited.results
    known: dict[str, Subjects | None] = {}
    for address in (*results.series, *results.numbers):
        _behind(address, results, known)
    return known


def _behind(address: str, results: Results, known: dict[str, Subjects | None]) -> Subjects | None:
    if address not in known:
        known[address] = None  # a circle says nothing
        found = [_subjects_of(number, results, known) for number in numbers_at(address, results)]
        known[address] = _all(found)
    return known[address]


def _subjects_of(number: Number, results: Results, known: dict[str, Subjects | None]) -> Subjects | None:
    if number.derivation:
        own = frozenset(f"dataset {one.dataset}" for one in number.derivation.snapshots)
        inputs = [_behind(name, results, known) for name in number.derivation.inputs]
        return _all([*inputs, own] if own else inputs)
    if number.origin and number.origin.snapshot:
        return frozenset({f"dataset {number.origin.snapshot.dataset}"})
    if not (number.entity and number.measure):
        return None
    return frozenset({f"entity {number.entity}", f"measure {number.measure}"})


def _all(found: Iterable[Subjects | None]) -> Subjects | None:
    """Everything behind several; None where there is nothing, or one does not say."""
    together: set[str] = set()
    for one in found:
        if one is None:
            return None
        together |= one
    return frozenset(together) or None


def lineage(audited: Audited) -> Mapping[str, frozenset[str]]:
    """Name of each number and series to the names of all that it rests on, its own, and wholes it is a part of."""
    results, known = audited.results, dict[str, frozenset[str]]()
    for address in (*results.series, *results.numbers):
        _rests_on(address, results, known)
    for total in audited.thesis.data.totals:
        for part in total.parts:
            name = part.partition("[")[0]
            known[name] = known.get(name, frozenset({name})) | {total.whole.partition("[")[0]}
    return known


def _rests_on(address: str, results: Results, known: dict[str, frozenset[str]]) -> frozenset[str]:
    name = address.partition("[")[0]
    if name not in known:
        known[name] = frozenset({name})  # what a circle has found so far
        inputs = {
            one for number in numbers_at(address, results) if number.derivation for one in number.derivation.inputs
        }
        if (series := results.series.get(address)) and series.derivation:
            inputs |= {*series.derivation.inputs}
        known[name] = known[name].union(*(_rests_on(one, results, known) for one in inputs))
    return known[name]


def apart(one: Subjects | None, other: Subjects | None) -> bool:
    """Whether two are known to have nothing in common."""
    return one is not None and other is not None and not one & other


def terms(texts: Iterable[Text | str | None]) -> frozenset[str]:
    """What the texts speak of, in whatever language: pairs of Chinese characters, stems of other words."""
    found: set[str] = set()
    for text in texts:
        for written in (text,) if isinstance(text, str) else [one for _, one in text.items] if text else ():
            found |= _terms(written)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _terms(written: str) -> frozenset[str]:
    bare = words(written)
    pairs = {run[place : place + 2] for run in _HAN.findall(bare) for place in range(len(run) - 1)}
    stems = {word.lower()[:_STEM] for word in _LATIN.findall(bare)}
    return frozenset({pair for pair in pairs if not _FUNCTION & {*pair}} | (stems - _STEMS)) - _META


def named(numbers: Iterable[Number]) -> Iterator[Text | str]:
    """What numbers are called: labels, entities, measures, kinds and periods."""
    for number in numbers:
        yield number.label
        yield _KINDS[number.kind]
        yield from (number.entity.replace("-", " "), number.measure.replace("-", " "))
        if number.period:
            yield str(number.period)
