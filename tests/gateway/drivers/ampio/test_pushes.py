import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.drivers.ampio import pushes
from ostoja.gateway.drivers.ampio.pushes import Push, PushError
from tests.gateway.drivers.ampio.replies import snapshot, state, table


def test_a_push_is_read() -> None:
    assert pushes.push(state("255", 1_790_000_000_000, desc="On")) == Push(1_790_000_000_000, "255")


def test_a_heating_zone_has_more_to_show() -> None:
    zone = state("0", cooling="1", mode="S", measureTemp="21.3", setTemperature="22.0")

    assert pushes.push(zone) == Push(1_000, "0", cooling=True, mode="S", measured=21.3, target=22.0)


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"[]",
        state(None),
        state(value=True),
        state([]),
        state("1", None),
        state("1", "5"),
        state("1", on=True),
        state("1", -1),
        state("1", 1e30),
        state("1", block="x"),
    ],
)
def test_a_push_without_instant_or_state_shows_nothing(wrong: bytes) -> None:
    with pytest.raises(PushError):
        pushes.push(wrong)


def test_a_bad_row_of_the_snapshot_costs_that_row_only() -> None:
    good = snapshot({1: state("1"), 2: state(None), 3: b"rubbish"})

    read = pushes.snapshot(good)

    assert (list(read.rows), read.bad) == ([1], 2)


def test_the_snapshot_may_hold_objects_instead_of_text() -> None:
    read = pushes.snapshot(table({"id": 1, "stan_json": {"state": 5, "on": 1}}, {"id": 2, "stan_json": 5}))

    assert (read.rows, read.bad) == ({1: Push(1, "5")}, 1)


@given(st.binary() | st.builds(state, st.none() | st.text() | st.floats() | st.integers(), st.floats() | st.integers()))
def test_noise_raises_nothing_but_a_push_error(payload: bytes) -> None:
    try:
        pushes.push(payload)
    except PushError:
        return


def test_a_state_is_cut_and_a_huge_push_refused() -> None:
    assert len(pushes.push(b'{"on": 1, "state": "%s"}' % (b"x" * 900)).state) == 500
    with pytest.raises(pushes.PushError):
        pushes.push(b'{"on": 1, "state": "%s"}' % (b"x" * 70_000))
