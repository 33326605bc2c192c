from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.privacy.deadlines import Deadlines, deadlines, working


# A086: every vector of the clock.
@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-01-31", "2026-03-02"),
        ("2024-01-31", "2024-02-29"),
        ("2026-11-24", "2026-12-28"),
        ("2026-12-01", "2027-01-04"),
    ],
)
def test_a_request_is_due_when_the_law_says(received: str, due: str) -> None:
    assert deadlines(date.fromisoformat(received)).due == date.fromisoformat(due)


@pytest.mark.parametrize(("received", "extended"), [("2026-01-31", "2026-04-30"), ("2026-12-01", "2027-03-01")])
def test_an_extension_is_counted_from_the_day_of_receipt(received: str, extended: str) -> None:
    assert deadlines(date.fromisoformat(received)).extended == date.fromisoformat(extended)


@given(st.dates(date(2025, 1, 1), date(2060, 12, 31)))
def test_nobody_has_less_than_a_month_or_much_more(received: date) -> None:
    found = deadlines(received)

    assert timedelta(days=28) <= found.due - received <= timedelta(days=31 + 5)
    assert found.target == received + timedelta(days=21) < found.due < found.extended


def test_a_working_day_is_itself() -> None:
    assert working(date(2026, 11, 23)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        ("2026-11-21", "2026-11-23"),
        ("2026-11-11", "2026-11-12"),
        ("2025-12-24", "2025-12-29"),
        ("2026-12-31", "2026-12-31"),
    ],
)
def test_weekends_and_holidays_are_passed_over(day: str, next_one: str) -> None:
    assert working(date.fromisoformat(day)) == date.fromisoformat(next_one)


def test_the_three_days_of_a_request_stand_together() -> None:
    assert deadlines(date(2026, 1, 12)) == Deadlines(date(2026, 2, 2), date(2026, 2, 12), date(2026, 4, 13))
