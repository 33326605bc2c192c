import msgspec

from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.inhabitant import Inhabitant
from tests.simulator.chances import chance

NOW = 1_000.0


def test_somebody_presses_a_switch_now_and_then() -> None:
    inhabitant = Inhabitant(read_home(flat()), chance(), NOW)
    first = inhabitant.next_at
    assert inhabitant.presses(first - 1) is None

    assert inhabitant.presses(first) in {21, 22}

    assert first + 40 <= inhabitant.next_at <= first + 240


def test_nobody_presses_anything_in_a_home_without_switches() -> None:
    home = msgspec.structs.replace(read_home(flat()), objects=())

    assert Inhabitant(home, chance(), NOW).next_at == float("inf")


def test_the_same_seed_lives_the_same_life() -> None:
    home = read_home(flat())
    lives = [Inhabitant(home, chance(3), NOW) for _ in range(2)]

    assert len({(life.next_at, life.presses(life.next_at), life.next_at) for life in lives}) == 1
