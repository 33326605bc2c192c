import msgspec

from ostoja.gateway.diagnostics.report import drawn
from ostoja.gateway.store.database import Database
from tests.gateway.diagnostics.standing import NOW, SECRET, standing


def test_it_counts(database: Database) -> None:
    report = drawn(standing(database), NOW)

    assert (report.home.devices, report.home.unavailable, report.home.silent, report.home.rooms) == (3, 1, 1, 1)
    assert report.home.kinds == {"light": 3}
    assert (report.home.online, report.road.up, report.road.sessions, report.road.apps) == (True, False, 3, 0)
    assert report.reading.skipped == {"devices": 2}
    assert report.commands == {"confirmed": 5, "timed_out: no_echo": 1}
    assert report.records.bytes > 10_000
    assert report.records.days == 30


def test_it_names_nobody_and_nothing(database: Database) -> None:
    written = msgspec.json.encode(drawn(standing(database), NOW)).decode()

    for name in (SECRET, "Ali", "id-", "installation"):
        assert name not in written
