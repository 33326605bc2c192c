"""Proves: A067, A068."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ostoja.gateway.store.database import Database, open_database
from ostoja.gateway.store.history import BATCH, DEFAULT_DAYS, DaysError, Reading, days, forget, keep_for, record

ZONE = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path)
    yield database
    database.close()


def reading(ago: timedelta) -> Reading:
    return Reading(NOW - ago, "lamp", "on_off", '{"on":true}')


def left(store: Database) -> int:
    return int(store.rows("SELECT count(*) FROM history")[0][0])


def forget_all(store: Database, today: date = TODAY) -> int:
    return sum(iter(lambda: forget(store, today, ZONE), 0))


def test_a_home_keeps_thirty_days_unless_somebody_chooses(store: Database) -> None:
    assert days(store) == DEFAULT_DAYS

    keep_for(store, 90)

    assert days(store) == 90


@pytest.mark.parametrize("wanted", [-1, 366])
def test_nobody_chooses_more_than_a_year(wanted: int, store: Database) -> None:
    with pytest.raises(DaysError):
        keep_for(store, wanted)

    assert days(store) == DEFAULT_DAYS


def test_with_no_days_no_row_is_ever_written(store: Database) -> None:
    record(store, [reading(timedelta())])

    keep_for(store, 0)

    assert record(store, [reading(timedelta())]) == 0
    assert left(store) == 0


def test_what_is_past_its_last_day_goes_and_nothing_else(store: Database) -> None:
    assert record(store, [reading(timedelta(days=ago)) for ago in range(40)]) == 40

    assert forget_all(store) == 9

    assert left(store) == 31
    assert forget_all(store) == 0
    assert forget_all(store, TODAY + timedelta(days=1)) == 1


def test_a_shorter_time_holds_at_the_next_run(store: Database) -> None:
    record(store, [reading(timedelta(days=ago)) for ago in range(40)])

    keep_for(store, 7)

    assert forget_all(store) == 32


def test_a_run_goes_batch_by_batch(store: Database) -> None:
    record(store, [reading(timedelta(days=100)) for _ in range(BATCH + 1)])

    assert forget(store, TODAY, ZONE) == BATCH
    assert forget(store, TODAY, ZONE) == 1


@pytest.mark.soak
def test_a_day_of_five_million_rows_goes_within_half_an_hour_and_keeps_nobody_waiting(store: Database) -> None:
    for ago in range(50):
        record(store, (reading(timedelta(days=ago - 18)) for _ in range(100_000)))
    longest, began = 0.0, time.monotonic()

    gone = 0
    while True:
        start = time.monotonic()
        count = forget(store, TODAY, ZONE)
        longest = max(longest, time.monotonic() - start)
        if not count:
            break
        gone += count

    assert gone == 100_000
    assert time.monotonic() - began < 30 * 60
    assert longest < 0.2
