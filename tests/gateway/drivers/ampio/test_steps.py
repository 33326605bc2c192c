import pytest

from ostoja.gateway.drivers.ampio import rows
from ostoja.gateway.drivers.ampio.points import Point, point
from ostoja.gateway.drivers.ampio.rows import ParamsRow
from ostoja.gateway.drivers.ampio.steps import deeds
from ostoja.protocol.traits import (
    Arm,
    Close,
    Disarm,
    Do,
    Mode,
    Move,
    Open,
    SetBrightness,
    SetColor,
    SetColorTemperature,
    SetMode,
    SetNumber,
    SetTarget,
    Stop,
    Turn,
)
from tests.gateway.drivers.ampio.replies import row, table


def made(type_: str) -> Point:
    return point(rows.objects(table(row(1, type_))).rows[1], ParamsRow())


@pytest.mark.parametrize(
    ("type_", "step", "do"),
    [
        ("przekaznik", "turnOn", Turn(on=True)),
        ("przekaznik", "setValue/1", Turn(on=True)),
        ("flaga", "setValue/0/100", Turn(on=False)),
        ("led", "setValue/128", SetBrightness(50)),
        ("led", "switch", Turn(on=False)),
        ("rgbw", "setColors/1/2/3/4", SetColor(1, 2, 3, 4)),
        ("rgbw", "setColors/-1", SetColor(255, 255, 255, 255)),
        ("ledww", "setWWPower/255", SetBrightness(100)),
        ("ledww", "setWWColdness/0", SetColorTemperature(0)),
        ("roleta", "open", Open()),
        ("roleta", "close", Close()),
        ("roleta", "stop", Stop()),
        ("roleta_lamelki", "setRollerPos/40/101", Move(40, None)),
        ("reg", "setTemperature/21.5", SetTarget(21.5)),
        ("reg", "setHeatingMode/M", SetMode(Mode.MANUAL)),
        ("flaga_liniowa", "setValue/300", SetNumber(44)),
        ("flaga_liniowa16", "setValue/40000/5", SetNumber(-25_536)),
    ],
)
def test_a_step_is_read_as_what_a_person_might_ask(type_: str, step: str, do: Do) -> None:
    verb, *words = step.split("/")

    assert deeds(made(type_), verb, tuple(words), is_on=True) == (do,)


def test_both_axes_of_a_white_lamp_may_be_set_by_one_step() -> None:
    assert deeds(made("ledww"), "setWW", ("7880",), is_on=None) == (SetBrightness(78), SetColorTemperature(12))


@pytest.mark.parametrize("step", ["arm", "disarm"])
def test_a_step_of_an_alarm_has_no_pin(step: str) -> None:
    assert deeds(made("satel_alarm"), step, (), is_on=None) == (Arm("") if step == "arm" else Disarm(""),)
    assert deeds(made("satel_alarm"), step, ("1234",), is_on=None) == ()


@pytest.mark.parametrize(
    ("type_", "step"),
    [
        ("przekaznik", "switch"),
        ("rgbw", "switch"),
        ("ledww", "turnOn"),
        ("led", "setValue/256"),
        ("roleta", "setRollerPos/x/101"),
        ("reg", "setHeatingMode/Z"),
        ("flaga_liniowa", "turnOn"),
        ("temp", "setVirtualTemp/20"),
        ("roleta", "up"),
    ],
)
def test_what_a_type_does_not_know_asks_nothing(type_: str, step: str) -> None:
    verb, *words = step.split("/")

    assert deeds(made(type_), verb, tuple(words), is_on=None) == ()
