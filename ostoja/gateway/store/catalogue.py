"""The devices and rooms that the home has ever listed, so that they survive a restart and a bad night of the server."""

from collections.abc import Iterable

import msgspec

from ostoja.gateway.store.database import Database
from ostoja.protocol.traits import Device, Room

_device = msgspec.json.Decoder(Device)
_room = msgspec.json.Decoder(Room)


def devices(database: Database) -> list[Device]:
    """Every device that the home has ever listed."""
    rows = database.rows("SELECT description, available FROM device ORDER BY id")
    read = [(_device.decode(row["description"]), bool(row["available"])) for row in rows]
    return [msgspec.structs.replace(device, available=available) for device, available in read]


def keep_devices(database: Database, changed: Iterable[Device]) -> None:
    """Keep these devices, new or described anew."""
    rows = [(device.id, msgspec.json.encode(device).decode(), int(device.available)) for device in changed]
    with database.transaction() as change:
        change.executemany("INSERT OR REPLACE INTO device VALUES (?, ?, ?)", rows)


def rooms(database: Database) -> list[Room]:
    """The rooms in the home's own order."""
    return [_room.decode(row["description"]) for row in database.rows("SELECT description FROM room ORDER BY place")]


def keep_rooms(database: Database, all_of_them: Iterable[Room]) -> None:
    """Keep these rooms instead of older ones."""
    rows = [(place, msgspec.json.encode(room).decode()) for place, room in enumerate(all_of_them)]
    with database.transaction() as change:
        change.execute("DELETE FROM room")
        change.executemany("INSERT INTO room VALUES (?, ?)", rows)
