"""Codes that admit apps, until they expire, are used up, or were guessed at too often."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from ostoja.gateway.store.apps import App
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import instant, ms
from ostoja.protocol.tickets import Profile, Role

MOST_FAILURES = 5
KEPT_AFTER_END = timedelta(hours=1)  # So long the app is told that a code is spent rather than unknown.


@dataclass(frozen=True)
class Maker:
    """The app that made a code, and its member."""

    app: str
    member: str


@dataclass(frozen=True)
class Admission:
    """A code as the gateway keeps it: its number and a key stretched from its secret, which printing hides."""

    number: str
    psk: bytes
    role: Role
    member: str | None
    expires: datetime
    uses_left: int = 1
    failures: int = 0
    claim: bool = False
    made_by: Maker | None = None
    profile: Profile = Profile.PERSON

    def __repr__(self) -> str:
        return f"Admission({self.number[:4]}…, {self.role.value}, {self.uses_left} left)"

    def is_alive(self, now: datetime) -> bool:
        """Whether its secret still counts, be it only for those whom it has admitted."""
        return bool(self.psk) and self.failures < MOST_FAILURES and now < self.expires

    def is_good(self, now: datetime) -> bool:
        """Whether it still admits an app."""
        return self.uses_left > 0 and self.is_alive(now)


def add_admission(database: Database, admission: Admission, now: datetime) -> None:
    """Keep this code."""
    values = (
        admission.number,
        admission.psk,
        admission.role.value,
        admission.member,
        int(admission.claim),
        admission.uses_left,
        admission.failures,
        ms(now),
        ms(admission.expires),
        None if admission.made_by is None else admission.made_by.app,
        None if admission.made_by is None else admission.made_by.member,
        admission.profile.value,
    )
    with database.transaction() as change:
        change.execute("INSERT OR REPLACE INTO admission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def admission_of(database: Database, number: str) -> Admission | None:
    """The code of this number, or None."""
    row = database.row("SELECT * FROM admission WHERE number = ?", number)
    if row is None:
        return None
    return Admission(
        number=row["number"],
        psk=row["psk"],
        role=Role(row["role"]),
        member=row["member"],
        expires=instant(row["expires"]),
        uses_left=row["uses_left"],
        failures=row["failures"],
        claim=bool(row["claim"]),
        made_by=None if row["made_by_app"] is None else Maker(row["made_by_app"], row["made_by_member"]),
        profile=Profile(row["profile"]),
    )


def good_admissions(database: Database, member: str, now: datetime) -> int:
    """How many codes that this member's apps made, for whomever, still admit an app."""
    question = """
        SELECT count(*) FROM admission
        WHERE made_by_member = ? AND uses_left > 0 AND failures < ? AND expires > ?
    """
    row = database.row(question, member, MOST_FAILURES, ms(now))
    return 0 if row is None else int(row[0])


def count_failure(database: Database, number: str) -> None:
    """Count a wrong secret; the last one that is forgiven voids the code and its key."""
    with database.transaction() as change:
        change.execute("UPDATE admission SET failures = failures + 1 WHERE number = ?", (number,))
        change.execute("UPDATE admission SET psk = x'' WHERE failures >= ?", (MOST_FAILURES,))


def drop_admission(database: Database, number: str) -> None:
    """Forget this code."""
    with database.transaction() as change:
        change.execute("DELETE FROM admission WHERE number = ?", (number,))


def drop_admissions_of(database: Database, member: str) -> None:
    """Forget the codes that admit this member, and those that this member made for others, owners' codes excepted."""
    with database.transaction() as change:
        question = """
            DELETE FROM admission WHERE role <> 'owner' AND (member = ? OR (made_by_member = ? AND made_by_app NOT IN
                (SELECT id FROM app WHERE role = 'owner' AND revoked IS NULL)))
        """
        change.execute(question, (member, member))


def members_with_codes(database: Database) -> set[str]:
    """The public ids of those whom codes admit or who made them."""
    question = "SELECT member FROM admission UNION SELECT made_by_member FROM admission"
    return {row[0] for row in database.rows(question) if row[0] is not None}


def shut_behind(database: Database, app: App) -> None:
    """Leave an app that is about to be removed nothing to come back with.

    The codes that it made and those that admit its member are forgotten; the one that it came by is spent.
    """
    with database.transaction() as change:
        change.execute("DELETE FROM admission WHERE member = ? OR made_by_app = ?", (app.member, app.id))
        change.execute("UPDATE admission SET uses_left = 0, psk = x'' WHERE number = ?", (app.code,))


def confirm_claims(database: Database, owner: str, until: datetime) -> int:
    """Let the claim codes admit this owner until then; how many there were."""
    with database.transaction() as change:
        return bind_claims(change, owner, until)


def bind_claims(change: sqlite3.Connection, owner: str, until: datetime) -> int:
    """The same within a transaction."""
    question = "UPDATE admission SET claim = 0, member = ?, expires = max(expires, ?) WHERE claim = 1"
    return change.execute(question, (owner, ms(until))).rowcount


def lets_owner_in(database: Database, owner: str, now: datetime) -> bool:
    """Whether some code admits this owner, as owner."""
    question = "SELECT number FROM admission WHERE role = 'owner' AND claim = 0 AND (member = ? OR member IS NULL)"
    found = (admission_of(database, row["number"]) for row in database.rows(question, owner))
    return any(one is not None and one.is_good(now) for one in found)


def forget_spent(database: Database, now: datetime) -> None:
    """Forget the keys of the codes that have ended, and the codes that ended an hour ago or longer."""
    with database.transaction() as change:
        change.execute("UPDATE admission SET psk = x'' WHERE expires <= ? AND psk <> x''", (ms(now),))
        change.execute("DELETE FROM admission WHERE expires < ?", (ms(now - KEPT_AFTER_END),))
