"""Proves: A058."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ostoja.gateway.store import apps
from ostoja.gateway.store.admissions import Admission, Maker, add_admission, members_with_codes
from ostoja.gateway.store.apps import Rights, admit_app
from ostoja.gateway.store.catalogue import devices, keep_devices
from ostoja.gateway.store.database import FILE_NAME, Database
from ostoja.gateway.store.erasures import ask_again, finished, note_told, take_order
from ostoja.gateway.store.forgetting import forget, plan_of
from ostoja.gateway.store.history import Reading, days, keep_for, record, void_through
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import Order
from ostoja.protocol.tickets import Role
from ostoja.protocol.traits import Device, Kind
from tests.gateway.store.household import INSTALLATION, claim

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = PrivateKey.new()


def order(member: str = "ala", *, whole: bool = False) -> Order:
    return Order("order-1", INSTALLATION, KEY.public.text(), member, whole, int(NOW.timestamp()))


def admit(database: Database, member: str, number: str) -> None:
    later = NOW + timedelta(days=1)
    code = Admission(number, b"p", Role.OWNER, member, later, made_by=Maker("app-of-" + member, member))
    add_admission(database, code, NOW)
    admit_app(database, number, member.encode() * 8, Rights(member, Role.OWNER), NOW)


def house(database: Database) -> None:
    claim(database)
    admit(database, "ala", "1")
    admit(database, "bartek", "2")
    keep_devices(database, [Device("m-1", "Lamp", Kind.LIGHT, ())])
    record(database, [Reading(NOW, "m-1", "on_off", "{}")])


def test_of_a_member_the_apps_and_codes_go_and_of_nobody_else(database: Database) -> None:
    house(database)

    assert take_order(database, order())

    assert [app.member for app in apps.apps(database)] == ["bartek"]
    assert members_with_codes(database) == {"bartek"}
    assert void_through(database) == 0
    assert finished(database, NOW) == [("order-1", int(NOW.timestamp()))]


def test_with_the_last_one_the_whole_home_goes_and_is_done_when_no_row_is_left(database: Database) -> None:
    house(database)

    take_order(database, order(whole=True))

    assert devices(database) == []
    assert finished(database, NOW) == []
    while forget(database, plan_of(database, NOW), KEY, NOW):
        pass
    assert finished(database, NOW) == [("order-1", int(NOW.timestamp()))]


def test_what_a_clock_that_was_ahead_wrote_goes_with_the_home_too(database: Database) -> None:
    house(database)
    record(database, [Reading(NOW + timedelta(days=400), "m-1", "on_off", "{}")])

    take_order(database, order(whole=True))

    assert finished(database, NOW) == []
    while forget(database, plan_of(database, NOW), KEY, NOW):
        pass
    assert finished(database, NOW) == [("order-1", int(NOW.timestamp()))]
    assert database.rows("SELECT * FROM history") == []


def test_an_order_heard_again_does_nothing_but_is_answered_again(database: Database) -> None:
    house(database)
    take_order(database, order())
    note_told(database, [one for one, _ in finished(database, NOW)])
    admit(database, "ala", "3")

    assert not take_order(database, order())
    assert finished(database, NOW) == []

    assert ask_again(database, "order-1")
    assert [one for one, _ in finished(database, NOW)] == ["order-1"]
    assert {app.member for app in apps.apps(database)} == {"ala", "bartek"}


def test_an_order_heard_again_before_it_is_done_has_no_receipt_to_give_yet(database: Database) -> None:
    house(database)
    take_order(database, order())

    assert not ask_again(database, "order-1")


def test_whoever_comes_after_a_whole_order_chooses_anew_how_long_history_is_kept(database: Database) -> None:
    house(database)
    keep_for(database, 365)

    take_order(database, order(whole=True))

    assert days(database) == 30


def test_a_household_that_came_after_keeps_its_own(database: Database) -> None:
    house(database)
    claim(database, "another-installation-0")

    take_order(database, order(whole=True))

    assert void_through(database) == 0
    assert len(devices(database)) == 1


def test_an_order_is_not_done_while_somebody_reads_what_was_erased(database: Database, tmp_path: Path) -> None:
    house(database)
    database.hurry()
    reader = sqlite3.connect(tmp_path / "var" / FILE_NAME, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM app").fetchall()
    assert take_order(database, order())

    assert finished(database, NOW) == []
    reader.close()

    assert finished(database, NOW) == [("order-1", int(NOW.timestamp()))]
    assert b"ala" not in (tmp_path / "var" / f"{FILE_NAME}-wal").read_bytes()
