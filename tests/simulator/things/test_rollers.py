import pytest

from ostoja.simulator.things.rollers import Roller
from ostoja.simulator.things.thing import NEVER, RefusedError

NOW = 1_000.0


@pytest.mark.parametrize(("verb", "motor"), [("open", "1"), ("close", "2")])
def test_a_roller_runs_its_full_way_and_rests(verb: str, motor: str) -> None:
    roller = Roller(travel_s=20.0)
    roller.act(verb, (), NOW)
    roller.step(NOW + 19)
    assert roller.shown() == {"state": motor}

    roller.step(roller.next_at)

    assert (roller.shown(), roller.next_at) == ({"state": "0"}, NEVER)


def test_a_roller_stops_and_knows_no_position() -> None:
    roller = Roller(travel_s=20.0)
    roller.act("open", (), NOW)
    roller.act("stop", (), NOW + 1)

    assert (roller.shown(), roller.next_at) == ({"state": "0"}, NEVER)
    with pytest.raises(RefusedError):
        roller.act("setRollerPos", ("40", "101"), NOW)
