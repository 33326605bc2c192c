"""Every place of a gateway in which something could be left: its files as bytes, and their columns."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ostoja.gateway.store.database import FILE_NAME
from ostoja.gateway.store.personal import TABLES
from ostoja.privacy.declare import Declaration, Personal
from tests.canary.stores import Store, raw

FILES = {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}
# What SQLite keeps of its own.
INSIDE = "sqlite_"


@dataclass(frozen=True)
class Left:
    """What a gateway's folder holds at one moment."""

    files: list[Store]
    columns: list[Store]


def left(var: Path) -> Left:
    """Everything in this folder, now: the bytes first, for whoever looks with SQL may tidy them."""
    files = [(str(file.relative_to(var)), file.read_bytes()) for file in sorted(var.rglob("*")) if file.is_file()]
    return Left(files, list(columns(var / FILE_NAME)))


def columns(file: Path) -> Iterator[Store]:
    """What every column of every table holds, raw."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in (name for name in tables if not name.startswith(INSIDE)):
            for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
                rows = connection.execute(f'SELECT "{name}" FROM "{table}"').fetchall()  # noqa: S608 - its own names
                yield f"{table}.{name}", b"\n".join(raw(row[0]) for row in rows)


def declarations() -> dict[str, Declaration]:
    """What each column is declared to hold."""
    return {f"{table.name}.{name}": said for table in TABLES for name, said in table.fields.items()}


def categories() -> dict[str, str]:
    """The category of each column that holds something about people."""
    return {place: said.category for place, said in declarations().items() if isinstance(said, Personal)}
