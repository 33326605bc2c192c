import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.mserv.commands import Command, Condition, Event, Scene, Set, is_id, read_command


@pytest.mark.parametrize(
    ("payload", "command"),
    [
        (b"/api/set/10/turnOn", Set(10, "turnOn", ())),
        (b"/api/set/13/setRollerPos/40/101", Set(13, "setRollerPos", ("40", "101"))),
        (b"/api/run/scene/1", Scene("run", 1)),
        (b"/api/undo/scene/2", Scene("undo", 2)),
        (b"/api/off/scene/2", Scene("off", 2)),
        (b"/api/setEvent/189", Event(189)),
        (b"/api/setEvent/0", None),
        (b"/api/setEvent/65536", None),
        (b"/api/set/10", None),
        (b"/api/set/10/", None),
        (b"/api/set/x/turnOn", None),
        (b"/api/run/condition/1", Condition(1)),
        (b"/api/off/condition/1", None),
        (b"set/10/turnOn", None),
        (b"\xff", None),
        (b"/api/set/10/setText/" + b"a" * 2000, None),
    ],
)
def test_commands_are_paths(payload: bytes, command: Command | None) -> None:
    assert read_command(payload) == command


@given(st.one_of(st.binary(max_size=60), st.from_regex(r"/api/(set|run|setEvent)/.{0,30}").map(str.encode)))
def test_noise_is_a_command_or_nothing(payload: bytes) -> None:
    assert isinstance(read_command(payload), Set | Scene | Event | None)


def test_a_printed_command_shows_no_pin() -> None:
    assert "1234" not in repr(read_command(b"/api/set/25/arm/1234"))


@pytest.mark.parametrize(("text", "fits"), [("1", True), ("", False), ("٣", False), ("12345678901", False)])
def test_an_id_is_digits(text: str, *, fits: bool) -> None:
    assert is_id(text) is fits
