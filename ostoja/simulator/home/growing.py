"""Grows a home to as many objects as wished: floors, rooms and modules that are like real ones, the same for a seed."""

import random
from collections.abc import Iterator
from itertools import count

import msgspec

from ostoja.simulator.home.furnishing import Home, Module, Room, Thing

ROOMS_ON_A_FLOOR = 12
CHANNELS = 8
FIRST_MAC = 0x20000
ROOM_NAMES = ("Biuro", "Sala", "Pokój", "Kuchnia", "Łazienka", "Korytarz", "Magazyn", "Pracownia")
# What stands in a room: type, name, leaf class and part, meaning, and the type of the module.
KIT = (
    ("przekaznik", "Lampa", "257_2", 0, 4),
    ("przekaznik", "Gniazdko", "257_2", 0, 4),
    ("led", "Kinkiet", "67_0", 0, 5),
    ("ledww", "Sufit", "81_0", 0, 5),
    ("rgbw", "Taśma", "30_0", 0, 5),
    ("roleta_procenty", "Roleta", "5_0", 0, 3),
    ("roleta_lamelki", "Żaluzja", "5_0", 0, 3),
    ("reg", "Ogrzewanie", "13_0", 0, 23),
    ("temp", "Temperatura", "76_0", 0, 44),
    ("lin_wej", "Wilgotność", "73_0", 1, 44),
    ("wej", "Włącznik", "257_1", 0, 15),
    ("flaga", "Tryb", "3_0", 0, 4),
)


def grown(home: Home, size: int, chance: random.Random) -> Home:
    """The home with rooms added until it has so many objects; as it is when it has them already."""
    missing = size - len(home.objects)
    if missing <= 0:
        return home
    rooms, places = _rooms(home, -(-missing // len(KIT)), chance)
    first = max((row.id for row in home.objects), default=0) + 1
    macs = {module.mac.lower() for module in home.modules}
    free = (mac for mac in map("{:x}".format, count(FIRST_MAC)) if mac not in macs)
    modules, things = _furniture(places, first, free)
    things = sorted(things, key=lambda row: row.id)[:missing]
    return msgspec.structs.replace(
        home, rooms=home.rooms + rooms, objects=home.objects + tuple(things), modules=home.modules + tuple(modules)
    )


def _furniture(places: list[int], first: int, free: Iterator[str]) -> tuple[list[Module], list[Thing]]:
    """The kit for each of these rooms, and the modules that it hangs on."""
    modules: list[Module] = []
    things: list[Thing] = []
    for column, (kind, name, leaf, meaning, module) in enumerate(KIT):
        for place, room in enumerate(places):
            if place % CHANNELS == 0:
                modules.append(Module(mac=next(free), type=module))
            lamp = first + place * len(KIT)
            things.append(
                Thing(
                    id=lamp + column,
                    type=kind,
                    name=f"{name} {place + 1}",
                    leaf=f"0_{modules[-1].mac}_{leaf}_{place % CHANNELS}",
                    rooms=(room,),
                    meaning=meaning,
                    does=(f"set/{lamp}/switch",) if kind == "wej" else (),
                )
            )
    return modules, things


def _rooms(home: Home, wanted: int, chance: random.Random) -> tuple[tuple[Room, ...], list[int]]:
    """Floors with their rooms, and the ids of the rooms alone."""
    ids = count(max((room.id for room in home.rooms), default=0) + 1)
    top = next((room.id for room in home.rooms if room.parent is None), None)
    rooms: list[Room] = []
    places: list[int] = []
    floor = top
    for place in range(wanted):
        if place % ROOMS_ON_A_FLOOR == 0:
            floor = next(ids)
            rooms.append(Room(id=floor, name=f"Piętro {place // ROOMS_ON_A_FLOOR + 2}", parent=top))
        rooms.append(Room(id=next(ids), name=f"{chance.choice(ROOM_NAMES)} {place + 1}", parent=floor))
        places.append(rooms[-1].id)
    return tuple(rooms), places
