import pytest

from ostoja.simulator.home.furnishing import Home, Server, Thing
from ostoja.simulator.things.inputs import ArmedHalf
from ostoja.simulator.things.making import Making
from tests.simulator.chances import chance

NOW = 1_000.0


def making(*rows: Thing) -> Making:
    return Making(Home(Server(mac=1), (), rows), chance(0), NOW)


@pytest.mark.parametrize(
    ("type", "start", "shown"),
    [
        ("przekaznik", "255", "255"),
        ("flaga", None, "0"),
        ("led", "80", 80),
        ("rgbw", "3", "3"),
        ("flaga_liniowa", "300", "44"),
        ("flaga_liniowa16", "-5", "-5"),
        ("roleta_procenty", None, "100"),
        ("roleta_lamelki", "20", "20"),
        ("wej", None, "0"),
        ("nieznany", "cokolwiek", "cokolwiek"),
    ],
)
def test_each_type_starts_with_its_value(type: str, start: str | None, shown: str | int) -> None:  # noqa: A002 - the column
    state = making().thing(Thing(id=1, type=type, leaf="0_1_1_0_0", start=start)).shown()

    assert state is not None
    assert state["state"] == shown


def test_a_zone_and_a_thermometer_of_one_room_share_its_air() -> None:
    heating = Thing(id=1, type="reg", leaf="0_1_13_0_0", rooms=(2,), start="5")
    sensor = Thing(id=2, type="temp", leaf="0_5_76_0_0", rooms=(2,))
    home = making(heating, sensor)
    warmth = [home.thing(row) for row in (heating, sensor)]
    shown = [thing.shown() for thing in warmth]

    assert shown[0] is not None
    assert shown[1] is not None
    assert float(shown[1]["state"]) == pytest.approx(float(shown[0]["measureTemp"]), abs=0.2)


def test_a_room_without_heating_is_unheated() -> None:
    state = making().thing(Thing(id=1, type="temp", leaf="0_5_76_0_0")).shown()

    assert state is not None
    assert float(state["state"]) == pytest.approx(19.0, abs=0.5)


def test_the_halves_of_an_alarm_share_their_partition_and_an_alarm_without_a_pin_has_zeros() -> None:
    home = making()
    armed = home.thing(Thing(id=1, type="satel_alarm", leaf="0_77_296_3_0"))
    home.thing(Thing(id=2, type="satel_alarm", leaf="0_77_296_4_0"))
    assert isinstance(armed, ArmedHalf)

    armed.act("arm", ("0000",), NOW)
    armed.step(armed.next_at)

    assert armed.shown() == {"state": "255"}


@pytest.mark.parametrize(
    "row",
    [
        Thing(id=1, type="led", leaf="0_1_67_0_0", start="300"),
        Thing(id=1, type="reg", leaf="0_1_13_0_0", start="ciepło"),
        Thing(id=1, type="satel_alarm"),
    ],
)
def test_a_start_value_that_does_not_suit_is_said_so(row: Thing) -> None:
    with pytest.raises(ValueError, match="cannot be the start value"):
        making().thing(row)
