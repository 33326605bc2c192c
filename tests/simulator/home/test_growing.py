from collections import Counter

import pytest

from ostoja.simulator.home.growing import grown
from ostoja.simulator.home.reading import contradictions, flat, read_home
from ostoja.simulator.house import furnish
from tests.simulator.chances import chance


@pytest.mark.parametrize("size", [31, 500, 20_000])
def test_a_home_grows_to_its_size_and_fits_together(size: int) -> None:
    home = grown(read_home(flat()), size, chance())
    leaves = Counter(row.leaf for row in home.objects if row.leaf)
    macs = {int(module.mac, 16) for module in home.modules}

    assert len(home.objects) == size
    assert list(contradictions(home)) == []
    assert max(leaves.values()) == 1
    assert len(macs) == len(home.modules)
    assert len(furnish(home, chance(), 0.0).pieces) == size


def test_a_grown_home_has_floors_and_about_twelve_objects_a_room() -> None:
    home = grown(read_home(flat()), 5000, chance())
    in_room = Counter(row.rooms[0] for row in home.objects[100:-12])

    assert max(in_room.values()) == 12
    assert sum(room.name.startswith("Piętro") for room in home.rooms) == 35


def test_the_same_seed_grows_the_same_home() -> None:
    home = read_home(flat())

    assert grown(home, 300, chance(3)) == grown(home, 300, chance(3))
    assert grown(home, 300, chance(3)) != grown(home, 300, chance(4))


def test_a_home_that_is_large_enough_stays_as_it_is() -> None:
    home = read_home(flat())

    assert grown(home, 3, chance()) is home
