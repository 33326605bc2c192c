import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostoja.simulator.things.climate import Air, Schedule, Zone, gauge, thermometer
from ostoja.simulator.things.thing import RefusedError
from tests.simulator.chances import chance

NOW = 1_790_000_000.0
HOUR = 3600.0
SCHEDULE = Schedule(day=21.5, night=19.0, day_from=5, night_from=21)


def room(warmth: float) -> Air:
    return Air(warmth, beyond=4.0, cooling_s=8 * HOUR, now=NOW)


def zone(air: Air, target: float = 21.0) -> Zone:
    return Zone(air, SCHEDULE, target=target, power_k=60.0, now=NOW)


@settings(deadline=None)
@given(st.floats(-10, 30), st.lists(st.floats(0.1, HOUR), min_size=1, max_size=5))
def test_how_often_one_looks_does_not_change_the_air(warmth: float, looks: list[float]) -> None:
    watched, alone = room(warmth), room(warmth)
    now = NOW
    for wait in looks:
        now += wait
        watched.warm_by(0.0, now)

    assert watched.warmth(now) == pytest.approx(alone.warmth(now), abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.floats(5, 30), st.floats(5, 35))
def test_a_zone_brings_its_room_to_the_target_and_keeps_it_there(warmth: float, target: float) -> None:
    air = room(warmth)
    heating = zone(air, target)
    while heating.next_at < NOW + 24 * HOUR:
        heating.step(heating.next_at)
    late = NOW + 24 * HOUR

    assert abs(air.warmth(late) - target) < 0.5


def test_a_zone_heats_below_its_target_and_shows_everything_as_text() -> None:
    heating = zone(room(20.0))

    assert heating.shown() == {
        "state": "255",
        "cooling": "0",
        "mode": "M",
        "measureTemp": "20.0",
        "setTemperature": "21.0",
    }


def test_a_warm_zone_rests_and_holds_another_temperature_when_told() -> None:
    heating = zone(room(25.0))
    assert heating.shown()["state"] == "0"

    heating.act("setTemperature", ("28.25",), NOW)

    assert heating.shown()["setTemperature"] == "28.2"
    assert heating.shown()["state"] == "255"
    assert heating.restoring() == "setTemperature/28.2"


def test_a_zone_on_the_programme_follows_the_hours() -> None:
    heating = zone(room(20.0))
    midnight = NOW - NOW % (24 * HOUR) + 24 * HOUR
    heating.act("setHeatingMode", ("S",), midnight + 20 * HOUR)
    assert heating.shown()["setTemperature"] == "21.5"

    while heating.next_at <= midnight + 22 * HOUR:
        heating.step(heating.next_at)

    assert heating.shown()["setTemperature"] == "19.0"


def test_a_step_before_its_time_changes_nothing() -> None:
    heating = zone(room(20.0))
    before = heating.next_at

    heating.step(NOW + 1)

    assert heating.next_at == before


@pytest.mark.parametrize(
    ("verb", "words"),
    [("setTemperature", ("60",)), ("setTemperature", ("x",)), ("setHeatingMode", ("Z",)), ("turnOn", ())],
)
def test_a_zone_refuses_what_it_does_not_do(verb: str, words: tuple[str, ...]) -> None:
    with pytest.raises(RefusedError):
        zone(room(20.0)).act(verb, words, NOW)


def test_a_programme_may_turn_at_midnight() -> None:
    nightly = Schedule(day=20.0, night=17.0, day_from=22, night_from=6)

    assert [nightly.target(hour * HOUR) for hour in (21, 22, 3, 6)] == [17.0, 20.0, 20.0, 17.0]


def test_sensors_measure_with_noise_and_six_decimals() -> None:
    sensor = thermometer(room(21.0), chance(1), NOW)
    first = sensor.shown()
    sensor.step(NOW + 1)
    assert sensor.shown() == first

    sensor.step(sensor.next_at)

    assert sensor.shown() != first
    assert first is not None
    assert abs(float(first["state"]) - 21.0) < 0.2
    assert len(str(first["state"]).partition(".")[2]) == 6


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_a_gauge_stays_near_its_middle(seed: int) -> None:
    meter = gauge(50.0, chance(seed), NOW)
    for _ in range(200):
        meter.step(meter.next_at)
    shown = meter.shown()
    meter.step(meter.next_at - 1)

    assert meter.shown() == shown
    assert shown is not None
    assert abs(float(shown["state"]) - 50.0) < 10
