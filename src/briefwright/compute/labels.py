"""Labels of computed numbers, put together from the labels of what they were computed from."""

from collections.abc import Mapping, Sequence

from briefwright.compute.formula import ByLang, Formula
from briefwright.compute.periods import same
from briefwright.compute.quantity import Argument, Path, Points, Quantity
from briefwright.model.amount import Amount
from briefwright.model.lang import LANGS, Lang
from briefwright.model.period import Period
from briefwright.model.text import Text
from briefwright.model.unit import Measure

_JOIN: Mapping[Lang, tuple[str, str]] = {"zh-Hans": ("、", "和"), "zh-Hant": ("、", "和"), "en": (", ", " and ")}
_AT: ByLang = {"zh-Hans": "{0}（{1}）", "zh-Hant": "{0}（{1}）", "en": "{0} ({1})"}
_DURATIONS: Mapping[str, ByLang] = {
    "day": {"zh-Hans": "{0}天", "zh-Hant": "{0}天", "en": "{0} days"},
    "week": {"zh-Hans": "{0}周", "zh-Hant": "{0}周", "en": "{0} weeks"},
    "month": {"zh-Hans": "{0}个月", "zh-Hant": "{0}個月", "en": "{0} months"},
    "quarter": {"zh-Hans": "{0}个季度", "zh-Hant": "{0}個季度", "en": "{0} quarters"},
    "year": {"zh-Hans": "{0}年", "zh-Hant": "{0}年", "en": "{0} years"},
}


def derived_label(formula: Formula, arguments: Sequence[Argument], first: Lang) -> Text | None:
    """The label by the formula's template, in every language that all arguments are labelled in; None without any."""
    templates = formula.labels.get(len(arguments), formula.labels.get(0, {}))
    dated = _periods_differ(arguments)
    written: dict[str, str] = {}
    for lang in LANGS:
        phrases = [_phrase(argument, lang, first, dated=dated) for argument in arguments]
        known = [phrase for phrase in phrases if phrase is not None]
        if len(known) == len(phrases) and lang in templates:
            written[lang] = templates[lang].format(*known, all=_joined(known, lang))
    return Text.of(written) if written else None


def duration_text(amount: Amount, noun: str, lang: Lang) -> str:
    """A duration written in a formula, in words: ``18 months``."""
    text = _DURATIONS[noun][lang].format(amount.value)
    return text.removesuffix("s") if lang == "en" and amount.value == 1 else text


def _phrase(argument: Argument, lang: Lang, first: Lang, *, dated: bool) -> str | None:
    if isinstance(argument, Period):
        return str(argument)
    if isinstance(argument, Points):
        return argument.series.label.written(lang, first)
    if isinstance(argument, Path):
        return argument.label.written(lang, first) if argument.label else None
    if argument.label is None:
        if argument.literal and argument.unit and argument.unit.measure is Measure.DURATION:
            return duration_text(argument.amount, argument.unit.noun or "", lang)
        return argument.literal or None
    label = argument.label.written(lang, first)
    if label is None or not dated or argument.period is None:
        return label
    return _AT[lang].format(label, argument.period)


def _periods_differ(arguments: Sequence[Argument]) -> bool:
    found = [argument.period for argument in arguments if isinstance(argument, Quantity) and argument.period]
    return any(not same(found[0], period) for period in found)


def _joined(phrases: Sequence[str], lang: Lang) -> str:
    comma, last = _JOIN[lang]
    return last.join(part for part in (comma.join(phrases[:-1]), phrases[-1]) if part) if phrases else ""
