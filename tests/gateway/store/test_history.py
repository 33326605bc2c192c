"""Proves: A067."""

from datetime import UTC, datetime, timedelta

import pytest

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import keep_excerpt
from ostoja.gateway.store.history import DaysError, Reading, chosen, days, keep_for, longest, record, void_through
from ostoja.gateway.store.moments import ms
from tests.gateway.store.household import excerpt

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def reading(ago: timedelta = timedelta()) -> Reading:
    return Reading(NOW - ago, "lamp", "on_off", '{"on":true}')


def test_a_home_keeps_thirty_days_unless_somebody_chooses(database: Database) -> None:
    assert (chosen(database), days(database), longest(database)) == (None, 30, 365)

    keep_for(database, 90)

    assert (chosen(database), days(database)) == (90, 90)


def test_a_home_keeps_what_the_operators_policy_says(database: Database) -> None:
    keep_excerpt(database, excerpt(NOW, history="P7D", longest="P60D"), NOW)

    assert (days(database), longest(database)) == (7, 60)


@pytest.mark.parametrize("wanted", [-1, 366])
def test_nobody_chooses_more_than_a_year(wanted: int, database: Database) -> None:
    with pytest.raises(DaysError):
        keep_for(database, wanted)

    assert days(database) == 30


def test_a_choice_that_the_policy_no_longer_allows_is_cut_to_what_it_does(database: Database) -> None:
    keep_for(database, 300)

    keep_excerpt(database, excerpt(NOW, longest="P90D"), NOW)

    assert (chosen(database), days(database)) == (300, 90)


def test_with_no_days_no_row_is_ever_written_and_what_there_is_is_void(database: Database) -> None:
    record(database, [reading()])

    keep_for(database, 0)

    assert record(database, [reading()]) == 0
    assert void_through(database) == 1


def test_what_devices_showed_is_written_down(database: Database) -> None:
    assert record(database, [reading(), reading(timedelta(days=1))]) == 2

    assert [row["at"] for row in database.rows("SELECT at FROM history ORDER BY rowid")] == [
        ms(NOW),
        ms(NOW - timedelta(days=1)),
    ]
    assert void_through(database) == 0
