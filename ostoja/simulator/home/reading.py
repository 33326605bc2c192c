"""Reads the file of a home and refuses what does not fit together, saying where and why."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import msgspec

from ostoja.simulator.errors import HomeError
from ostoja.simulator.home.furnishing import Home, Thing

LEAFLESS_TYPES = frozenset(("detekcja", "symulacja"))


def flat() -> Path:
    """The file of the home that is simulated when no other is named."""
    return shipped()["flat"]


def shipped() -> dict[str, Path]:
    """The files of the homes that ship with the simulator, by name."""
    return {file.stem: file for file in Path(str(resources.files("ostoja.simulator") / "homes")).glob("*.toml")}


def read_home(file: Path) -> Home:
    """The home that this file describes.

    Raises: HomeError when it cannot be read, is not TOML, has an unknown or missing key, or points at nothing.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise HomeError(file, "", f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise HomeError(file, "", f"is not UTF-8 text (byte {error.start})") from error
    try:
        home = msgspec.convert(tomllib.loads(text), Home)
    except tomllib.TOMLDecodeError as error:
        raise HomeError(file, "", f"is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        raise HomeError(file, path.strip("`$.") or "the file", reason) from error
    for path, reason in contradictions(home):
        raise HomeError(file, path, reason)
    return home


def contradictions(home: Home) -> Iterator[tuple[str, str]]:
    """What does not fit together in this home.

    Shapes: pairs of key path and reason.
    """
    yield from _doubles("rooms", (room.id for room in home.rooms))
    yield from _doubles("objects", (thing.id for thing in home.objects))
    yield from _doubles("scenes", (scene.id for scene in home.scenes))
    yield from _doubles("conditions", (condition.id for condition in home.conditions))
    yield from _lost_rooms(home)
    things = {thing.id: thing for thing in home.objects}
    for place, thing in enumerate(home.objects):
        yield from _odd_thing(f"objects[{place}]", thing, things)
    for place, scene in enumerate(home.scenes):
        yield from _lost_actions(f"scenes[{place}].actions", scene.actions, things)
    for place, condition in enumerate(home.conditions):
        yield from _lost_actions(f"conditions[{place}].actions", condition.actions, things)


def _doubles(table: str, ids: Iterable[int]) -> Iterator[tuple[str, str]]:
    for id, times in Counter(ids).items():
        if times > 1:
            yield table, f"the id {id} is used {times} times"


def _lost_rooms(home: Home) -> Iterator[tuple[str, str]]:
    parents = {room.id: room.parent for room in home.rooms}
    for place, room in enumerate(home.rooms):
        if room.parent is not None and room.parent not in parents:
            yield f"rooms[{place}].parent", f"there is no room {room.parent}"
        if _goes_round(room.id, parents):
            yield f"rooms[{place}].parent", f"room {room.id} would lie inside itself"
    for place, thing in enumerate(home.objects):
        for id in thing.rooms:
            if id not in parents:
                yield f"objects[{place}].rooms", f"there is no room {id}"
    for place, scene in enumerate(home.scenes):
        if scene.group is not None and scene.group not in parents:
            yield f"scenes[{place}].group", f"there is no room {scene.group}"


def _goes_round(start: int, parents: dict[int, int | None]) -> bool:
    seen = {start}
    above = parents.get(start)
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above is not None


def _odd_thing(path: str, thing: Thing, things: dict[int, Thing]) -> Iterator[tuple[str, str]]:
    if not thing.leaf and thing.type not in LEAFLESS_TYPES:
        yield f"{path}.leaf", f"an object of type {thing.type!r} needs a leaf, like 0_cb8f_257_2_0"
    yield from _lost_actions(f"{path}.does", thing.does, things)
    if thing.does and thing.type != "wej":
        yield f"{path}.does", "only a wall switch (type 'wej') does something when pressed"
    for key, alarm in (("guards", thing.guards), ("sounds_for", thing.sounds_for)):
        if alarm is not None and (alarm not in things or things[alarm].type != "satel_alarm"):
            yield f"{path}.{key}", f"there is no alarm {alarm}"
    for id in thing.counts:
        if id not in things:
            yield f"{path}.counts", f"there is no object {id}"


def _lost_actions(path: str, actions: tuple[str, ...], things: dict[int, Thing]) -> Iterator[tuple[str, str]]:
    for place, action in enumerate(actions):
        if int(action.split("/")[1]) not in things:
            yield f"{path}[{place}]", f"{action!r} names an object that is not there"
