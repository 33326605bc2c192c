import pytest

from ostoja.simulator.things.meters import TICK_S, EnergyMeter, wandering
from tests.simulator.chances import chance

NOW = 1_000.0


def test_energy_is_counted_and_never_less() -> None:
    meter = EnergyMeter(12.5, 0.6, NOW)
    shown = [str(meter.shown()["state"])]
    for _ in range(60):
        meter.step(meter.next_at)
        shown.append(str(meter.shown()["state"]))

    assert (shown[0], shown[-1]) == ("12.500", "13.100")
    assert shown == sorted(shown, key=float)
    assert meter.next_at == NOW + 61 * TICK_S


def test_a_meter_that_slept_counts_what_was_used_meanwhile_and_not_backwards() -> None:
    meter = EnergyMeter(0.0, 1.0, NOW)
    meter.step(NOW + 3600)
    meter.step(NOW + 1800)

    assert meter.shown() == {"state": "1.000"}


@pytest.mark.parametrize(("middle", "low", "high"), [(250.0, 0, 255), (-820.0, -32_768, 32_767), (1.0, 0, 255)])
def test_a_slot_wanders_in_whole_numbers_within_its_bounds(middle: float, low: float, high: float) -> None:
    sensor = wandering(middle, low, high, chance(), NOW)
    seen = set()
    for _ in range(200):
        state = sensor.shown()
        assert state is not None
        seen.add(float(state["state"]))
        sensor.step(sensor.next_at)

    assert len(seen) > 1
    assert all(low <= number <= high and number == round(number) for number in seen)
