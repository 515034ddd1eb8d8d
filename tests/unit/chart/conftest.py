"""Fixtures of the chart tests."""

import pytest

from tests.unit.chart.studio import Studio


@pytest.fixture
def studio() -> Studio:
    """A studio with nothing in it."""
    return Studio()
