"""A backup: a ZIP with the database and a manifest; never the keys, never the ledger of erasures."""

import hashlib
import importlib.metadata
import os
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from ostoja.cloud.backup import databases
from ostoja.cloud.backup.errors import BackupError
from ostoja.cloud.erasure.lines import sync
from ostoja.cloud.erasure.queries import ledger
from ostoja.cloud.policies.queries import publication_in_force

FORMAT = "ostoja-backup-1"
MANIFEST, DATABASE = "manifest.json", "database"
CHUNK = 1 << 20


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup is: of which program and policy, with which migrations, at which line of which ledger."""

    format: str
    version: str
    made: datetime
    engine: str
    policy: str
    migrations: list[str]
    ledger: str
    line: int
    sha256: str


def make(file: Path, now: datetime) -> Manifest:
    """Write a backup; the file is there when all of it is on disk.

    Raises: BackupError when there is such a file, or the database cannot be read; OSError.
    """
    if file.exists():
        raise BackupError(f"{file} is there already.")
    book = ledger()
    line = book.mark(now)
    draft, part = file.with_name(f".{file.name}.database"), file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    try:
        databases.dump(draft)
        made = describe(draft, now, book.head().id, line)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(made), indent=1))
            archive.write(draft, DATABASE)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(file)
        sync(file.absolute().parent)
    finally:
        draft.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return made


def describe(draft: Path, now: datetime, book: str, line: int) -> Manifest:
    """The manifest of a database that was written to a file."""
    standing = publication_in_force(now)
    with draft.open("rb") as content:
        digest = digest_of(content)
    return Manifest(
        format=FORMAT,
        version=importlib.metadata.version("ostoja"),
        made=now,
        engine=databases.engine(),
        policy="" if standing is None else standing.hash,
        migrations=sorted(f"{app} {name}" for app, name in MigrationLoader(connection).applied_migrations),
        ledger=book,
        line=line,
        sha256=digest,
    )


def inspect(file: Path) -> Manifest:
    """The manifest of a backup that this program can restore here.

    Raises: BackupError.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            made = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            with archive.open(DATABASE) as content:
                digest = digest_of(content)
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.DecodeError) as wrong:
        raise BackupError(f"{file} is not a backup of Ostoja: {type(wrong).__name__}.") from wrong
    if made.format != FORMAT or digest != made.sha256:
        raise BackupError(f"{file} is damaged, or of another kind: its content is not what its manifest says.")
    if made.engine != databases.engine():
        raise BackupError(f"{file} is of {made.engine}, but OSTOJA_DATABASE says {databases.engine()}.")
    known = {f"{app} {name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if not set(made.migrations) <= known:
        raise BackupError(f"{file} is of a newer Ostoja ({made.version}): install that one first.")
    return made


def extract(file: Path, into: Path) -> None:
    """Take the database out of a backup."""
    into.unlink(missing_ok=True)
    with zipfile.ZipFile(file) as archive, archive.open(DATABASE) as content, into.open("xb") as to:
        shutil.copyfileobj(content, to, CHUNK)


def digest_of(content: IO[bytes]) -> str:
    """The SHA-256 of everything that is still to be read."""
    found = hashlib.sha256()
    while chunk := content.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()
