import msgspec

from ostoja.simulator.home.reading import flat, read_home, shipped
from ostoja.simulator.house import Change, furnish
from ostoja.simulator.inhabitant import Inhabitant
from tests.simulator.chances import chance

NOW = 1_000.0
DAY_S = 24 * 3600


def test_somebody_presses_a_switch_now_and_then() -> None:
    inhabitant = Inhabitant(read_home(flat()), chance(), NOW)
    first = inhabitant.next_at
    assert inhabitant.presses(first - 1) is None

    assert inhabitant.presses(first) in {21, 22}

    assert first + 40 <= inhabitant.next_at <= first + 240


def test_a_whole_day_of_the_house_is_the_same_day_again() -> None:
    days = [_day(seed) for seed in (5, 5, 6)]

    assert days[0] == days[1] != days[2]
    assert len(days[0]) > DAY_S / 240
    assert days[0][-1].at > NOW + DAY_S - 3600


def _day(seed: int) -> list[Change]:
    """Everything that happens in the house in a day in which somebody lives there."""
    home = read_home(shipped()["house"])
    house, inhabitant = furnish(home, chance(seed), NOW), Inhabitant(home, chance(seed), NOW)
    told: list[Change] = []
    while (at := min(house.next_at, inhabitant.next_at)) < NOW + DAY_S:
        house.live(at)
        if (switch := inhabitant.presses(at)) is not None:
            house.press(switch, at)
        told += house.changes()
    return told


def test_nobody_presses_anything_in_a_home_without_switches() -> None:
    home = msgspec.structs.replace(read_home(flat()), objects=())

    assert Inhabitant(home, chance(), NOW).next_at == float("inf")


def test_the_same_seed_lives_the_same_life() -> None:
    home = read_home(flat())
    lives = [Inhabitant(home, chance(3), NOW) for _ in range(2)]

    assert len({(life.next_at, life.presses(life.next_at), life.next_at) for life in lives}) == 1
