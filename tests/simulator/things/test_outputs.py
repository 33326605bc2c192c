import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.things.outputs import ColorLight, NumberFlag, Output
from ostoja.simulator.things.thing import NEVER, RefusedError

NOW = 1_000.0


def test_a_relay_is_on_off_and_the_other_way() -> None:
    relay = Output(says=True)
    shown = []

    for verb in ("turnOn", "turnOff", "switch", "switch"):
        relay.act(verb, (), NOW)
        shown.append(relay.shown()["state"])

    assert shown == ["255", "0", "255", "0"]
    assert relay.shown()["desc"] == "Off"


def test_a_relay_set_to_any_value_is_wholly_on() -> None:
    relay = Output()
    relay.act("setValue", ("7",), NOW)

    assert relay.shown() == {"state": "255"}


def test_a_dimmer_keeps_its_level_as_a_number() -> None:
    dimmer = Output(dims=True)
    dimmer.act("setValue", ("80",), NOW)

    assert dimmer.shown() == {"state": 80}
    assert dimmer.restoring() == "setValue/80"


@given(st.integers(0, 255), st.integers(0, 255), st.lists(st.integers(1, 1000), min_size=1, max_size=4))
def test_a_pulse_reverts_to_what_was_before_the_first_of_several(before: int, during: int, ticks: list[int]) -> None:
    dimmer = Output(before, dims=True)
    for number in ticks:
        dimmer.act("setValue", (str(during), str(number)), NOW)
    assert dimmer.shown()["state"] == during
    assert dimmer.next_at == NOW + ticks[-1] * 0.01

    dimmer.step(dimmer.next_at)

    assert (dimmer.shown()["state"], dimmer.next_at) == (before, NEVER)


def test_a_pulse_does_not_end_early_and_is_ended_by_a_command() -> None:
    relay = Output()
    relay.act("setValue", ("255", "30"), NOW)
    relay.step(NOW + 0.2)
    assert relay.shown()["state"] == "255"

    relay.act("turnOn", (), NOW + 0.25)

    assert relay.next_at == NEVER


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("setValue", ("256",)),
        ("setValue", ("-1",)),
        ("setValue", ("1", "0")),
        ("setValue", ("1", "2", "3")),
        ("turnOn", ("1",)),
        ("setColors", ("0",)),
        ("fly", ()),
    ],
)
def test_an_output_refuses_what_it_does_not_do(verb: str, words: tuple[str, ...]) -> None:
    relay = Output()

    with pytest.raises(RefusedError):
        relay.act(verb, words, NOW)

    assert relay.shown() == {"state": "0"}


@given(st.tuples(*[st.integers(0, 255)] * 4))
def test_colours_are_four_bytes_with_red_lowest(shades: tuple[int, int, int, int]) -> None:
    light = ColorLight()
    light.act("setColors", tuple(map(str, shades)), NOW)

    assert int(str(light.shown()["state"])).to_bytes(4, "little") == bytes(shades)


def test_packed_colours_may_be_signed() -> None:
    light = ColorLight()
    light.act("setColors", ("-939521281",), NOW)

    assert light.shown() == {"state": "3355446015"}
    assert light.restoring() == "setColors/3355446015"


@pytest.mark.parametrize(
    ("verb", "words"), [("setColors", ("1", "2", "3", "4", "5")), ("turnOn", ()), ("setColors", ("1", "2"))]
)
def test_a_colour_light_answers_nothing_but_colours(verb: str, words: tuple[str, ...]) -> None:
    with pytest.raises(RefusedError):
        ColorLight().act(verb, words, NOW)


@pytest.mark.parametrize(
    ("bits", "signed", "set_to", "held"),
    [(8, False, "300", "44"), (8, False, "-1", "255"), (16, True, "40000", "-25536")],
)
def test_a_number_flag_wraps_around(*, bits: int, signed: bool, set_to: str, held: str) -> None:
    flag = NumberFlag(bits=bits, signed=signed)
    flag.act("setValue", (set_to,), NOW)

    assert flag.shown() == {"state": held}
    assert flag.restoring() == f"setValue/{held}"


def test_a_number_flag_keeps_a_timed_value_and_refuses_verbs() -> None:
    flag = NumberFlag(bits=8, signed=False)
    flag.act("setValue", ("5", "10"), NOW)
    with pytest.raises(RefusedError):
        flag.act("turnOn", (), NOW)

    assert (flag.shown(), flag.next_at) == ({"state": "5"}, NEVER)
