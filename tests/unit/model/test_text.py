"""Text by language."""

import pytest

from briefwright.model.text import Text


@pytest.mark.parametrize("plain", ["{{ market[2025A] }}", "{{ low }}–{{ high }}", "2025", "[@source-id]", "—"])
def test_a_string_without_words_is_the_same_in_every_language(plain: str) -> None:
    """A lookup alone, or a year, needs no translation."""
    assert Text.of(plain).written("en", "zh-Hans") == plain


@pytest.mark.parametrize("plain", ["about {{ market }}", "约{{ market }}", "Yes", "{{ a }}倍"])
def test_a_string_with_words_is_in_the_first_language_alone(plain: str) -> None:
    """Words need a translation into each other language."""
    text = Text.of(plain)
    assert text.written("zh-Hans", "zh-Hans") == plain
    assert text.written("en", "zh-Hans") is None


def test_a_map_says_what_each_language_prints() -> None:
    """``all`` serves languages that have no text of their own."""
    text = Text.of({"en": "Yes", "all": "—"})
    assert text.written("en", "zh-Hans") == "Yes"
    assert text.written("zh-Hans", "zh-Hans") == "—"
