"""Orders to erase what the home holds of somebody: carried out once, and answered when nothing is left."""

from datetime import datetime

from ostoja.gateway.store import history, papers
from ostoja.gateway.store.arrangements import drop_arrangement
from ostoja.gateway.store.database import Database
from ostoja.protocol.orders import Order


def take_order(database: Database, order: Order) -> bool:
    """Erase the member's apps and codes, and make the history void when the whole home ended; say whether it was new.

    A home that was claimed anew since keeps what its new household recorded: the claim made the rest void already.
    """
    held = papers.papers(database)
    is_over = order.whole and (held is None or held.installation == order.installation)
    through = 0
    with database.transaction() as change:
        if change.execute("SELECT id FROM erasure WHERE id = ?", (order.id,)).fetchone() is not None:
            return False
        change.execute("DELETE FROM app WHERE member = ?", (order.member,))
        drop_arrangement(change, order.member)
        change.execute("DELETE FROM admission WHERE member = ? OR made_by_member = ?", (order.member, order.member))
        if is_over:
            through = history.start_anew(change)
            change.execute("DELETE FROM device")
            change.execute("DELETE FROM room")
            change.execute("DELETE FROM delivery")
            change.execute("DELETE FROM arrangement")
        change.execute("INSERT INTO erasure VALUES (?, ?, ?, NULL, 0)", (order.id, int(order.whole), through))
    return True


def finished(database: Database, now: datetime) -> list[tuple[str, int]]:
    """The orders of which nothing is left to erase and of which the office has no receipt: their ids, and since when.

    What was erased is gone from the journal too before its order is done; while somebody else reads, that waits.

    Units: seconds since 1970.
    """
    over = "done IS NULL AND NOT EXISTS (SELECT 1 FROM history WHERE number <= through)"
    is_scrubbed = database.row(f"SELECT id FROM erasure WHERE {over}") is not None and database.scrub()  # noqa: S608
    with database.transaction() as change:
        if is_scrubbed:
            change.execute(f"UPDATE erasure SET done = ? WHERE {over}", (int(now.timestamp()),))  # noqa: S608
        rows = change.execute("SELECT id, done FROM erasure WHERE done IS NOT NULL AND told = 0").fetchall()
    return [(row["id"], row["done"]) for row in rows]


def note_told(database: Database, orders: list[str]) -> None:
    """The office has the receipts of these orders."""
    with database.transaction() as change:
        change.executemany("UPDATE erasure SET told = 1 WHERE id = ?", [(one,) for one in orders])


def ask_again(database: Database, order: str) -> bool:
    """The office asks again for an order that was carried out: its receipt was lost; whether there is one to give."""
    with database.transaction() as change:
        again = change.execute("UPDATE erasure SET told = 0 WHERE id = ? AND done IS NOT NULL", (order,))
        return again.rowcount > 0
