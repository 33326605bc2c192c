from pathlib import Path

import pytest

from ostoja.simulator.errors import HomeError
from ostoja.simulator.home.reading import flat, read_home, shipped

FIT = """
[server]
mac = 1
[[rooms]]
id = 1
name = "Salon"
[[objects]]
id = 5
type = "przekaznik"
leaf = "0_cb8f_257_2_0"
rooms = [1]
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "home.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_flat_that_comes_along_is_fit_to_live_in() -> None:
    home = read_home(flat())

    assert {"przekaznik", "led", "rgbw", "roleta_procenty", "roleta_lamelki", "reg", "temp", "lin_wej"} <= {
        thing.type for thing in home.objects
    }
    assert len([room for room in home.rooms if room.parent]) == 5


def test_a_small_home_is_read(tmp_path: Path) -> None:
    assert [thing.id for thing in read_home(written(tmp_path, FIT)).objects] == [5]


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ("[server", "", "is not TOML"),
        (FIT.replace("mac = 1", "mac = 1\ncolour = 3"), "server", "colour"),
        (FIT.replace('name = "Salon"', ""), "rooms[0]", "name"),
        (FIT.replace("id = 5", 'id = "5"'), "objects[0].id", "Expected `int`"),
        (FIT.replace("0_cb8f_257_2_0", "cb8f"), "objects[0].leaf", "regex"),
        (FIT.replace("rooms = [1]", "rooms = [9]"), "objects[0].rooms", "there is no room 9"),
        (FIT.replace('leaf = "0_cb8f_257_2_0"', ""), "objects[0].leaf", "needs a leaf"),
        (FIT + '[[rooms]]\nid = 1\nname = "B"\n', "rooms", "used 2 times"),
        (FIT + '[[rooms]]\nid = 2\nname = "B"\nparent = 7\n', "rooms[1].parent", "no room 7"),
        (FIT + '[[rooms]]\nid = 2\nname = "B"\nparent = 2\n', "rooms[1].parent", "inside itself"),
        (FIT + 'does = ["set/5/switch"]\n', "objects[0].does", "only a wall switch"),
        (FIT + "guards = 5\n", "objects[0].guards", "there is no alarm 5"),
        (FIT + "sounds_for = 5\n", "objects[0].sounds_for", "there is no alarm 5"),
        (FIT + "counts = [5, 6]\n", "objects[0].counts", "there is no object 6"),
        (
            FIT + '[[conditions]]\nid = 1\nkind = 2\nname = "C"\nactions = ["set/6/turnOn"]\n',
            "conditions[0].actions[0]",
            "not there",
        ),
        (FIT + '[[conditions]]\nid = 1\nkind = 3\nname = "C"\nactions = []\n', "conditions[0].kind", "<= 2"),
        (FIT + '[[scenes]]\nid = 1\nname = "S"\nactions = ["set/6/turnOn"]\n', "scenes[0].actions[0]", "not there"),
        (FIT + '[[scenes]]\nid = 1\nname = "S"\nactions = []\ngroup = 4\n', "scenes[0].group", "no room 4"),
        (FIT + '[[scenes]]\nid = 1\nname = "S"\nactions = ["turn it on"]\n', "scenes[0].actions[0]", "regex"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place_and_reason(
    tmp_path: Path, text: str, path: str, reason: str
) -> None:
    file = written(tmp_path, text)

    with pytest.raises(HomeError) as refusal:
        read_home(file)

    assert str(file) in str(refusal.value)
    assert refusal.value.path == path
    assert reason in refusal.value.reason


def test_a_file_that_is_not_there_or_not_text_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="No such file"):
        read_home(tmp_path / "nowhere.toml")
    (tmp_path / "picture.toml").write_bytes(b"\xff\xd8")
    with pytest.raises(HomeError, match="not UTF-8"):
        read_home(tmp_path / "picture.toml")


# Every type that is known by name. Source: the vocabularies of real installations.
EVERY_TYPE = frozenset(
    (
        *("przekaznik", "led", "rgbw", "ledww", "rgb", "rgbww", "roleta", "roleta_procenty", "roleta_lamelki", "reg"),
        *("temp", "lin_wej", "bit8", "bit16", "sbit16", "bit32", "flaga", "flaga_liniowa", "flaga_liniowa16"),
        *("flaga_l", "flaga_p", "wej", "satel_alarm", "satel_wej", "satel_wyj", "detekcja", "symulacja", "ac", "radio"),
        *("ip_radio", "custom", "event", "tekst_can", "kamera_rtsp", "stacja_elsner", "wykres"),
    )
)


def test_the_house_that_comes_along_has_everything_at_least_once() -> None:
    home = read_home(shipped()["house"])
    leaves = [thing.leaf for thing in home.objects if thing.leaf]

    assert len(home.objects) >= 70
    assert {thing.type for thing in home.objects} == EVERY_TYPE
    assert {thing.meaning for thing in home.objects if thing.type == "lin_wej"} >= set(range(1, 8))
    assert any(len(thing.rooms) > 1 for thing in home.objects)
    assert len(set(leaves)) < len(leaves)
    assert any(thing.hidden for thing in home.objects)
    assert any(thing.bell for thing in home.objects)
    assert any(not thing.shared for thing in home.objects)
    above = {room.id: room.parent for room in home.rooms}
    assert any(parent is not None and above[parent] is not None for parent in above.values())


def test_a_scene_carries_its_schedules_as_they_are(tmp_path: Path) -> None:
    text = FIT + '[[scenes]]\nid = 1\nname = "S"\nactions = []\nschedules = [{ hour = 6, days = "1234567" }]\n'

    assert read_home(written(tmp_path, text)).scenes[0].schedules == ({"hour": 6, "days": "1234567"},)
