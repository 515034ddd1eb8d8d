"""What to say about a value that does not fit its field: YAML's words, never the validator's."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

from briefwright.load.characters import brief
from briefwright.load.yaml_source import Tree
from briefwright.model import base, records, templates
from briefwright.model.lang import LANGS

_LANGUAGES = {
    "zh": "zh-Hans",
    "cn": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A finding but for its place."""

    code: str
    message: str
    help: str


def suggestion(word: str, choices: Iterable[str]) -> str:
    """The choice that ``word`` is probably meant to be, or ``""``."""
    known = {choice.lower(): choice for choice in choices}
    close = difflib.get_close_matches(word.lower()[:100], known, 1)
    return known[close[0]] if close else ""


def meant(word: str, choices: Iterable[str]) -> str:
    """Help for a word that is none of ``choices``."""
    choices = list(choices)
    close = suggestion(word, choices)
    return f"did you mean '{close}'?" if close else f"known are: {', '.join(choices)}"


def language(word: str) -> Words:
    """For a key or entry that is no language."""
    close = _LANGUAGES.get(word.lower()) or suggestion(word, LANGS)
    help_ = f"did you mean '{close}'?" if close else f"known are: {', '.join(LANGS)}, and in text 'all'"
    return Words("L024", f"unknown language '{brief(word)}'", help_)


def reading(kind: str, value: Tree, context: Any) -> Words:
    """What the validator's error of ``kind`` means for ``value``; ``context`` is the error's own."""
    return _READINGS.get(kind, _misfit)(value, context)


def _found(value: Tree) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    return f"'{brief(value)}'" if value else "nothing"


def text(value: Tree, _: Any) -> Words:
    """For a text field that holds something else."""
    if value == "":
        return Words("L022", "the text is empty", "write the text, or delete the key")
    help_ = "write text, or text by language: {zh-Hans: …, en: …}; text that begins with [ or { must be in quotes"
    return Words("L022", f"expected text, found {_found(value) if value else 'nothing'}", help_)


def single(value: Tree, _: Any) -> Words:
    """For a field of one value that holds several."""
    return Words("L022", f"expected a single value, found {_found(value)}", "write one value after the colon")


def _list(value: Tree, _: Any) -> Words:
    entry = brief(value, 30) if isinstance(value, str) else "…"
    help_ = f"write [{entry}], or each entry on a line of its own: '- {entry}'"
    return Words("L022", f"expected a list, found {_found(value)}", help_)


def _map(value: Tree, _: Any) -> Words:
    return Words("L022", f"expected keys and values, found {_found(value)}", "write 'key: value' lines, indented below")


def _empty(_: Tree, __: Any) -> Words:
    return Words("L022", "the value is empty", "write a value, or delete the key")


def _choice(value: Tree, context: Any) -> Words:
    choices = re.findall(r"'([^']*)'", context["expected"])
    if not isinstance(value, str):
        return single(value, context)
    if set(choices) == set(LANGS):
        return language(value)
    return Words("L023", f"{_found(value)} is not possible here", meant(value, choices))


def _amount(value: Tree, context: Any) -> Words:
    hint = f"write {context['hint']}"
    if isinstance(value, str) and re.search(r"\d[,\s]\d", value):
        hint = f"write digits with a point for decimals and nothing between thousands; {context['hint']}"
    elif isinstance(value, str) and value.endswith("%"):
        hint = "write the number alone; the percent sign is the unit's: 'unit: \"%\"'"
    return Words("L025", _problem(value, context), hint)


def _unit(value: Tree, context: Any) -> Words:
    return Words("L026", _problem(value, context), f"write {context['hint']}")


def _period(value: Tree, context: Any) -> Words:
    message = _problem(value, context)
    if isinstance(value, str) and brief(value) not in message:
        # Python's own message about the calendar, whose wording changes between versions
        message = f"{_found(value)} is not in the calendar"
    if "date such as" in context["hint"]:
        message = message.replace("is not a period", "is not a date")
    return Words("L027", message, f"write {context['hint']}")


def _problem(value: Tree, context: Any) -> str:
    """The parser's own message, with a long value in it shortened."""
    problem: str = context["problem"]
    return problem.replace(value.strip(), brief(value)) if isinstance(value, str) and value.strip() else problem


def _dated(_: Tree, __: Any) -> Words:
    return Words(
        "L027",
        "a date needs exactly one of 'on' and 'after'",
        "write 2023-02-20, or {after: 2023-02-20, inferred: true}",
    )


def _dated_open(value: Tree, _: Any) -> Words:
    start = value.get("on") if isinstance(value, dict) else value
    said = f"{_found(start or value)} has no end, and a date needs one"
    return Words("L027", said, "write 2023-02-20, or {after: 2023-02-20} for that day or later")


def _pattern(value: Tree, context: Any) -> Words:
    code, form = _FORMS.get(context["pattern"], ("L023", "in the form this field needs"))
    return Words(code, f"{_found(value)} is not well formed here", f"write {form}")


def _too_long(value: Tree, context: Any) -> Words:
    limit = context["max_length"]
    if isinstance(value, str):
        return Words("L023", f"this text has {len(value):,} characters; at most {limit:,} fit here", "shorten it")
    count = len(value) if value else 0
    return Words("L023", f"{count:,} entries stand here; at most {limit:,} fit", "leave some out")


def _long_text(_: Tree, context: Any) -> Words:
    said = f"this text has {context['count']:,} characters; at most {context['max_length']:,} fit here"
    return Words("L023", said, "shorten it, and say the rest in the text below it")


def _lookup(value: Tree, _: Any) -> Words:
    return Words("L023", f"expected a number looked up, found {_found(value)}", "write '{{ name }}', and nothing else")


def _too_short(value: Tree, context: Any) -> Words:
    limit = context["min_length"]
    count = len(value) if value else 0
    entries = "entry" if limit == 1 else "entries"
    return Words("L023", f"at least {limit} {entries} must stand here, found {count}", "add what is missing")


def _whole(value: Tree, _: Any) -> Words:
    if not isinstance(value, str):
        return single(value, _)
    return Words("L023", f"{_found(value)} is not a whole number", "write digits alone, as in 2")


def _bounded(value: Tree, context: Any) -> Words:
    phrases = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    limit = " and ".join(f"{phrase} {context[key]}" for key, phrase in phrases.items() if key in context)
    return Words("L023", f"{_found(value)} is out of range", f"write a number of {limit}")


def _truth(value: Tree, _: Any) -> Words:
    if not isinstance(value, str):
        return single(value, _)
    return Words("L023", f"{_found(value)} is neither true nor false", "write true or false")


def _misfit(value: Tree, _: Any) -> Words:
    return Words("L023", f"{_found(value)} does not fit this field", "see the field's description in the schema")


def _pattern_of(annotated: Any) -> str:
    return str(get_args(annotated)[1].pattern)


_FORMS = {
    _pattern_of(base.Slug): ("L028", "small letters, digits and hyphens, as in home-grown-models"),
    _pattern_of(templates.BlockName): ("L028", "small letters, digits and hyphens or underscores, as in market_size"),
    _pattern_of(base.NumberName): ("L028", "small letters, digits and underscores, as in cn_ai_software"),
    _pattern_of(base.Address): (
        "L028",
        "the name of a number, as in cn_ai_software, prices.close or cn_ai_software[2026E]",
    ),
    _pattern_of(records.Address): ("L023", "an address that begins with http:// or https://"),
    _pattern_of(records.Mic): ("L023", "the market's four capital letters, as in XSHE"),
    _pattern_of(records.Security.model_fields["code"].rebuild_annotation()): (
        "L023",
        "the local code, as in 002230 or AAPL",
    ),
}
"""The pattern of a field → the code and the form in words."""

_READINGS: dict[str, Callable[[Tree, Any], Words]] = {
    "amount": _amount,
    "unit": _unit,
    "period": _period,
    "dated": _dated,
    "dated_open": _dated_open,
    "empty_text": text,
    "long_text": _long_text,
    "lookup": _lookup,
    "text_shape": text,
    "wrong_shape": single,
    "string_type": single,
    "model_type": _map,
    "model_attributes_type": _map,
    "dict_type": _map,
    "list_type": _list,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "too_short": _too_short,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "enum": _choice,
    "int_parsing": _whole,
    "int_parsing_size": _whole,
    "int_type": _whole,
    "int_from_float": _whole,
    "greater_than": _bounded,
    "greater_than_equal": _bounded,
    "less_than": _bounded,
    "less_than_equal": _bounded,
    "bool_parsing": _truth,
    "bool_type": _truth,
}
