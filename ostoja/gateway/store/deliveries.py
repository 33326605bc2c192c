"""To whom the owners had the home give its data; a row stands before the first byte leaves."""

from datetime import datetime

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms
from ostoja.protocol.deliveries import MOST_SHOWN, Delivery, Outcome


def begin(database: Database, receiver: str, host: str, now: datetime) -> int:
    """Write that a delivery begins, and say under which number."""
    with database.transaction() as change:
        values = (receiver, host, ms(now), Outcome.GOING)
        row = change.execute("INSERT INTO delivery (receiver, host, at, rows, outcome) VALUES (?, ?, ?, 0, ?)", values)
        return int(row.lastrowid or 0)


def end(database: Database, number: int, rows: int, outcome: Outcome) -> None:
    """Write how a delivery ended; one whose home was given up meanwhile left nothing to write."""
    with database.transaction() as change:
        change.execute("UPDATE delivery SET rows = ?, outcome = ? WHERE id = ?", (rows, outcome, number))


def stop_what_went(database: Database) -> None:
    """Write that what still went when the program ended went no further."""
    with database.transaction() as change:
        change.execute("UPDATE delivery SET outcome = ? WHERE outcome = ?", (Outcome.STOPPED, Outcome.GOING))


def latest(database: Database) -> tuple[Delivery, ...]:
    """The latest deliveries, the newest first."""
    rows = database.rows("SELECT receiver, host, at, rows, outcome FROM delivery ORDER BY id DESC LIMIT ?", MOST_SHOWN)
    return tuple(
        Delivery(row["receiver"], row["host"], row["at"], row["rows"], Outcome(row["outcome"])) for row in rows
    )
