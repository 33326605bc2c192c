import logging

from ostoja.gateway.house.archive import Archive
from ostoja.gateway.store import catalogue
from ostoja.gateway.store.database import Database
from ostoja.protocol.traits import Device, Kind, Room
from tests.gateway.log_listener import listening

LAMP = Device("m-1", "Lamp", Kind.LIGHT, ())


def test_what_is_listed_is_written_down(database: Database) -> None:
    archive = Archive(database)

    archive.devices_changed([LAMP])
    archive.rooms_changed([Room("m-r1", "Hall")])
    archive.states_changed([])
    archive.home_changed(online=True, since=1)

    assert catalogue.devices(database) == [LAMP]
    assert catalogue.rooms(database) == [Room("m-r1", "Hall")]


def test_what_a_full_disk_refuses_is_written_later_and_said_once(database: Database) -> None:
    archive = Archive(database)
    database._connection.execute("PRAGMA query_only = ON")
    with listening("ostoja.gateway.house.archive", logging.ERROR) as listener:
        archive.devices_changed([LAMP])
        archive.save()
    database._connection.execute("PRAGMA query_only = OFF")

    archive.save()

    assert len(listener.records) == 1
    assert catalogue.devices(database) == [LAMP]
