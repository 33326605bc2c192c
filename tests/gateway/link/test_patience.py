import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.link.patience import Outage, Patience

PATIENCE = Patience()
CHANCE = st.floats(0, 1)


@given(st.floats(0, 300), CHANCE)
def test_while_an_outage_is_young_the_relay_is_looked_for_all_the_time(outage: float, chance: float) -> None:
    assert 0.35 <= PATIENCE.pause(outage, chance) <= 0.7


@given(st.floats(300, 1e9), st.floats(0, 1e6), CHANCE)
def test_later_the_pauses_grow_to_a_bound_and_never_shrink(outage: float, more: float, chance: float) -> None:
    before, after = PATIENCE.pause(outage, chance), PATIENCE.pause(outage + more, chance)

    assert 0.35 <= before <= after <= 15


@pytest.mark.parametrize(("outage", "bound"), [(0, 0.7), (314, 0.7), (320, 1), (400, 5), (600, 15), (1e6, 15)])
def test_the_schedule_is_this(outage: float, bound: float) -> None:
    assert PATIENCE.pause(outage, 1) == bound
    assert PATIENCE.pause(outage, 0) == bound / 2


def test_pauses_differ_by_chance() -> None:
    assert len({PATIENCE.pause(10, chance / 10) for chance in range(11)}) == 11


def test_an_outage_begins_when_the_relay_is_first_missed() -> None:
    outage = Outage(steady=10)

    assert [outage.age(now) for now in (100, 103, 110)] == [0, 3, 10]


def test_a_connection_that_was_steady_ends_an_outage_and_a_short_one_does_not() -> None:
    outage = Outage(steady=10)
    outage.age(100)

    outage.is_up(105)
    short = outage.age(114)
    outage.is_up(120)
    long = outage.age(130)

    assert (short, long, outage.age(131)) == (14, 0, 1)
