"""The apps that are admitted: their keys, whose they are, what they may do."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms
from ostoja.protocol.handshake import key_id
from ostoja.protocol.tickets import Profile, Role

# What a member likes to see goes with the last app by which they could.
OF_NOBODY = "DELETE FROM arrangement WHERE member NOT IN (SELECT member FROM app WHERE revoked IS NULL)"
SEEN_STEP = timedelta(minutes=1)  # A page that comes back often is written down once a minute.


@dataclass(frozen=True)
class Rights:
    """What an app is admitted as."""

    member: str
    role: Role
    profile: Profile = Profile.PERSON


@dataclass(frozen=True)
class App:
    """An admitted app.

    Units: ``admitted`` and ``seen`` in milliseconds since 1970; ``seen`` is 0 when it never came.
    """

    id: str
    key: bytes
    member: str
    role: Role
    label: str
    admitted: int
    seen: int
    revoked: int | None = None
    code: str | None = None
    profile: Profile = Profile.PERSON

    def __repr__(self) -> str:
        return f"App({self.id[:8]}, {self.role.value})"


def app_id(key: bytes) -> str:
    """The id of the app with this key: its key id in hexadecimal."""
    return key_id(key).hex()


def app_of(database: Database, id_: str) -> App | None:
    """The app of this id, revoked or not, or None."""
    row = database.row("SELECT * FROM app WHERE id = ?", id_)
    return None if row is None else _app(row)


def apps(database: Database, member: str | None = None) -> list[App]:
    """The apps that may enter, of this member or of all, the oldest first."""
    rows = database.rows("SELECT * FROM app WHERE revoked IS NULL ORDER BY admitted, id")
    return [app for app in map(_app, rows) if member is None or app.member == member]


def admit_app(database: Database, number: str, key: bytes, rights: Rights, now: datetime) -> App | None:
    """The app, admitted with the code of this number, of which a use is taken; None when the code has none left.

    An app of the same member that is let in again keeps the higher of both roles, unless it was revoked meanwhile.
    """
    with database.transaction() as change:
        taken = change.execute(
            "UPDATE admission SET uses_left = uses_left - 1 WHERE number = ? AND uses_left > 0", (number,)
        )
        if not taken.rowcount:
            return None
        change.execute(
            """
            INSERT INTO app (id, key, member, role, profile, label, admitted, seen, revoked, code)
            VALUES (?, ?, ?, ?, ?, '', ?, 0, NULL, ?)
            ON CONFLICT (id) DO UPDATE SET
                role = CASE WHEN revoked IS NULL AND member = excluded.member AND role = 'owner'
                       THEN 'owner' ELSE excluded.role END,
                member = excluded.member, admitted = excluded.admitted, revoked = NULL,
                profile = excluded.profile, code = excluded.code
            """,
            (app_id(key), key, rights.member, rights.role.value, rights.profile.value, ms(now), number),
        )
    return app_of(database, app_id(key))


def note_seen(database: Database, app: App, label: str, now: datetime) -> None:
    """Write down that this app came, and what it calls itself; at most once a minute, however it calls itself."""
    if 0 <= ms(now) - app.seen < SEEN_STEP.total_seconds() * 1000:
        return
    with database.transaction() as change:
        change.execute("UPDATE app SET seen = ?, label = ? WHERE id = ?", (ms(now), label, app.id))


def remove_app(database: Database, id_: str) -> None:
    """Forget this app; it is a stranger from now on."""
    with database.transaction() as change:
        change.execute("DELETE FROM app WHERE id = ?", (id_,))
        change.execute(OF_NOBODY)


def owner_keys(database: Database) -> int:
    """How many apps may enter and act as owner."""
    return sum(1 for app in apps(database) if app.role is Role.OWNER and app.profile is Profile.PERSON)


def revoke_member(database: Database, member: str, now: datetime) -> int:
    """Revoke the apps of this member, owners' apps excepted; how many those were.

    A public id is of one membership: whoever is taken in again has another, so that no clocks need comparing.
    """
    with database.transaction() as change:
        question = "UPDATE app SET revoked = ? WHERE member = ? AND role <> 'owner' AND revoked IS NULL"
        revoked = change.execute(question, (ms(now), member)).rowcount
        change.execute(OF_NOBODY)
        return revoked


def _app(row: sqlite3.Row) -> App:
    return App(
        id=row["id"],
        key=row["key"],
        member=row["member"],
        role=Role(row["role"]),
        label=row["label"],
        admitted=row["admitted"],
        seen=row["seen"],
        revoked=row["revoked"],
        code=row["code"],
        profile=Profile(row["profile"]),
    )
