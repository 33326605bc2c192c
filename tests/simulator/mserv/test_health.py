"""Modules say how they are, now and then and only when something changed."""

import json
from itertools import pairwise

from ostoja.simulator.home.furnishing import Module
from ostoja.simulator.mserv.health import GRID_S, Health, frame
from tests.simulator.chances import chance

NOW = 1_790_000_003.0
DAY_S = 24 * 3600
RELAYS, SENSOR = Module("cb8f", 4), Module("5e01", 44)


def day(health: Health) -> list[tuple[float, str, bytes]]:
    told = []
    while (at := health.next_at) < NOW + DAY_S:
        told += [(at, *one) for one in health.news(at)]
    return told


def test_a_day_is_told_on_the_grid_with_gaps_as_in_the_field() -> None:
    told = day(Health((RELAYS,), chance(), NOW))

    moments = [at for at, *_ in told]
    assert 200 < len(moments) < 1_700
    assert {at % GRID_S for at in moments} == {0.0}
    assert min(later - sooner for sooner, later in pairwise(moments)) >= 5 * GRID_S
    payloads = [payload for *_, payload in told]
    assert all(sooner != later for sooner, later in pairwise(payloads))
    said = json.loads(payloads[0])
    assert (said["d"][:2], said["m"]) == ([254, 79], 0xCB8F)
    assert 11 < said["d"][2] / 5 < 14
    assert 20 < said["d"][3] - 100 < 50


def test_a_module_that_never_speaks_does_not() -> None:
    health = Health((SENSOR,), chance(), NOW)

    assert health.next_at == float("inf")
    assert health.frames() == []


def test_what_was_said_last_stands() -> None:
    health = Health((RELAYS, SENSOR), chance(), NOW)
    [(topic, first)] = health.frames()
    [*_, (_, _, last)] = day(health)

    assert topic == "ampio/from/CB8F/b/4F"
    assert health.frames() == [(topic, last)]
    assert last != first


def test_a_frame_names_its_module_and_kind() -> None:
    assert frame(0xAB, 0x62, (1, 2)) == ("ampio/from/AB/b/62", b'{"d":[254,98,1,2],"m":171}')
