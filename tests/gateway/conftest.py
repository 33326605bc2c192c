"""What the tests of the gateway share: a clock that stands still until it is moved, and an empty store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ostoja.gateway.store.database import Database, open_database
from tests.gateway.moving_clock import MovingClock


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "var")
    yield opened
    opened.close()
