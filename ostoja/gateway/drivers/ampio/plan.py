"""The house as the tables describe it: devices with their ids, rooms with their tree."""

from collections.abc import Mapping
from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.alarms import other_halves
from ostoja.gateway.drivers.ampio.points import Point, point, takes_orders
from ostoja.gateway.drivers.ampio.rows import GroupRow, ObjectRow, ParamsRow, SceneRow
from ostoja.gateway.house.driver import Listing
from ostoja.protocol.traits import Device, Kind, Room, Trait, TraitName

MOST_ROOMS_OF_ONE = 32


@dataclass(frozen=True)
class Placed:
    """A device of the plan: the object that it is, what kind of point, and its other half, if it has one."""

    object: int
    point: Point
    other: int | None = None


@dataclass(frozen=True)
class Plan:
    """The listing, and which device stands for which object or scene."""

    listing: Listing
    placed: Mapping[str, Placed]
    device_of: Mapping[int, str]
    scenes: Mapping[str, SceneRow]


@dataclass(frozen=True)
class Tables:
    """The tables that a plan is drawn from; ``server`` is the server's own number."""

    server: int
    objects: Mapping[int, ObjectRow]
    params: Mapping[int, ParamsRow]
    groups: Mapping[int, GroupRow]
    memberships: Mapping[int, tuple[int, ...]]
    scenes: Mapping[int, SceneRow]


def draw(tables: Tables) -> Plan:
    """The plan of these tables."""
    key = f"{tables.server:x}"
    seen = {id_: row for id_, row in tables.objects.items() if _is_visible(row, tables.params.get(id_, ParamsRow()))}
    pairs = other_halves(seen)
    hidden_halves = set(pairs.values())
    devices: list[Device] = []
    placed: dict[str, Placed] = {}
    device_of: dict[int, str] = {}
    for id_, row in seen.items():
        if id_ in hidden_halves:
            continue
        params = tables.params.get(id_, ParamsRow())
        one = Placed(id_, point(row, params), pairs.get(id_))
        device = _device(f"{key}-{id_}", row, one, params, _rooms_of(key, id_, tables))
        devices.append(device)
        placed[device.id] = one
        device_of.update({object_: device.id for object_ in (id_, one.other) if object_ is not None})
    scenes = {f"{key}-s{id_}": row for id_, row in tables.scenes.items()}
    devices += [_scene(id_, row, key, tables) for id_, row in scenes.items()]
    return Plan(Listing(tuple(devices), _rooms(key, tables.groups)), placed, device_of, scenes)


def _is_visible(row: ObjectRow, params: ParamsRow) -> bool:
    return not row.hidden and not params.hidden


def _device(id_: str, row: ObjectRow, one: Placed, params: ParamsRow, rooms: tuple[str, ...]) -> Device:
    writable = takes_orders(one.point, params)
    return Device(id_, row.name, one.point.kind, one.point.traits, rooms, writable)


def _scene(id_: str, row: SceneRow, key: str, tables: Tables) -> Device:
    rooms = (f"{key}-r{row.group}",) if row.group in tables.groups else ()
    return Device(id_, row.name, Kind.SCENE, (Trait(TraitName.SCENE),), rooms)


def _rooms_of(key: str, object_: int, tables: Tables) -> tuple[str, ...]:
    known = [group for group in tables.memberships.get(object_, ()) if group in tables.groups]
    return tuple(f"{key}-r{group}" for group in known[:MOST_ROOMS_OF_ONE])


def _rooms(key: str, groups: Mapping[int, GroupRow]) -> tuple[Room, ...]:
    return tuple(
        Room(f"{key}-r{id_}", row.name, f"{key}-r{row.parent}" if _has_parent(id_, groups) else "")
        for id_, row in groups.items()
    )


def _has_parent(id_: int, groups: Mapping[int, GroupRow]) -> bool:
    """Whether this group hangs below another; one on a circle does not, so that the rooms are a tree."""
    parent = groups[id_].parent
    seen = {id_}
    above = parent
    while above in groups and above not in seen:
        seen.add(above)
        above = groups[above].parent
    return parent in groups and above != id_
