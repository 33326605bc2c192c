import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.things.covers import BLOCKS_CLOSING, BLOCKS_OPENING, Cover
from ostoja.simulator.things.thing import NEVER, RefusedError

NOW = 1_000.0


def positions(cover: Cover) -> list[tuple[float, int]]:
    told = []
    while cover.next_at < NEVER:
        at = cover.next_at
        cover.step(at)
        told.append((at, int(cover.shown()["state"])))
    return told


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_cover_tells_every_five_percent_and_arrives_in_time(start: int, target: int) -> None:
    cover = Cover(start, travel_s=20.0)
    cover.act("setRollerPos", (str(target), "101"), NOW)

    told = positions(cover)

    path = [place for _, place in told]
    assert path == sorted(path, reverse=target < start)
    assert all(place % 5 == 0 for place in path[:-1])
    assert len(path) == len(set(path))
    if start != target:
        assert path[-1] == target
        assert told[-1][0] == pytest.approx(NOW + abs(target - start) * 0.2)


@given(
    st.lists(
        st.tuples(st.sampled_from(["open", "close", "stop", "40", "73"]), st.floats(0, 30, allow_nan=False)), max_size=8
    )
)
def test_whatever_people_do_a_cover_stays_between_its_ends(deeds: list[tuple[str, float]]) -> None:
    cover, now = Cover(50, slats=True), NOW
    for deed, wait in deeds:
        if deed.isalpha():
            cover.act(deed, (), now)
        else:
            cover.act("setRollerPos", (deed, "30"), now)
        until = now + wait
        while cover.next_at <= until:
            cover.step(cover.next_at)
        now = until

        assert 0 <= int(cover.shown()["state"]) <= 100
        assert 0 <= int(cover.shown()["lammel"]) <= 100


def test_a_cover_stops_where_it_is() -> None:
    cover = Cover(100, travel_s=20.0)
    cover.act("close", (), NOW)
    cover.step(cover.next_at)

    cover.act("stop", (), NOW + 1.6)

    assert cover.shown() == {"state": "92", "block": 0}
    assert cover.next_at == NEVER


def test_a_cover_turns_round_on_its_way() -> None:
    cover = Cover(0, travel_s=20.0)
    cover.act("open", (), NOW)
    cover.step(cover.next_at)

    cover.act("close", (), NOW + 1.4)

    at, position = positions(cover)[-1]
    assert at == pytest.approx(NOW + 2.8)
    assert position == 0


def test_moving_a_blind_drags_its_slats_and_lays_them_as_wished_after() -> None:
    blind = Cover(100, travel_s=20.0, slats=True)
    blind.act("setRollerPos", ("90", "30"), NOW)
    assert blind.shown()["lammel"] == 0

    positions(blind)
    assert blind.shown() == {"state": "90", "block": 0, "lammel": 30}

    blind.act("open", (), NOW + 100)
    assert blind.shown()["lammel"] == 100


def test_slats_alone_turn_without_moving_the_blind() -> None:
    blind = Cover(40, slats=True)
    blind.act("setRollerPos", ("101", "30"), NOW)

    assert positions(blind) == [(NOW + 1.0, 40)]
    assert blind.shown()["lammel"] == 30
    assert blind.restoring() == "setRollerPos/40/30"


@pytest.mark.parametrize(
    ("block", "verb", "words"),
    [
        (BLOCKS_CLOSING, "close", ()),
        (BLOCKS_CLOSING, "setRollerPos", ("20", "101")),
        (BLOCKS_CLOSING, "setRollerPos", ("101", "10")),
        (BLOCKS_OPENING, "open", ()),
        (BLOCKS_OPENING, "setRollerPos", ("80", "101")),
    ],
)
def test_a_blocked_direction_is_refused_on_both_axes(block: int, verb: str, words: tuple[str, ...]) -> None:
    blind = Cover(50, slats=True)
    blind.block = block

    with pytest.raises(RefusedError):
        blind.act(verb, words, NOW)

    assert blind.next_at == math.inf


def test_the_other_direction_stays_free() -> None:
    cover = Cover(50)
    cover.block = BLOCKS_CLOSING

    cover.act("open", (), NOW)

    assert cover.next_at < NEVER


@pytest.mark.parametrize(
    ("verb", "words"),
    [("setRollerPos", ("101", "101")), ("setRollerPos", ("102", "0")), ("setRollerPos", ("50", "50")), ("turnOn", ())],
)
def test_a_shutter_refuses_nowhere_and_slats_that_it_has_not(verb: str, words: tuple[str, ...]) -> None:
    with pytest.raises(RefusedError):
        Cover(50).act(verb, words, NOW)


def test_a_step_before_its_time_changes_nothing() -> None:
    cover = Cover(100)
    cover.act("close", (), NOW)

    cover.step(NOW + 0.1)

    assert cover.shown()["state"] == "100"
    assert cover.restoring() == "setRollerPos/100/101"
