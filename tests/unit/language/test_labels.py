"""The shipped label files, and labels as the stages ask for them."""

import string
from collections.abc import Mapping

import pytest
from opencc import OpenCC

from briefwright.language import Locale
from briefwright.language.hongkong import CHARACTERS
from briefwright.model.lang import LANGS, Lang

Labels = Mapping[Lang, Mapping[str, str]]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_three_files_have_the_same_keys(labels: Labels) -> None:
    """A label missing in one language would fail that edition alone."""
    assert set(labels["zh-Hans"]) == set(labels["zh-Hant"]) == set(labels["en"])


def test_the_three_files_have_the_same_placeholders(labels: Labels) -> None:
    """What is filled in one language is filled in all."""
    different = [key for key in labels["en"] if len({frozenset(placeholders(labels[lang][key])) for lang in LANGS}) > 1]
    assert different == []


def test_labels_are_text(labels: Labels) -> None:
    """YAML made nothing but strings of them, none empty."""
    every: list[tuple[str, object]] = [(f"{lang} {key}", text) for lang in LANGS for key, text in labels[lang].items()]
    assert [where for where, text in every if not (isinstance(text, str) and text)] == []


def test_traditional_labels_hold_no_simplified_characters(labels: Labels) -> None:
    """zh-Hant labels are written by hand, in characters that conversion would leave alone."""
    convert = OpenCC("s2hk").convert
    texts = {key: text for key, text in labels["zh-Hant"].items() if key != "language_zh_hans"}
    assert {key: text for key, text in texts.items() if convert(text).translate(CHARACTERS) != text} == {}


def test_a_label_is_filled(locales: Mapping[Lang, Locale]) -> None:
    """Placeholders take the values given."""
    assert [one.label("exhibit", number="2") for one in locales.values()] == ["图表2", "圖表2", "Exhibit 2"]


def test_unknown_labels_and_missing_values_fail(locales: Mapping[Lang, Locale]) -> None:
    """A misspelt key is the developer's error and is not passed over."""
    with pytest.raises(KeyError):
        locales["en"].label("exhibbit")
    with pytest.raises(KeyError):
        locales["en"].label("exhibit")


def test_lists(locales: Mapping[Lang, Locale]) -> None:
    """Lists are joined as each language joins them."""
    assert locales["zh-Hans"].join(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert locales["en"].join(["a", "b", "c"]) == "a, b, c"
    assert locales["en"].join(["a"]) == "a"
    assert locales["en"].join([]) == ""
