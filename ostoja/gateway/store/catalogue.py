"""The devices and rooms that the home has ever listed, so that they survive a restart and a bad night of the server."""

import logging
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from ostoja.gateway.store.database import Database
from ostoja.protocol.traits import Device, Room

log = logging.getLogger(__name__)

Described = TypeVar("Described", Device, Room)

_device = msgspec.json.Decoder(Device)
_room = msgspec.json.Decoder(Room)


def devices(database: Database) -> list[Device]:
    """Every device that the home has ever listed."""
    rows = database.rows("SELECT description, available FROM device ORDER BY id")
    read = _read(_device, ((row["description"], bool(row["available"])) for row in rows))
    return [msgspec.structs.replace(device, available=available) for device, available in read]


def keep_devices(database: Database, changed: Iterable[Device]) -> None:
    """Keep these devices, new or described anew."""
    rows = [(device.id, msgspec.json.encode(device).decode(), int(device.available)) for device in changed]
    with database.transaction() as change:
        change.executemany("INSERT OR REPLACE INTO device VALUES (?, ?, ?)", rows)


def rooms(database: Database) -> list[Room]:
    """The rooms in the home's own order."""
    rows = database.rows("SELECT description FROM room ORDER BY place")
    return [room for room, _ in _read(_room, ((row["description"], True) for row in rows))]


def keep_rooms(database: Database, all_of_them: Iterable[Room]) -> None:
    """Keep these rooms instead of older ones."""
    rows = [(place, msgspec.json.encode(room).decode()) for place, room in enumerate(all_of_them)]
    with database.transaction() as change:
        change.execute("DELETE FROM room")
        change.executemany("INSERT INTO room VALUES (?, ?)", rows)


def _read(decoder: msgspec.json.Decoder[Described], rows: Iterable[tuple[str, bool]]) -> list[tuple[Described, bool]]:
    """What these descriptions say; one that this version cannot read is left out, for the home lists it anew."""
    found, bad = [], 0
    for description, available in rows:
        try:
            found.append((decoder.decode(description), available))
        except (msgspec.DecodeError, UnicodeError, TypeError):
            bad += 1
    if bad:
        log.warning("%d rows of the catalogue were bad and are left out", bad)
    return found
