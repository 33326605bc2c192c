from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.drivers.ampio import rows
from ostoja.gateway.drivers.ampio.orders import Shown
from ostoja.gateway.drivers.ampio.points import POINTS, Point, point, takes_orders
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.gateway.drivers.ampio.rows import ParamsRow
from ostoja.protocol.traits import (
    Alarm,
    Arm,
    BinarySensor,
    Brightness,
    Close,
    Color,
    ColorTemperature,
    Disarm,
    Do,
    End,
    Kind,
    Measurement,
    Mode,
    Move,
    Number,
    OnOff,
    Opaque,
    Open,
    OpenClose,
    Press,
    Run,
    SetBrightness,
    SetColor,
    SetColorTemperature,
    SetMode,
    SetNumber,
    SetTarget,
    Stop,
    Thermostat,
    Turn,
    Undo,
    Value,
)
from tests.gateway.drivers.ampio.replies import row, table

ON, OFF = OnOff(on=True), OnOff(on=False)
EVERY_DO: list[Do] = [
    Turn(on=True),
    SetBrightness(1),
    SetColor(1, 2, 3),
    SetColorTemperature(1),
    Open(),
    Close(),
    Stop(),
    Move(1, 2),
    SetTarget(20),
    SetMode(Mode.OTHER),
    SetNumber(1.5),
    Press(),
    Run(),
    End(),
    Undo(),
    Arm("1"),
    Disarm("1"),
]


def made(type_: str, params: ParamsRow | None = None, **cells: object) -> Point:
    read = rows.objects(table(row(1, type_, **cells)))
    return point(read.rows[1], params or ParamsRow())


@pytest.mark.parametrize(
    ("type_", "push", "values"),
    [
        ("przekaznik", Push(1, "255"), (ON,)),
        ("przekaznik", Push(1, "0"), (OFF,)),
        *((type_, Push(1, "255"), (BinarySensor(on=True),)) for type_ in ("satel_wej", "satel_wyj", "symulacja")),
        ("symulacja", Push(1, "0"), (BinarySensor(on=False),)),
        ("detekcja", Push(1, "5"), (BinarySensor(on=False),)),
        ("detekcja", Push(1, "0"), (BinarySensor(on=True),)),
        ("led", Push(1, "128"), (ON, Brightness(50))),
        ("led", Push(1, "1"), (ON, Brightness(1))),
        ("led", Push(1, "300"), (ON, Brightness(100))),
        ("rgbw", Push(1, "3355446015"), (ON, Color(255, 10, 0, 200))),
        ("rgbw", Push(1, "-939521281"), (ON, Color(255, 10, 0, 200))),
        ("rgbw", Push(1, "0"), (OFF, Color(0, 0, 0, 0))),
        ("ledww", Push(1, "7880"), (ON, Brightness(78), ColorTemperature(12))),
        ("roleta", Push(1, "?"), (OpenClose(None),)),
        ("roleta_procenty", Push(1, "40", block=1), (OpenClose(40, None, blocked_close=True),)),
        ("roleta_procenty", Push(1, "140", block=2), (OpenClose(100, None, blocked_open=True),)),
        ("roleta_lamelki", Push(1, "40", slats=30), (OpenClose(40, 30),)),
        (
            "reg",
            Push(1, "255", mode="S", measured=21.3, target=22.0),
            (Thermostat(22, 21.3, Mode.SCHEDULE, active=True),),
        ),
        ("reg", Push(1, "0", mode="?", measured=999.0), (Thermostat(None, None, Mode.OTHER, active=False),)),
        ("temp", Push(1, "21.250000"), (Measurement(21.25),)),
        ("lin_wej", Push(1, "45.5"), (Measurement(45.5),)),
        ("sbit16", Push(1, "-5"), (Measurement(-5),)),
        ("flaga", Push(1, "255"), (ON,)),
        ("flaga_liniowa", Push(1, "200"), (Number(200),)),
        ("flaga_liniowa16", Push(1, "-5"), (Number(-5),)),
        ("wej", Push(1, "255"), (BinarySensor(on=True),)),
        ("satel_alarm", Push(1, "255"), (Alarm(armed=True, alarmed=None),)),
        ("kamera_rtsp", Push(1, "x" * 600), (Opaque("x" * 500),)),
    ],
)
def test_what_a_push_shows(type_: str, push: Push, values: tuple[Value, ...]) -> None:
    assert made(type_).values(push) == values


@pytest.mark.parametrize("type_", ["led", "rgbw", "ledww", "roleta_procenty", "temp", "flaga_liniowa"])
def test_a_state_that_is_no_number_shows_nothing(type_: str) -> None:
    with pytest.raises(ValueError, match="not"):
        made(type_).values(Push(1, "on"))


@pytest.mark.parametrize(
    ("type_", "do", "verb"),
    [
        ("przekaznik", Turn(on=True), "turnOn"),
        ("przekaznik", Press(), "setValue/255/50"),
        ("led", Turn(on=False), "turnOff"),
        ("led", SetBrightness(50), "setValue/128"),
        ("rgbw", SetColor(255, 10, 0, 200), "setColors/255/10/0/200"),
        ("rgbw", Turn(on=False), "setColors/0/0/0/0"),
        ("rgbw", Turn(on=True), "setColors/0/0/0/255"),
        ("ledww", Turn(on=True), "setWWPower/255"),
        ("ledww", Turn(on=False), "setWWPower/0"),
        ("ledww", SetBrightness(78), "setWWPower/199"),
        ("ledww", SetColorTemperature(100), "setWWColdness/255"),
        ("roleta", Open(), "open"),
        ("roleta_procenty", Close(), "close"),
        ("roleta_procenty", Stop(), "stop"),
        ("roleta_procenty", Move(40), "setRollerPos/40/101"),
        ("roleta_lamelki", Move(None, 30), "setRollerPos/101/30"),
        ("reg", SetTarget(23.5), "setTemperature/23.5"),
        ("reg", SetTarget(22.0), "setTemperature/22"),
        ("reg", SetMode(Mode.MANUAL), "setHeatingMode/M"),
        ("flaga", Turn(on=True), "turnOn"),
        ("flaga_liniowa16", SetNumber(-5.0), "setValue/-5"),
        ("satel_alarm", Arm("1234"), "arm/1234"),
        ("satel_alarm", Disarm("1234"), "disarm/1234"),
    ],
)
def test_how_it_is_ordered(type_: str, do: Do, verb: str) -> None:
    order = made(type_).order(do, Shown())

    assert order is not None
    assert order.verb == verb
    assert "1234" not in repr(order)


@given(st.sampled_from([*POINTS, "tekst_can"]), st.sampled_from(EVERY_DO))
def test_what_a_type_cannot_do_is_no_order(type_: str, do: Do) -> None:
    one = made(type_)

    order = one.order(do, Shown())

    assert order is None or one.writable


@given(st.integers(0, 100))
def test_a_level_comes_back_from_the_byte(level: int) -> None:
    for type_ in ("led", "ledww"):
        order = made(type_).order(SetBrightness(level), Shown())
        assert order is not None
        values = made(type_).values(Push(1, order.verb.rpartition("/")[2]))
        assert order.echo((), values)


def test_a_colour_lamp_comes_back_with_its_last_colour() -> None:
    lit = (ON, Color(1, 2, 3, 4))

    order = made("rgbw").order(Turn(on=True), Shown((OFF, Color(0, 0, 0, 0)), lit))

    assert order is not None
    assert order.verb == "setColors/1/2/3/4"


def test_a_white_lamp_comes_back_as_bright_as_it_was() -> None:
    lit = (ON, Brightness(20), ColorTemperature(0))

    order = made("ledww").order(Turn(on=True), Shown((OFF, Brightness(0)), lit))

    assert order is not None
    assert order.verb == "setWWPower/51"


@pytest.mark.parametrize(
    ("do", "before", "now", "is_echo"),
    [
        (Move(40), OpenClose(100), OpenClose(95), True),
        (Move(40), OpenClose(40), OpenClose(40), True),
        (Move(40), OpenClose(30), OpenClose(25), False),
        (Move(40), None, OpenClose(95), True),
        (Move(40, 30), OpenClose(40, 100), OpenClose(40, 100), False),
        (Move(40, 30), OpenClose(40, 100), OpenClose(40, 30), True),
        (Move(40), OpenClose(30), None, False),
        (Open(), OpenClose(100), OpenClose(100), True),
        (Open(), OpenClose(50), OpenClose(55), True),
        (Close(), OpenClose(50), OpenClose(55), False),
        (Open(), OpenClose(50), OpenClose(None), False),
    ],
)
def test_the_first_movement_toward_the_target_is_an_echo(
    do: Do,
    before: OpenClose | None,
    now: OpenClose | None,
    is_echo: bool,  # noqa: FBT001 - a parameter
) -> None:
    order = made("roleta_lamelki").order(do, Shown())

    assert order is not None
    assert order.echo(() if before is None else (before,), () if now is None else (now,)) is is_echo


def test_a_cover_without_position_echoes_with_any_push_after_the_order() -> None:
    order = made("roleta").order(Open(), Shown())

    assert order is not None
    assert not order.is_done((OpenClose(None),))
    assert order.echo((), (OpenClose(None),))


def test_a_stop_is_done_when_the_server_has_heard_it() -> None:
    order = made("roleta_procenty").order(Stop(), Shown())

    assert order is not None
    assert order.is_done(())


def test_a_zone_echoes_its_target_its_mode_and_an_alarm_its_half() -> None:
    zone = Thermostat(22.5, 21, Mode.MANUAL, active=True)
    cases: list[tuple[str, Do, Any, bool]] = [
        ("reg", SetTarget(22.54), zone, True),
        ("reg", SetTarget(23), zone, False),
        ("reg", SetMode(Mode.MANUAL), zone, True),
        ("satel_alarm", Arm("1"), Alarm(armed=True, alarmed=None), True),
        ("satel_alarm", Disarm("1"), Alarm(armed=True, alarmed=None), False),
    ]

    for type_, do, value, is_echo in cases:
        order = made(type_).order(do, Shown())
        assert order is not None
        assert order.echo((), (value,)) is is_echo


@pytest.mark.parametrize(("matter", "kind"), [("256", Kind.LIGHT), ("266", Kind.SOCKET), ("", Kind.SWITCH)])
def test_a_relay_is_what_its_matter_type_says(matter: str, kind: Kind) -> None:
    assert made("przekaznik", type=matter).kind is kind


def test_a_bell_can_be_pressed_for_as_long_as_the_installer_set() -> None:
    bell = made("przekaznik", ParamsRow(bell=True, pulse=30))

    order = bell.order(Press(), Shown())

    assert [trait.name.value for trait in bell.traits] == ["on_off", "button"]
    assert order is not None
    assert order.verb == "setValue/255/30"


@pytest.mark.parametrize(
    ("cells", "params", "quantity", "unit"),
    [
        ({"interpretacja": 7}, ParamsRow(), "carbon_dioxide", "ppm"),
        ({"interpretacja": 99, "format": "%.3f kWh"}, ParamsRow(), "", "kWh"),
        ({"interpretacja": 99, "format": "%d%%"}, ParamsRow(unit="A"), "", "A"),
        ({"interpretacja": 99, "format": "%5.1lf %%"}, ParamsRow(), "", "%"),
        ({"interpretacja": 99, "format": "kWh"}, ParamsRow(), "", ""),
    ],
)
def test_a_meter_tells_quantity_and_unit(cells: dict[str, object], params: ParamsRow, quantity: str, unit: str) -> None:
    trait = made("lin_wej", params, **cells).traits[0]

    assert (trait.quantity, trait.unit) == (quantity, unit)


def test_a_zone_has_bounds_when_they_make_sense() -> None:
    assert made("reg", min=10, max=30).traits[0].high == 30
    assert made("reg", min=30, max=10).traits[0].high is None


def test_what_is_read_only_takes_no_orders_but_an_alarm_does() -> None:
    closed = ParamsRow(read_only=True)

    assert not takes_orders(made("led"), closed)
    assert takes_orders(made("led"), ParamsRow())
    assert takes_orders(made("satel_alarm"), closed)
    assert not takes_orders(made("satel_alarm", leafId="0_1_296_4_0"), closed)


def test_an_alarm_that_is_armed_already_is_no_echo() -> None:
    for do, armed in ((Arm("1"), True), (Disarm("1"), False)):
        order = made("satel_alarm").order(do, Shown())
        assert order is not None
        there = (Alarm(armed=armed, alarmed=None),)
        assert not order.is_done(there)
        assert not order.echo(there, there)
        assert order.echo((Alarm(armed=not armed, alarmed=None),), there)


def test_a_cover_without_a_position_must_move_and_not_be_blocked() -> None:
    order = made("roleta").order(Open(), Shown())

    assert order is not None
    assert order.moved
    assert not order.echo((), (OpenClose(None, blocked_open=True),))
