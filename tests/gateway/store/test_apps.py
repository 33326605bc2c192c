from datetime import timedelta

import pytest

from ostoja.gateway.store.admissions import Admission, add_admission
from ostoja.gateway.store.apps import (
    App,
    Rights,
    admit_app,
    app_id,
    app_of,
    apps,
    note_seen,
    owner_keys,
    remove_app,
    revoke_member,
)
from ostoja.gateway.store.database import Database
from ostoja.protocol.tickets import Role
from tests.gateway.moving_clock import NOON

KEY = b"a" * 32
NUMBER = "A" * 12


@pytest.fixture(autouse=True)
def _code(database: Database) -> None:
    later = NOON + timedelta(minutes=10)
    add_admission(database, Admission(NUMBER, b"k" * 32, Role.OWNER, None, later, uses_left=3), NOON)


def admitted(database: Database, key: bytes = KEY, member: str = "ala", role: Role = Role.MEMBER) -> App:
    app = admit_app(database, NUMBER, key, Rights(member, role), NOON)
    assert app is not None
    return app


def test_an_admitted_app_is_known_by_its_key_id(database: Database) -> None:
    app = admitted(database)

    assert app_of(database, app_id(KEY)) == app
    assert "aaa" not in repr(app)


def test_a_code_admits_as_often_as_it_has_uses(database: Database) -> None:
    for letter in (b"a", b"b", b"c"):
        admitted(database, letter * 32)

    assert admit_app(database, NUMBER, b"d" * 32, Rights("ala", Role.MEMBER), NOON) is None
    assert len(apps(database)) == 3


def test_an_owner_who_comes_with_a_members_code_stays_owner(database: Database) -> None:
    admitted(database, role=Role.OWNER)

    assert admitted(database, role=Role.MEMBER).role is Role.OWNER


def test_a_revoked_app_comes_back_with_the_rights_of_its_code_only(database: Database) -> None:
    app = admitted(database, role=Role.OWNER)
    with database.transaction() as change:
        change.execute("UPDATE app SET revoked = 1 WHERE id = ?", (app.id,))

    back = admitted(database, role=Role.MEMBER)

    assert (back.role, back.revoked) == (Role.MEMBER, None)


def test_a_member_sees_own_apps_and_an_owner_all(database: Database) -> None:
    admitted(database)
    admitted(database, b"b" * 32, "bartek")

    assert [app.member for app in apps(database, "bartek")] == ["bartek"]
    assert len(apps(database)) == 2


def test_coming_is_written_down_once_a_minute(database: Database) -> None:
    note_seen(database, admitted(database), "Phone", NOON)
    seen = app_of(database, app_id(KEY))
    assert seen is not None
    note_seen(database, seen, "Phone", NOON + timedelta(seconds=30))
    same = app_of(database, app_id(KEY))
    note_seen(database, seen, "Tablet", NOON + timedelta(seconds=31))
    unnamed = app_of(database, app_id(KEY))
    note_seen(database, seen, "Tablet", NOON + timedelta(seconds=60))
    renamed = app_of(database, app_id(KEY))

    assert same == unnamed == seen
    assert seen.label == "Phone"
    assert renamed is not None
    assert renamed.label == "Tablet"


def test_a_removed_app_is_a_stranger(database: Database) -> None:
    remove_app(database, admitted(database).id)

    assert app_of(database, app_id(KEY)) is None


def test_a_members_keys_are_revoked_but_an_owners_are_not(database: Database) -> None:
    admitted(database, b"a" * 32, "ala", Role.OWNER)
    admitted(database, b"b" * 32, "bartek")
    later = NOON + timedelta(seconds=5)

    assert revoke_member(database, "ala", later) == 0
    assert revoke_member(database, "bartek", NOON - later.resolution) == 1, "whatever the clocks say"
    assert [app.member for app in apps(database)] == ["ala"]
    assert owner_keys(database) == 1
