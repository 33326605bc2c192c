"""The SQLite file: opened so that a kill at any moment leaves it whole, and stepped to its present form."""

import importlib
import os
import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ostoja.gateway.store import steps
from ostoja.gateway.store.errors import BrokenStoreError, FailedStoreError, NewerStoreError, StoreError

FILE_NAME = "gateway.sqlite3"
FILE_MODE = 0o600
FOLDER_MODE = 0o700
APPLICATION_ID = 0x4F53544A  # "OSTJ", so that ``file`` and we know the file from any other SQLite database.
PATIENT_MS = 5_000  # Whoever starts or makes a code waits for another writer; a transaction takes milliseconds.
# The running gateway waits in its loop, and a light switch with it: people take a tenth of a second for at once.
BRIEF_MS = 100


class Database:
    """One open file; every change is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction that is kept when the block ends well and undone when it does not.

        Raises: FailedStoreError when the disk is full, the file read-only, locked or damaged.
        """
        with _typed():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has undone it already when the disk is full.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, question: str, *values: object) -> list[sqlite3.Row]:
        """The rows that answer this question.

        Raises: FailedStoreError when the file cannot be read.
        """
        with _typed():
            return self._connection.execute(question, values).fetchall()

    def named(self, question: str, values: dict[str, object]) -> list[sqlite3.Row]:
        """The rows that answer this question, whose values have names.

        Raises: FailedStoreError when the file cannot be read.
        """
        with _typed():
            return self._connection.execute(question, values).fetchall()

    def row(self, question: str, *values: object) -> sqlite3.Row | None:
        """The first row that answers this question, or None."""
        rows = self.rows(question, *values)
        return rows[0] if rows else None

    def scrub(self) -> bool:
        """Empty the journal beside the file, and say whether it is: not while somebody reads or the disk fails."""
        # SQLite overwrites what is deleted in the file alone; its journal keeps old pages until it is written over.
        try:
            return int(self.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]) == 0
        except FailedStoreError:
            return False

    def bytes(self) -> int:
        """How large the file is, its journal aside."""
        return int(self.rows("PRAGMA page_count")[0][0]) * int(self.rows("PRAGMA page_size")[0][0])

    def hurry(self) -> None:
        """From now on wait for another writer only as long as nobody notices; what is not written is an error."""
        self.rows(f"PRAGMA busy_timeout = {BRIEF_MS}")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def open_database(folder: Path) -> Database:
    """The store in this folder, made when it is not there, stepped to the present form.

    Raises: NewerStoreError when a newer version wrote it; BrokenStoreError when it is no store or damaged; StoreError
        when the folder cannot be written.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        # SQLite gives its own files beside this one the same mode.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
        path.chmod(FILE_MODE)
    except OSError as wrong:
        raise StoreError(
            f"{path} cannot be written: {wrong.strerror}; give --var a folder that this user owns"
        ) from wrong
    connection = sqlite3.connect(path, timeout=PATIENT_MS / 1000, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        _step(connection, path)
    except sqlite3.DatabaseError as wrong:
        connection.close()
        raise BrokenStoreError(
            f"{path} is damaged or no store of a gateway ({wrong}); restore it from a backup"
        ) from wrong
    except BaseException:
        connection.close()
        raise
    return Database(connection)


@contextmanager
def _typed() -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, FailedStoreError):
        raise
    except sqlite3.DatabaseError as wrong:
        raise FailedStoreError(
            f"the store failed ({wrong}); see that the disk has room, that this user may write, or restore a backup"
        ) from wrong


def known_steps() -> list[tuple[int, tuple[str, ...]]]:
    """Every step with its number, in order."""
    names = sorted(found.name for found in pkgutil.iter_modules(steps.__path__) if found.name.startswith("step_"))
    return [(int(name.split("_")[1]), importlib.import_module(f"{steps.__name__}.{name}").STATEMENTS) for name in names]


def _step(connection: sqlite3.Connection, path: Path) -> None:
    steps_known = known_steps()
    connection.execute("PRAGMA journal_mode = WAL")
    # A removed app must stay removed even when the power fails right after.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    for number, statements in steps_known:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _one_step(connection, number, statements, path)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    _refuse_newer(connection, steps_known[-1][0], path)


def _one_step(connection: sqlite3.Connection, number: int, statements: tuple[str, ...], path: Path) -> None:
    version = _number(connection, "user_version")
    if version >= number:
        return
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise BrokenStoreError(f"{path} is a database of something else; give --var another folder")
    for statement in statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")


def _refuse_newer(connection: sqlite3.Connection, newest: int, path: Path) -> None:
    if _number(connection, "application_id") != APPLICATION_ID:
        raise BrokenStoreError(f"{path} is a database of something else; give --var another folder")
    version = _number(connection, "user_version")
    if version > newest:
        raise NewerStoreError(f"{path} has form {version}, this gateway knows {newest}; install the newer version")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
