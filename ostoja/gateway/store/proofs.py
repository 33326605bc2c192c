"""The proof of forgetting: entries without anybody's id, each signed together with the one before it.

Source: decision D24.
"""

import json
import sqlite3
from datetime import datetime

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms
from ostoja.protocol.keys import PrivateKey, PublicKey

LABEL = b"ostoja proof 1 "


def prove(change: sqlite3.Connection, said: dict[str, object], count: int, by: PrivateKey, now: datetime) -> None:
    """Write down, within a transaction, that so many rows went; batches of the same deed share an entry."""
    last = change.execute("SELECT number, body FROM proof ORDER BY number DESC LIMIT 1").fetchone()
    number = 1 if last is None else last["number"] + 1
    if last is not None:
        before = json.loads(last["body"])
        if {**before, "count": 0} == {**said, "count": 0}:
            number, count = last["number"], before["count"] + count
    body = json.dumps({**said, "count": count}, sort_keys=True)
    above = change.execute("SELECT signature FROM proof WHERE number = ?", (number - 1,)).fetchone()
    signature = by.sign(_text(b"" if above is None else above["signature"], body))
    change.execute("INSERT OR REPLACE INTO proof VALUES (?, ?, ?, ?)", (number, ms(now), body, signature))


def is_whole(database: Database, by: PublicKey) -> bool:
    """Whether no entry was changed, taken out or moved since it was written."""
    above = b""
    for place, row in enumerate(database.rows("SELECT number, body, signature FROM proof ORDER BY number"), start=1):
        if row["number"] != place or not by.signed(row["signature"], _text(above, row["body"])):
            return False
        above = row["signature"]
    return True


def _text(above: bytes, body: str) -> bytes:
    return LABEL + above + body.encode()
