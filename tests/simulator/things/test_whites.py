import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.things.thing import NEVER, RefusedError
from ostoja.simulator.things.whites import WhiteLight

NOW = 1_000.0
BYTES = st.integers(0, 255)


def state(light: WhiteLight) -> int:
    return int(light.shown()["state"])


@given(BYTES, BYTES)
def test_power_is_the_low_byte_and_coldness_the_high_one(power: int, coldness: int) -> None:
    light = WhiteLight()
    light.act("setWWPower", (str(power),), NOW)
    light.act("setWWColdness", (str(coldness),), NOW)

    assert state(light) == power + 256 * coldness
    assert light.restoring() == f"setWW/{state(light)}"


@given(st.integers(0, 65535))
def test_switching_twice_changes_nothing(packed: int) -> None:
    light = WhiteLight()
    light.act("setWW", (str(packed),), NOW)
    light.act("switch", (), NOW)
    assert state(light) % 256 == 255 - packed % 256
    assert state(light) // 256 == (256 - packed // 256) % 256

    light.act("switch", (), NOW)

    assert state(light) == packed


@pytest.mark.parametrize("verb", ["setWWPower", "setValue"])
def test_a_timed_power_stays_and_spoils_the_coldness(verb: str) -> None:
    light = WhiteLight(200 + 256 * 30)
    light.act(verb, ("90", "30"), NOW)

    assert (state(light), light.next_at) == (90, NEVER)


@pytest.mark.parametrize(
    ("verb", "words"),
    [("turnOn", ()), ("turnOff", ()), ("setValue", ("1",)), ("setWW", ("65536",)), ("setWWPower", ("1", "0"))],
)
def test_a_white_light_refuses_what_it_does_not_do(verb: str, words: tuple[str, ...]) -> None:
    light = WhiteLight(5)

    with pytest.raises(RefusedError):
        light.act(verb, words, NOW)

    assert state(light) == 5
