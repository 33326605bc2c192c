import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.things.thing import RefusedError
from ostoja.simulator.things.white import WhiteLight

NOW = 1_000.0
BYTES = st.integers(0, 255)


def after(light: WhiteLight, verb: str, *words: object) -> str:
    light.act(verb, tuple(str(word) for word in words), NOW)
    return str(light.shown()["state"])


@given(BYTES, BYTES, BYTES, BYTES)
def test_power_and_coldness_are_a_byte_each(power: int, coldness: int, other: int, colder: int) -> None:
    light = WhiteLight(power + coldness * 256)

    assert after(light, "setWWPower", other) == str(other + coldness * 256)
    assert after(light, "setWWColdness", colder) == str(other + colder * 256)
    assert after(light, "setWW", power + coldness * 256) == str(power + coldness * 256)
    assert light.restoring() == f"setWW/{power + coldness * 256}"


@given(BYTES, st.integers(1, 255))
def test_the_switch_inverts_both(power: int, coldness: int) -> None:
    light = WhiteLight(power + coldness * 256)

    assert after(light, "switch") == str((255 - power) + (256 - coldness) * 256)
    assert after(light, "switch") == str(power + coldness * 256)


@pytest.mark.parametrize("verb", ["setValue", "setWWPower"])
def test_a_value_for_a_while_loses_the_coldness_and_stays(verb: str) -> None:
    light = WhiteLight(16_512)

    assert after(light, verb, 200, 50) == "200"
    assert light.next_at > NOW * 1e9


@pytest.mark.parametrize(
    ("verb", "words"),
    [("turnOn", ()), ("turnOff", ()), ("setValue", ("9",)), ("setWW", ("65536",)), ("setWWPower", ("256",))],
)
def test_what_it_does_not_answer_is_refused(verb: str, words: tuple[str, ...]) -> None:
    light = WhiteLight(16_512)

    with pytest.raises(RefusedError):
        light.act(verb, words, NOW)
    assert light.shown() == {"state": "16512"}
