"""Proves: A112."""

from datetime import UTC, datetime, timedelta

from ostoja.cloud.desk.breaches.rules import clock, is_whole

NOTICED = datetime(2026, 12, 24, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_authority_must_know_within_72_hours_free_days_or_not() -> None:
    seen = clock(NOTICED, None, NOTICED + HOUR / 2)

    assert (seen.due, seen.hours_left, seen.overdue) == (datetime(2026, 12, 27, 18, tzinfo=UTC), 71, False)


def test_the_last_moment_is_in_time_and_the_next_is_not() -> None:
    assert not clock(NOTICED, None, NOTICED + 72 * HOUR).overdue
    late = clock(NOTICED, None, NOTICED + 72 * HOUR + timedelta(seconds=1))
    assert (late.overdue, late.hours_left) == (True, 0)


def test_the_clock_stands_still_once_the_authority_knows() -> None:
    assert not clock(NOTICED, NOTICED + HOUR, NOTICED + 1_000 * HOUR).overdue


def test_times_that_cannot_be_are_none() -> None:
    assert is_whole(NOTICED, NOTICED - HOUR, NOTICED, NOTICED)
    assert not is_whole(NOTICED, NOTICED, NOTICED - HOUR, NOTICED)
    assert not is_whole(NOTICED, NOTICED - HOUR, NOTICED + HOUR, NOTICED)
    assert not is_whole(NOTICED + HOUR, NOTICED - HOUR, NOTICED, NOTICED)
