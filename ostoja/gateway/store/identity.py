"""The gateway's own key, made once."""

from datetime import datetime

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms
from ostoja.protocol.keys import PrivateKey


def identity(database: Database, now: datetime) -> PrivateKey:
    """The gateway's Ed25519 key; it is made when there is none."""
    with database.transaction() as change:
        made = PrivateKey.new()
        change.execute("INSERT OR IGNORE INTO identity VALUES (1, ?, ?)", (made.raw(), ms(now)))
        row = change.execute("SELECT private_key FROM identity").fetchone()
    return PrivateKey.read(row["private_key"])
