from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest

from ostoja.simulator.errors import UnknownObjectError
from ostoja.simulator.home.furnishing import Home, Server, Thing
from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.house import House, furnish
from ostoja.simulator.things.outputs import Output
from ostoja.simulator.things.thing import State
from tests.simulator.chances import chance

NOW = 1_790_000_000.0


@pytest.fixture
def home() -> Home:
    return read_home(flat())


@pytest.fixture
def house(home: Home) -> House:
    return furnish(home, chance(), NOW)


def told(house: House, object_id: int) -> list[tuple[float, str | int]]:
    return [(change.at - NOW, change.state["state"]) for change in house.changes() if change.object_id == object_id]


def test_what_an_object_obeys_is_told_once(house: House) -> None:
    assert house.act(10, "turnOn", (), NOW)
    assert house.act(10, "turnOn", (), NOW)

    assert told(house, 10) == [(0.0, "255")]


def test_what_happens_by_itself_is_told_at_its_own_moment(house: House) -> None:
    house.act(14, "setRollerPos", ("85", "101"), NOW)

    house.live(NOW + 60)

    assert told(house, 14) == [(1.0, "95"), (2.0, "90"), (3.0, "85")]


@pytest.mark.parametrize(("object_id", "verb"), [(26, "turnOn"), (999, "turnOn"), (10, "fly"), (21, "switch")])
def test_what_is_refused_changes_nothing(house: House, object_id: int, verb: str) -> None:
    assert not house.act(object_id, verb, (), NOW)

    assert house.changes() == []


def test_a_read_only_object_refuses_all_but_arming(home: Home) -> None:
    rows = tuple(msgspec.structs.replace(row, read_only=True) for row in home.objects)
    house = furnish(msgspec.structs.replace(home, objects=rows), chance(), NOW)

    assert not house.act(10, "turnOn", (), NOW)
    assert house.act(25, "arm", ("1234",), NOW)


def test_a_wall_switch_switches_what_it_is_wired_to(house: House) -> None:
    house.press(21, NOW)
    house.live(NOW + 1)

    changes = house.changes()
    assert [change.state["state"] for change in changes if change.object_id == 10] == ["255"]
    assert [change.state["state"] for change in changes if change.object_id == 21] == ["255", "0"]


@pytest.mark.parametrize("object_id", [10, 999])
def test_only_a_wall_switch_can_be_pressed(house: House, object_id: int) -> None:
    with pytest.raises(UnknownObjectError, match="no wall switch"):
        house.press(object_id, NOW)


def test_a_guarded_door_sets_off_the_alarm_while_it_is_armed(house: House) -> None:
    house.press(27, NOW)
    house.act(25, "arm", ("1234",), NOW)
    house.live(NOW + 2)
    assert told(house, 26) == []

    house.press(27, NOW + 3)

    assert told(house, 26) == [(3.0, "255")]


def test_a_scene_runs_is_undone_and_ends(house: House) -> None:
    scene = house.scenes[2]
    house.act(12, "setValue", ("200",), NOW)
    house.act(10, "turnOn", (), NOW)
    shown = [house.pieces[12].state]

    house.run_scene(scene, NOW)
    shown.append(house.pieces[12].state)
    house.undo_scene(scene, NOW)
    shown.append(house.pieces[12].state)
    house.end_scene(scene, NOW)
    shown.append(house.pieces[12].state)

    assert shown == [{"state": 200}, {"state": 60}, {"state": 200}, {"state": 0}]


def test_undoing_a_scene_that_has_not_run_does_nothing(house: House) -> None:
    house.undo_scene(house.scenes[1], NOW)

    assert house.changes() == []


def test_covers_of_a_module_are_blocked_by_their_channel(house: House) -> None:
    house.block(0xAB01, 0b101, 1, on=True, now=NOW)
    assert not house.act(14, "close", (), NOW)
    assert house.act(15, "close", (), NOW)
    assert house.pieces[16].state == {"state": "100", "block": 1, "lammel": 100}

    house.block(0xAB01, 0b001, 1, on=False, now=NOW)

    assert house.act(14, "close", (), NOW)


def test_a_start_value_that_does_not_suit_names_its_object(home: Home) -> None:
    rows = tuple(msgspec.structs.replace(row, start="dużo") for row in home.objects if row.id >= 10)

    with pytest.raises(ValueError, match=r"object 10: .*dużo"):
        furnish(msgspec.structs.replace(home, objects=rows), chance(), NOW)


def test_an_empty_home_never_changes(home: Home) -> None:
    empty = furnish(msgspec.structs.replace(home, objects=(), scenes=()), chance(), NOW)

    assert empty.next_at == float("inf")


class Counted(Output):
    """A relay that counts how often somebody looks at it."""

    looks = 0

    def shown(self) -> State:
        Counted.looks += 1
        return super().shown()

    @property
    def next_at(self) -> float:
        Counted.looks += 1
        return super().next_at


@contextmanager
def counted(house: House) -> Iterator[None]:
    for piece in house.pieces.values():
        piece.thing = Counted()
    Counted.looks = 0
    yield


@pytest.mark.parametrize("size", [100, 20_000])
def test_a_deed_costs_the_same_in_a_flat_and_in_a_tower(size: int) -> None:
    rows = tuple(Thing(id=place, type="przekaznik", leaf=f"0_1_257_2_{place}") for place in range(1, size + 1))
    house = furnish(Home(Server(mac=1), (), rows), chance(), NOW)
    with counted(house):
        house.act(7, "setValue", ("255", "30"), NOW)
        house.live(NOW + 1)
        assert house.next_at == float("inf")

    assert [change.object_id for change in house.changes()] == [7, 7]
    assert Counted.looks < 20


def test_two_views_of_one_output_show_the_same(home: Home) -> None:
    view = Thing(id=90, type="przekaznik", leaf=next(row.leaf for row in home.objects if row.id == 10))
    house = furnish(msgspec.structs.replace(home, objects=(*home.objects, view)), chance(), NOW)
    house.act(90, "turnOn", (), NOW)

    assert [change.object_id for change in house.changes()] == [10, 90]


def test_presence_tells_who_is_at_home(house: House) -> None:
    house.fill(5, NOW)

    assert told(house, 1) == [(0.0, "5")]


def test_a_siren_sounds_with_its_alarm_and_is_told(home: Home) -> None:
    siren = Thing(id=90, type="satel_wyj", leaf="0_77_79_0_0", rooms=(6,), sounds_for=25)
    zone = Thing(id=91, type="satel_wej", leaf="0_77_78_0_0", rooms=(6,), guards=25)
    house = furnish(msgspec.structs.replace(home, objects=(*home.objects, siren, zone)), chance(), NOW)
    house.act(25, "arm", ("1234",), NOW)

    house.press(91, NOW + 2)
    house.act(25, "disarm", ("1234",), NOW + 3)
    house.live(NOW + 5)

    assert told(house, 90) == [(2.0, "255"), (4.0, "0")]
