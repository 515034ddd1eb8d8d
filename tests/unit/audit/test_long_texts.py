"""Texts that no author writes, as long as a body may be: read in quadratic time, these tests would not end."""

import pytest

from briefwright.audit.exempt import blanked
from briefwright.audit.lost import _sentences
from briefwright.load.theses import BODY_BYTES


@pytest.mark.parametrize("unit", ["１", "1", "a", "|x|y|\n", "\n", "a-"])
def test_the_same_again_and_again_is_read_once(unit: str) -> None:
    """Full-width digits are digits to some patterns and not to others; rows of a table leave empty lines."""
    text = unit * (BODY_BYTES // len(unit.encode()))
    assert len(blanked(text)) == len(text)
    for english in (True, False):
        assert len(_sentences(text, english)) <= 1
