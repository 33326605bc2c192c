"""A database into a file and back: SQLite by its online backup, PostgreSQL by its own programs."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from ostoja.cloud.backup.errors import BackupError
from ostoja.cloud.erasure.lines import sync

# What the programs of PostgreSQL read from the environment, so that no password stands in a list of processes.
VARIABLES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
WHOLE = ("--no-owner", "--no-privileges")
# Lines of a list of contents: number; table and row of the catalogue; kind; schema; name. See ``cloud/roles``.
OF_ROLES = re.compile(r"\d+; \d+ \d+ (POLICY |ROW SECURITY |SCHEMA - ostoja_roles |FUNCTION ostoja_roles )")


def engine() -> str:
    """Which kind of database the office has."""
    return connection.vendor


def dump(into: Path) -> None:
    """Write the database as it is at one instant into a new file.

    Raises: BackupError.
    """
    if engine() == "postgresql":
        run("pg_dump", ["--format=custom", *WHOLE, f"--file={into}"])
        return
    source = database_file()
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live, closing(sqlite3.connect(into)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def load(source: Path) -> None:
    """Make the database what a file says; killed half way, it is done again from the start.

    Raises: BackupError.
    """
    connections.close_all()
    if engine() == "postgresql":
        wanted = source.with_name(f"{source.name}.list")
        wanted.write_text(without_roles(run("pg_restore", ["--list", str(source)])), encoding="utf-8")
        once = ("--single-transaction", "--clean", "--if-exists", "--exit-on-error")
        run("pg_restore", [*once, *WHOLE, f"--use-list={wanted}", dbname(), str(source)])
        wanted.unlink()
        return
    place = database_file()
    for rest in ("-wal", "-shm"):
        place.with_name(place.name + rest).unlink(missing_ok=True)
    with source.open("rb") as written:
        os.fsync(written.fileno())
    source.replace(place)
    sync(place.parent)


def is_empty() -> bool:
    """Whether there is nothing where a restore would go."""
    if engine() == "postgresql":
        empty = not connection.introspection.table_names()
        connections.close_all()
        return empty
    return not database_file().exists()


def database_file() -> Path:
    """Where SQLite keeps the database."""
    return Path(settings.DATABASES["default"]["NAME"])


def dbname() -> str:
    """The name of PostgreSQL's database as an argument."""
    return f"--dbname={settings.DATABASES['default']['NAME']}"


def without_roles(contents: str) -> str:
    """The contents of a backup without what is for roles: those belong to the server, and the new one has none yet."""
    return "".join(line for line in contents.splitlines(keepends=True) if not OF_ROLES.match(line))


def run(program: str, words: Sequence[str]) -> str:
    """Run one of PostgreSQL's programs, and answer what it said.

    Raises: BackupError when it is not installed, or fails.
    """
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not installed: it comes with PostgreSQL's client programs.")
    ended = subprocess.run([found, *words], env=environment(), capture_output=True, text=True, check=False)
    if ended.returncode:
        last = (ended.stderr.strip().splitlines() or ["it does not say why"])[-1]
        raise BackupError(f"{program} failed: {last}")
    return ended.stdout


def environment() -> dict[str, str]:
    """Where PostgreSQL's programs find the database."""
    said: dict[str, Any] = settings.DATABASES["default"]
    named = {variable: str(said[name]) for name, variable in VARIABLES.items() if said.get(name)}
    options = {
        f"PG{name.upper()}": str(value) for name, value in said.get("OPTIONS", {}).items() if name.startswith("ssl")
    }
    return {**os.environ, **named, **options}
