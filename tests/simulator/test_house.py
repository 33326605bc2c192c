import msgspec
import pytest

from ostoja.simulator.errors import UnknownObjectError
from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.house import House, furnish
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
    rows = tuple(msgspec.structs.replace(row, start="dużo") for row in home.objects)

    with pytest.raises(ValueError, match=r"object 10: .*dużo"):
        furnish(msgspec.structs.replace(home, objects=rows), chance(), NOW)


def test_an_empty_home_never_changes(home: Home) -> None:
    empty = furnish(msgspec.structs.replace(home, objects=(), scenes=()), chance(), NOW)

    assert empty.next_at == float("inf")
