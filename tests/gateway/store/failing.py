"""Stores that fail for a while: the disk is full, or somebody else writes and does not come to an end."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ostoja.gateway.store.database import FILE_NAME, Database


def full(database: Database) -> None:
    """The file may grow no more."""
    database.rows("PRAGMA max_page_count = 1")  # It is never less than what there is.


def roomy(database: Database) -> None:
    """The file may grow again."""
    database.rows("PRAGMA max_page_count = 1000000")


def unwritable(database: Database) -> None:
    """The file takes no writing."""
    database.rows("PRAGMA query_only = 1")


def writable(database: Database) -> None:
    """The file takes writing again."""
    database.rows("PRAGMA query_only = 0")


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Somebody else writes into the store in this folder until the block ends."""
    other = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.close()
