import logging
from pathlib import Path

import pytest

from ostoja.gateway.house.archive import Archive
from ostoja.gateway.store import catalogue
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.papers import drop_papers
from ostoja.protocol.traits import Device, Kind, Room
from tests.gateway.log_listener import listening
from tests.gateway.store.failing import full, locked, roomy
from tests.gateway.store.household import claim

LAMP = Device("m-lamp", "Lamp", Kind.LIGHT, ())
HALL = Room("m-r1", "Hall")


@pytest.fixture(autouse=True)
def claimed_home(database: Database) -> None:
    claim(database)


def test_what_a_home_lists_that_nobody_has_claimed_is_written_after_the_claim(database: Database) -> None:
    drop_papers(database)
    archive = Archive(database)
    archive.devices_changed([LAMP])
    assert catalogue.devices(database) == []

    claim(database)
    archive.save()

    assert catalogue.devices(database) == [LAMP]


def test_what_is_listed_is_written_down(database: Database) -> None:
    archive = Archive(database)

    archive.devices_changed([LAMP])
    archive.rooms_changed([HALL])
    archive.states_changed([])
    archive.home_changed(online=True, since=1)

    assert catalogue.devices(database) == [LAMP]
    assert catalogue.rooms(database) == [HALL]


def test_what_a_full_disk_refuses_is_written_later_and_said_once(database: Database) -> None:
    archive = Archive(database)
    many = [Device(f"m-{number:03}", "x" * 100, Kind.LIGHT, ()) for number in range(200)]
    full(database)
    with listening("ostoja.gateway.house.archive", logging.ERROR) as listener:
        archive.devices_changed([LAMP])
        archive.devices_changed(many)
        archive.rooms_changed([HALL])
    roomy(database)

    archive.save()

    assert len(listener.records) == 1
    assert catalogue.devices(database) == [*many, LAMP]
    assert catalogue.rooms(database) == [HALL]


def test_what_changes_while_another_writes_is_written_after(database: Database, tmp_path: Path) -> None:
    archive = Archive(database)
    database.hurry()
    with locked(tmp_path / "var"):
        archive.devices_changed([LAMP])
        assert catalogue.devices(database) == []

    archive.rooms_changed([HALL])

    assert catalogue.devices(database) == [LAMP]
