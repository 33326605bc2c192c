"""A gateway's store with a history of about a gigabyte."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms

ROWS = 5_000_000
DAYS = 31.5  # From a midnight on; the home keeps 30, so that a night forgets one.
DEVICES = 200
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# So long that five million rows make a gigabyte.
VALUE = '{"c":"measurement","number":21.%02d,"quantity":"temperature","unit":"°C","note":"' + "x" * 90 + '"}'
INSERT = "INSERT INTO history (at, device, trait, value) VALUES (?, ?, 'measurement', ?)"


def fill(database: Database) -> None:
    """Write so many rows, evenly over the days, the oldest first; when this answers, the disk has them."""
    first, step = ms(NOW - timedelta(days=DAYS)), DAYS * 86_400_000 / ROWS
    values = [VALUE % number for number in range(100)]
    with database.transaction() as change:
        change.executemany(
            INSERT,
            ((first + int(at * step), f"m-{at % DEVICES}", values[at % len(values)]) for at in range(ROWS)),
        )
    database.scrub()
    os.sync()


def everything(database: Database) -> Iterator[tuple[int, str, str, str]]:
    """The rows as they stand, in their order, a page at a time."""
    last = 0
    while True:
        rows = database.rows(
            "SELECT number, at, device, trait, value FROM history WHERE number > ? ORDER BY number LIMIT 10000", last
        )
        if not rows:
            return
        for row in rows:
            yield row["at"], row["device"], row["trait"], row["value"]
        last = rows[-1]["number"]


def add(sums: "hashlib._Hash", row: tuple[object, ...]) -> None:
    """Add a row to a sum over all of them."""
    sums.update("\t".join(str(cell) for cell in row).encode())
