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
        ("ledww", "7880", "7880"),
        ("roleta", None, "0"),
        ("satel_wej", None, "0"),
        ("satel_wyj", "0", "0"),
        ("detekcja", None, "0"),
        ("tekst_can", "Dzień dobry", "Dzień dobry"),
        ("radio", None, "20;1;0"),
        ("ip_radio", None, "20;1;0"),
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


@pytest.mark.parametrize(
    ("meaning", "low", "high"),
    [(1, 40, 50), (2, 950, 1060), (3, 30, 46), (4, 200, 280), (5, 50, 70), (6, 950, 1080), (7, 560, 680), (9, 40, 60)],
)
def test_each_meaning_of_a_sensor_has_its_own_values(meaning: int, low: float, high: float) -> None:
    state = making().thing(Thing(id=1, type="lin_wej", leaf="0_5_73_0_0", meaning=meaning)).shown()

    assert state is not None
    assert low < float(state["state"]) < high


@pytest.mark.parametrize("type", ["bit8", "bit16", "sbit16", "bit32"])
def test_a_slot_shows_its_number_divided(type: str) -> None:  # noqa: A002 - the column
    state = making().thing(Thing(id=1, type=type, leaf="0_5_1002_0_0", start="12", decimals=1)).shown()

    assert state is not None
    assert float(state["state"]) == pytest.approx(12, abs=1)
    assert str(state["state"])[-2] == "."


@pytest.mark.parametrize(
    ("type", "verb", "value", "shown"),
    [
        ("temp", "setVirtualTemp", "21.5", "21.500000"),
        ("lin_wej", "setVirtualValue", "7", "7"),
        ("bit8", "setFakeValue", "8", "8"),
    ],
)
def test_a_virtual_channel_holds_what_it_is_given(type: str, verb: str, value: str, shown: str) -> None:  # noqa: A002 - the column
    thing = making().thing(Thing(id=1, type=type, leaf="0_5_76_0_0", virtual=True))
    assert thing.shown() is None

    thing.act(verb, (value,), NOW)

    assert thing.shown() == {"state": shown}


def test_a_meter_counts_what_is_on_and_nothing_that_has_no_power() -> None:
    lamp = Thing(id=1, type="przekaznik", leaf="0_1_257_2_0", draws_w=1000, start="255")
    dark = Thing(id=2, type="led", leaf="0_1_67_0_0", draws_w=1000)
    odd = Thing(id=3, type="tekst_can", leaf="0_1_9_0_0", draws_w=1000, start="x")
    meter = Thing(id=4, type="bit32", leaf="0_1_1005_0_0", counts=(1, 2, 3), decimals=3, start="5")
    home = making(lamp, dark, odd, meter)
    made = {row.id: home.thing(row) for row in (lamp, dark, odd, meter)}
    while made[4].next_at <= NOW + 3600:
        made[4].step(made[4].next_at)

    assert made[4].shown() == {"state": "6.000"}
