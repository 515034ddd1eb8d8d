"""Full-width marks side by side give up their empty halves."""

import pytest

from briefwright.language.spacing import halved


@pytest.mark.parametrize(
    ("text", "simplified", "traditional"),
    [
        ("他说：“好”。", "他说<：>“好<”>。", "他说：“好<”>。"),
        ("（附注）。《书》", "（附注<）><。>《书》", "（附注<）>。《书》"),
        ("甲（《书》）乙", "甲（<《>书<》>）乙", "甲（<《>书<》>）乙"),
        ("一句。又一句，完。", "一句。又一句，完。", "一句。又一句，完。"),
        ("GPT-3（2020）", "GPT-3（2020）", "GPT-3（2020）"),
    ],
)
def test_a_mark_is_halved_beside_another(text: str, simplified: str, traditional: str) -> None:
    """Closing marks and, in Simplified type, stops before any mark; opening marks after an opening one."""
    assert halved(text, "<", ">", traditional=False) == simplified
    assert halved(text, "<", ">", traditional=True) == traditional
