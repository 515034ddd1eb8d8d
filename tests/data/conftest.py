"""The PostgreSQL of the tests in this folder, started once."""

from collections.abc import Iterator

import pytest

from tests.data import postgres


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Server]:
    with postgres.running() as server:
        yield server
