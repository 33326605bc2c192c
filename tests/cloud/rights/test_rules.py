from datetime import date, timedelta
from itertools import product

import pytest

from ostoja.cloud.rights.rules import ENDED, NEXT, State, clock, may_become, may_extend, waited


def test_a_request_that_ended_goes_nowhere() -> None:
    assert not any(may_become(ended, state) for ended, state in product(ENDED, State))


def test_every_state_is_reached_from_the_first() -> None:
    reached = {State.RECEIVED}
    for _ in State:
        reached |= {state for known in reached for state in NEXT.get(known, frozenset())}

    assert reached == set(State)


def test_nobody_is_answered_before_the_work_began() -> None:
    assert not may_become(State.RECEIVED, State.FULFILLED)
    assert not may_become(State.IDENTITY_PENDING, State.FULFILLED)


@pytest.mark.parametrize(
    ("state", "today", "overdue"),
    [
        (State.IN_PROGRESS, date(2026, 12, 28), False),
        (State.IN_PROGRESS, date(2026, 12, 29), True),
        (State.EXTENDED, date(2026, 12, 29), False),
        (State.FULFILLED, date(2027, 12, 29), False),
    ],
)
def test_the_month_counts_from_the_day_of_receipt(state: State, today: date, *, overdue: bool) -> None:
    assert clock(date(2026, 11, 24), state, today).overdue is overdue


@pytest.mark.parametrize(
    ("steps", "days"),
    [
        ([(State.RECEIVED, 1)], 0),
        ([(State.RECEIVED, 1), (State.IDENTITY_PENDING, 3)], 7),
        ([(State.RECEIVED, 1), (State.IDENTITY_PENDING, 3), (State.IN_PROGRESS, 5)], 2),
        ([(State.IDENTITY_PENDING, 3), (State.IN_PROGRESS, 5), (State.IDENTITY_PENDING, 6), (State.REFUSED, 9)], 5),
        ([(State.IDENTITY_PENDING, 12)], 0),
    ],
)
def test_the_month_stands_still_while_nobody_says_who_asks(steps: list[tuple[State, int]], days: int) -> None:
    dated = [(state, date(2026, 11, day)) for state, day in steps]

    assert waited(dated, date(2026, 11, 10)) == timedelta(days)


def test_more_time_is_asked_for_within_the_first_month() -> None:
    assert may_extend(date(2026, 11, 24), date(2026, 12, 28))
    assert not may_extend(date(2026, 11, 24), date(2026, 12, 29))
