from ostoja.gateway.store.catalogue import devices, keep_devices, keep_rooms, rooms
from ostoja.gateway.store.database import Database
from ostoja.protocol.traits import Device, Kind, Room, Trait, TraitName

LAMP = Device("m-1", "Lamp", Kind.LIGHT, (Trait(TraitName.ON_OFF),), ("m-r1",))
GONE = Device("m-2", "", Kind.OTHER, (Trait(TraitName.OPAQUE),), writable=False, available=False)


def test_devices_come_back_as_they_were_kept(database: Database) -> None:
    keep_devices(database, [GONE, LAMP])

    assert devices(database) == [LAMP, GONE]


def test_rooms_keep_their_order_and_replace_the_former(database: Database) -> None:
    keep_rooms(database, [Room("c", "C")])

    keep_rooms(database, [Room("b", "B"), Room("a", "A", "b")])

    assert rooms(database) == [Room("b", "B"), Room("a", "A", "b")]


def test_a_row_that_cannot_be_read_is_left_out(database: Database) -> None:
    keep_devices(database, [GONE, LAMP])
    keep_rooms(database, [Room("a", "A"), Room("b", "B")])
    with database.transaction() as change:
        change.execute("UPDATE device SET description = replace(description, 'other', 'of_tomorrow') WHERE id = 'm-2'")
        change.execute("UPDATE room SET description = '{' WHERE place = 0")

    assert devices(database) == [LAMP]
    assert rooms(database) == [Room("b", "B")]
