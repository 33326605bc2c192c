import pytest

from ostoja.simulator.things.thing import RefusedError
from ostoja.simulator.things.virtual import Radio, Virtual

NOW = 1_000.0


def test_a_virtual_channel_carries_a_text_beside_its_value() -> None:
    channel = Virtual("5")
    channel.act("setText", ("Pranie gotowe",), NOW)

    assert channel.shown() == {"state": "5", "desc": "Pranie gotowe"}


def test_a_channel_without_a_value_shows_its_text_alone() -> None:
    channel = Virtual(None)
    channel.act("setText", ("Pranie gotowe",), NOW)

    assert channel.shown() == {"state": "", "desc": "Pranie gotowe"}


@pytest.mark.parametrize(
    ("warm", "verb", "word"),
    [
        (True, "setVirtualValue", "5"),
        (False, "setVirtualTemp", "5"),
        (False, "setFakeValue", "256"),
        (True, "setVirtualTemp", "200"),
        (True, "turnOn", "1"),
    ],
)
def test_a_virtual_channel_refuses_what_does_not_suit_it(*, warm: bool, verb: str, word: str) -> None:
    with pytest.raises(RefusedError):
        Virtual("1", warm=warm).act(verb, (word,), NOW)


def test_a_radio_turns_its_knobs_and_nothing_else() -> None:
    radio = Radio()
    radio.act("setVolume", ("35",), NOW)
    radio.act("setInput", ("2",), NOW)
    with pytest.raises(RefusedError):
        radio.act("turnOn", (), NOW)

    assert radio.shown() == {"state": "35;2;0"}
