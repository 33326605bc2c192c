import pytest

from ostoja.simulator.things.rollers import Roller
from ostoja.simulator.things.thing import NEVER, RefusedError

NOW = 1_000.0


@pytest.mark.parametrize(("verb", "shown"), [("open", "1"), ("close", "2")])
def test_it_tells_which_way_it_moves_and_then_that_it_stands(verb: str, shown: str) -> None:
    roller = Roller(travel_s=15)
    roller.act(verb, (), NOW)

    assert roller.shown() == {"state": shown, "block": 0}
    assert roller.next_at == NOW + 15
    roller.step(NOW + 14)
    assert roller.shown()["state"] == shown
    roller.step(NOW + 15)
    assert (roller.shown()["state"], roller.next_at) == ("0", NEVER)


def test_it_stops_at_once() -> None:
    roller = Roller()
    roller.act("open", (), NOW)
    roller.act("stop", (), NOW + 1)

    assert (roller.shown()["state"], roller.next_at) == ("0", NEVER)


@pytest.mark.parametrize(("verb", "words"), [("setRollerPos", ("30", "101")), ("open", ("1",)), ("turnOn", ())])
def test_it_knows_no_position(verb: str, words: tuple[str, ...]) -> None:
    with pytest.raises(RefusedError):
        Roller().act(verb, words, NOW)
