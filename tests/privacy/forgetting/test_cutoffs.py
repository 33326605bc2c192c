from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.policy.periods import Period, Rounding
from ostoja.privacy.forgetting.cutoffs import end_of, is_due, last_due

WARSAW = ZoneInfo("Europe/Warsaw")
TODAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
PERIODS = st.builds(Period, st.integers(0, 30), st.integers(0, 60))
ROUNDINGS = st.sampled_from(Rounding)


# A057: the one comparison that a database makes says the same as a look at every row.
@given(TODAYS, PERIODS, ROUNDINGS)
def test_the_cutoff_says_the_same_as_every_row_by_itself(today: date, period: Period, rounding: Rounding) -> None:
    cutoff = last_due(today, period, rounding)
    anchors = [today - timedelta(days=back) for back in range(-3, 366 * 5)]
    by_row = {anchor for anchor in anchors if is_due(anchor, today, period, rounding)}

    assert {anchor for anchor in anchors if cutoff is not None and anchor <= cutoff} == by_row


@given(TODAYS, PERIODS, ROUNDINGS)
def test_nothing_is_due_before_its_time_and_everything_is_after_it(
    today: date, period: Period, rounding: Rounding
) -> None:
    cutoff = last_due(today, period, rounding)

    assert cutoff is not None
    assert is_due(cutoff, today, period, rounding)
    assert not is_due(cutoff + timedelta(days=1), today, period, rounding)


@given(TODAYS, PERIODS, ROUNDINGS)
def test_what_is_due_stays_due(today: date, period: Period, rounding: Rounding) -> None:
    first, second = (last_due(day, period, rounding) for day in (today, today + timedelta(days=1)))

    assert first is not None
    assert second is not None
    assert first <= second


@pytest.mark.parametrize(
    ("today", "period", "rounding", "cutoff"),
    [
        ("2026-11-22", "P30D", "none", "2026-10-22"),
        ("2026-11-22", "PT0S", "none", "2026-11-21"),
        ("2025-03-01", "P1Y", "none", "2024-02-29"),
        ("2025-02-28", "P1Y", "none", "2024-02-27"),
        ("2031-01-01", "P5Y", "anchor_year_end", "2025-12-31"),
        ("2030-12-31", "P5Y", "anchor_year_end", "2024-12-31"),
        ("2030-01-01", "P5Y", "anchor_next_year_start", "2024-12-31"),
        ("2031-01-01", "P6Y", "due_year_end", "2024-12-31"),
    ],
)
def test_the_cutoff_is_that_of_the_table(today: str, period: str, rounding: str, cutoff: str) -> None:
    found = last_due(date.fromisoformat(today), Period.parse(period), Rounding(rounding))

    assert found == date.fromisoformat(cutoff)


def test_at_the_beginning_of_the_calendar_nothing_is_due() -> None:
    assert last_due(date(1, 6, 1), Period(months=12), Rounding.NONE) is None


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2026-01-15", "2026-01-15T23:00:00"),
        ("2026-07-15", "2026-07-15T22:00:00"),
        ("2026-03-28", "2026-03-28T23:00:00"),
        ("2026-03-29", "2026-03-29T22:00:00"),
        ("2026-10-24", "2026-10-24T22:00:00"),
        ("2026-10-25", "2026-10-25T23:00:00"),
        ("2026-12-31", "2026-12-31T23:00:00"),
    ],
)
def test_a_day_ends_at_midnight_in_the_operators_zone(day: str, end: str) -> None:
    assert end_of(date.fromisoformat(day), WARSAW) == datetime.fromisoformat(end).replace(tzinfo=UTC)


@given(TODAYS, st.timedeltas(timedelta(0), timedelta(hours=24)))
def test_an_instant_belongs_to_the_day_before_whose_end_it_is(day: date, into: timedelta) -> None:
    midnight = end_of(day - timedelta(days=1), WARSAW)
    instant = midnight + into

    assert (instant < end_of(day, WARSAW)) == (instant.astimezone(WARSAW).date() <= day)
