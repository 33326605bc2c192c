"""What the tests of the gateway share: a clock that stands still until it is moved, an empty store, and a town."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from ostoja.gateway.store.database import Database, open_database
from tests.gateway.moving_clock import MovingClock
from tests.gateway.town import Town, a_town


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "var")
    yield opened
    opened.close()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path / "var") as made:
        yield made
