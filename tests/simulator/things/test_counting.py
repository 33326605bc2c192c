import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.things.counting import Slot, energy, wandering
from tests.simulator.chances import chance

NOW = 1_000.0


@given(st.integers(-(10**12), 10**12), st.sampled_from([(8, False), (16, False), (16, True), (32, False)]))
def test_a_slot_wraps_around_its_bits(number: int, kind: tuple[int, bool]) -> None:
    bits, signed = kind
    shown = int(Slot(lambda _: number, NOW, bits=bits, signed=signed).shown()["state"])

    assert (shown - number) % 2**bits == 0
    assert (-(2 ** (bits - 1)) <= shown < 2 ** (bits - 1)) if signed else (0 <= shown < 2**bits)


def test_a_slot_measures_when_its_time_has_come() -> None:
    slot = Slot(lambda at: at, NOW, bits=16, decimals=1)
    slot.step(NOW + 1)
    assert slot.shown() == {"state": "1000.0"}

    slot.step(slot.next_at)

    assert slot.shown() == {"state": "1010.0"}


@given(st.lists(st.floats(0, 3600), min_size=1, max_size=20))
def test_a_meter_only_counts_up_by_what_is_drawn(waits: list[float]) -> None:
    count, now, before = energy(7.0, lambda: 2000.0, NOW), NOW, 7.0
    for wait in waits:
        now += wait
        counted = count(now)
        assert counted >= before
        before = counted

    assert before == pytest.approx(7.0 + 2.0 * sum(waits) / 3600)


@given(st.integers(0, 1000))
def test_what_wanders_stays_near_its_middle(seed: int) -> None:
    wander = wandering(230.0, chance(seed), 0)

    assert all(abs(wander(NOW) - 230.0) < 30 for _ in range(200))


def test_what_lies_below_nothing_may_stay_there() -> None:
    assert wandering(-40.0, chance(), 0)(NOW) < -30
