import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import messages
from ostoja.protocol.errors import MessageError
from ostoja.protocol.messages import Admit, Command, Hello, More, States
from ostoja.protocol.traits import Arm, Disarm, Measurement, OnOff, State, Thermostat, Turn

FROM_APP = [Hello("Chromium"), More(), More("mark"), Command("1", "lamp", Turn(on=True), 1), Admit("2")]


@pytest.mark.parametrize("message", FROM_APP)
def test_what_an_app_says_is_read_as_it_was_written(message: messages.FromApp) -> None:
    assert messages.read_from_app(messages.write(message)) == message


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=5))
def test_states_are_read_as_they_were_written(numbers: list[float]) -> None:
    said = States(tuple(State("t", 1, (Measurement(number), OnOff(on=True))) for number in numbers))

    assert messages.read_from_gateway(messages.write(said)) == said


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b'{"m":"welcome"}',
        b'{"m":"more","after":"","extra":1}',
        b'{"m":"command","id":"1","device":"d","at":1,"do":{"c":"brightness","level":101}}',
        b'{"m":"command","id":"","device":"d","at":1,"do":{"c":"stop"}}',
        b'{"m":"command","id":"1","device":"d","do":{"c":"stop"}}',
        b'{"m":"command","id":"1","device":"d","at":1,"do":{"c":"arm","pin":"12; drop"}}',
        b'{"m":"hello","label":"' + b"a" * 81 + b'"}',
        b'{"m":"\xff"}',
    ],
)
def test_what_is_no_message_of_an_app_is_refused(text: bytes) -> None:
    with pytest.raises(MessageError):
        messages.read_from_app(text)


@given(st.binary(max_size=100))
def test_noise_gives_only_message_errors(noise: bytes) -> None:
    for read in (messages.read_from_app, messages.read_from_gateway):
        with pytest.raises(MessageError):
            read(noise)


def test_an_unknown_message_of_a_gateway_is_refused() -> None:
    with pytest.raises(MessageError):
        messages.read_from_gateway(b'{"m":"hello"}')


def test_a_temperature_outside_of_what_homes_have_is_refused() -> None:
    said = States((State("t", 1, (Thermostat(500.0, None, "manual", active=False),)),))  # type: ignore[arg-type]  # on purpose

    with pytest.raises(MessageError):
        messages.read_from_gateway(messages.write(said))


def test_a_pin_is_never_shown() -> None:
    assert "1234" not in repr(Command("1", "alarm", Arm("1234"), 1)) + repr(Disarm("1234"))
