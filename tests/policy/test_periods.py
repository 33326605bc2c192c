from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.policy.errors import PeriodError
from ostoja.policy.periods import Period, Rounding, is_period, last_day

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PERIODS = st.builds(Period, st.integers(0, 130), st.integers(0, 800))


@pytest.mark.parametrize(
    ("written", "months", "days"),
    [("P6Y", 72, 0), ("P13M", 13, 0), ("P2W", 0, 14), ("P30D", 0, 30), ("P1Y2M3W4D", 14, 25), ("PT0S", 0, 0)],
)
def test_a_period_is_read(written: str, months: int, days: int) -> None:
    assert Period.parse(written) == Period(months, days)


@pytest.mark.parametrize("written", ["", "P", "6Y", "P6", "PT5M", "P-1D", "p6y", "P6Y ", "P1.5Y", "P٣D", "persistent"])
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(PeriodError, match="is not a period"):
        Period.parse(written)


@pytest.mark.parametrize("written", ["P101Y", "P1201M", "P36526D", "P99999Y"])
def test_a_period_beyond_a_hundred_years_is_refused(written: str) -> None:
    with pytest.raises(PeriodError, match="a hundred years"):
        Period.parse(written)


@given(st.text())
def test_noise_is_a_period_or_a_period_error(noise: str) -> None:
    try:
        Period.parse(noise)
    except PeriodError:
        return
    assert noise.startswith("P")


# A056: every vector of the retention table.
@pytest.mark.parametrize(
    ("anchor", "period", "rounding", "last"),
    [
        ("2025-01-27", "P5Y", "anchor_year_end", "2030-12-31"),
        ("2025-03-31", "P5Y", "anchor_year_end", "2030-12-31"),
        ("2024-12-31", "P5Y", "anchor_next_year_start", "2029-12-31"),
        ("2024-06-01", "P10Y", "anchor_year_end", "2034-12-31"),
        ("2024-05-10", "P6Y", "due_year_end", "2030-12-31"),
        ("2024-05-10", "P3Y", "due_year_end", "2027-12-31"),
        ("2024-05-10", "P1Y", "anchor_next_year_start", "2025-12-31"),
    ],
)
def test_a_last_day_is_that_of_the_law(anchor: str, period: str, rounding: str, last: str) -> None:
    found = last_day(date.fromisoformat(anchor), Period.parse(period), Rounding(rounding))

    assert found == date.fromisoformat(last)


# A057: leap days and the ends of months.
@pytest.mark.parametrize(
    ("anchor", "period", "last"),
    [
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2023-02-28", "P1Y", "2024-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2025-01-31", "P1M", "2025-02-28"),
        ("2025-10-31", "P1M", "2025-11-30"),
        ("2025-12-31", "P2M", "2026-02-28"),
        ("2025-03-30", "P1D", "2025-03-31"),
        ("2024-02-28", "P1D", "2024-02-29"),
        ("2025-10-26", "P30D", "2025-11-25"),
        ("2025-05-05", "PT0S", "2025-05-05"),
    ],
)
def test_a_day_that_the_month_lacks_becomes_its_last(anchor: str, period: str, last: str) -> None:
    assert last_day(date.fromisoformat(anchor), Period.parse(period)) == date.fromisoformat(last)


@given(DAYS, PERIODS, st.sampled_from(Rounding))
def test_forgetting_never_precedes_keeping(anchor: date, period: Period, rounding: Rounding) -> None:
    assert last_day(anchor, period, rounding) >= anchor


@given(DAYS, DAYS, PERIODS, st.sampled_from(Rounding))
def test_what_begins_later_never_ends_earlier(one: date, other: date, period: Period, rounding: Rounding) -> None:
    first, second = sorted((one, other))

    assert last_day(first, period, rounding) <= last_day(second, period, rounding)


@given(DAYS, PERIODS, st.sampled_from(Rounding))
def test_rounding_only_lengthens(anchor: date, period: Period, rounding: Rounding) -> None:
    shortest = last_day(anchor, Period(period.months, max(period.days - 1, 0)))

    assert last_day(anchor, period, rounding) >= shortest


@given(DAYS, PERIODS)
def test_no_start_makes_a_period_longer_than_its_longest(anchor: date, period: Period) -> None:
    assert (period.after(anchor) - anchor).days <= period.longest_days()


@pytest.mark.parametrize(("written", "days"), [("P1M", 31), ("P11M", 337), ("P1Y", 366), ("P13M", 397), ("P4Y", 1461)])
def test_the_longest_of_a_period_is_reached(written: str, days: int) -> None:
    assert Period.parse(written).longest_days() == days


def test_a_period_of_each_entry_is_none_of_its_own() -> None:
    assert not is_period("per_entry")
    assert is_period("P6Y")
