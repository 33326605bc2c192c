"""How each person likes to see the home."""

import sqlite3
from datetime import datetime

import msgspec

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms
from ostoja.protocol.arrangements import Arrangement

_read: msgspec.json.Decoder[Arrangement] = msgspec.json.Decoder(Arrangement)


def arrangement(database: Database, member: str) -> Arrangement:
    """How this member likes to see the home; the home's own way when they never said, or it cannot be read."""
    row = database.row("SELECT body FROM arrangement WHERE member = ?", member)
    try:
        return Arrangement() if row is None else _read.decode(row["body"])
    except (msgspec.DecodeError, UnicodeError):
        return Arrangement()


def keep_arrangement(database: Database, member: str, kept: Arrangement, now: datetime) -> None:
    """Keep this for a member; one who likes the home's own way leaves no row."""
    with database.transaction() as change:
        if kept == Arrangement():
            drop_arrangement(change, member)
            return
        body = msgspec.json.encode(kept).decode()
        change.execute("INSERT OR REPLACE INTO arrangement VALUES (?, ?, ?)", (member, body, ms(now)))


def drop_arrangement(change: sqlite3.Connection, member: str) -> None:
    """Forget it, within a transaction."""
    change.execute("DELETE FROM arrangement WHERE member = ?", (member,))
