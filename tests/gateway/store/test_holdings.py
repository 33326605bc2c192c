"""Proves: A073, A094, A095."""

from datetime import UTC, datetime, timedelta

from ostoja.gateway.store import apps
from ostoja.gateway.store.admissions import Admission, Maker, add_admission
from ostoja.gateway.store.apps import App, Rights, admit_app
from ostoja.gateway.store.catalogue import keep_devices, keep_rooms
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.history import Reading, keep_for, record
from ostoja.gateway.store.holdings import MOST_ROWS, part
from ostoja.protocol.holdings import SHEET_BYTES, Cell, Holdings, Scope
from ostoja.protocol.messages import write
from ostoja.protocol.tickets import Role
from ostoja.protocol.traits import Device, Kind, Room

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def admit(database: Database, member: str, role: Role) -> App:
    code = Admission(
        f"number-{member}", b"p", role, member, NOW + timedelta(days=1), made_by=Maker("app-of-ala", "ala")
    )
    add_admission(database, code, NOW)
    app = admit_app(database, code.number, member.encode().ljust(32), Rights(member, role), NOW)
    assert app is not None
    apps.note_seen(database, app, f"label-of-{member}", NOW + timedelta(minutes=2))
    return app


def everything(database: Database, app: App, scope: Scope) -> dict[str, list[tuple[Cell, ...]]]:
    found: dict[str, list[tuple[Cell, ...]]] = {}
    mark: str | None = ""
    while mark is not None:
        here = part(database, app, scope, mark)
        assert here is not None
        assert len(write(Holdings("x" * 36, here.sheet.name, here.sheet.columns, here.rows, here.next))) <= SHEET_BYTES
        found.setdefault(here.sheet.name, []).extend(here.rows)
        mark = here.next or None
    return found


def house(database: Database) -> dict[str, App]:
    keep_rooms(database, [Room("m-r1", "Hall")])
    keep_devices(database, [Device("m-1", "Lamp", Kind.LIGHT, ())])
    record(database, [Reading(NOW, "m-1", "on_off", f'{{"on":{number}}}') for number in range(MOST_ROWS * 2 + 1)])
    roles = {"ala": Role.OWNER, "bartek": Role.MEMBER, "iwona": Role.MEMBER}
    return {member: admit(database, member, role) for member, role in roles.items()}


def test_an_owner_is_given_their_own_and_the_whole_history_part_by_part(database: Database) -> None:
    home = house(database)

    found = everything(database, home["ala"], Scope.MINE)

    assert {name: len(rows) for name, rows in found.items()} == {
        "apps": 1,
        "codes": 3,
        "arrangement": 0,
        "rooms": 1,
        "devices": 1,
        "history": MOST_ROWS * 2 + 1,
        "deliveries": 0,
    }
    assert len(set(found["history"])) == MOST_ROWS * 2 + 1


def test_a_member_is_given_their_own_and_nothing_of_the_others(database: Database) -> None:
    home = house(database)

    found = everything(database, home["bartek"], Scope.MINE)

    assert {name: len(rows) for name, rows in found.items()} == {"apps": 1, "codes": 1, "arrangement": 0}
    assert "label-of-bartek" in str(found)
    for token in ("app-of-ala", "label-of-ala", "iwona", home["ala"].id, home["iwona"].id, b"ala".ljust(32).hex()):
        assert token not in str(found)


def test_the_home_takes_its_devices_rooms_and_history_along_and_nobodys_keys(database: Database) -> None:
    home = house(database)

    assert everything(database, home["ala"], Scope.HOME).keys() == {"rooms", "devices", "history"}
    assert part(database, home["bartek"], Scope.HOME, "") is None


def test_what_is_void_is_shown_no_more(database: Database) -> None:
    home = house(database)

    keep_for(database, 0)

    assert everything(database, home["ala"], Scope.HOME)["history"] == []


def test_rows_that_are_long_fill_a_part_sooner(database: Database) -> None:
    home = house(database)
    keep_devices(database, [Device(f"m-{number}", "x" * 5_000, Kind.LIGHT, ()) for number in range(30)])

    assert len(everything(database, home["ala"], Scope.HOME)["devices"]) == 30


def test_a_mark_that_means_nothing_has_no_part(database: Database) -> None:
    home = house(database)

    for mark in ("nothing.0", "apps", "apps.x", "apps.-1", "apps." + "9" * 19, "history.0.0", "apps.²"):
        assert part(database, home["ala"], Scope.MINE, mark) is None
    assert part(database, home["bartek"], Scope.MINE, "history.0") is None
