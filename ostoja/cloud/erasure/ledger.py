"""The ledger of erasures: files outside the database and outside every backup, written before the first delete.

A month has a file. The last line may be torn by a kill: nothing had been done by then. ``is`` says what a line is: an
entry (``pending``), what came of it (``settled``, ``void``), a note of something else that no restore may undo, or a
mark that keeps the count.

Source: decision D28.
"""

import contextlib
import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from ostoja.cloud.erasure.lines import LedgerError, append, end_of, lines_of, sync, write_whole
from ostoja.cloud.erasure.rules import Deed, Status

KEY_BYTES = 32
HEAD = "ledger.json"
PENDING, SETTLED, VOID, NOTE, MARK = "pending", "settled", "void", "note", "mark"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which ledger it is, and the key with which it hashes whom it is about."""

    id: str
    key: str


@dataclass(frozen=True)
class Entry:
    """An erasure: when, what, of whom (a keyed hash), how each category stands, and whose data keys go with it."""

    number: int
    at: datetime
    deed: Deed
    who: str
    state: str = PENDING
    categories: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()


class Ledger:
    """The ledger in a folder; several processes may write at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def exists(self) -> bool:
        """Whether there is one."""
        return (self._folder / HEAD).exists()

    def head(self) -> Head:
        """Which ledger it is; made when there is none.

        Raises: LedgerError when it cannot be read.
        """
        file = self._folder / HEAD
        if not file.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = file.with_name(f"{HEAD}.{secrets.token_hex(8)}")
            write_whole(draft, msgspec.json.encode(Head(secrets.token_hex(8), secrets.token_hex(KEY_BYTES))))
            with contextlib.suppress(FileExistsError):  # Whoever was first wins.
                os.link(draft, file)
            draft.unlink()
            sync(self._folder)
        try:
            return msgspec.json.decode(file.read_bytes(), type=Head)
        except (OSError, msgspec.DecodeError) as wrong:
            raise LedgerError(f"{file} cannot be read: {wrong}.") from wrong

    def who(self, handle: str) -> str:
        """By what the ledger knows somebody.

        Shapes: 64 hexadecimal digits.
        """
        return hmac.new(bytes.fromhex(self.head().key), handle.encode(), hashlib.sha256).hexdigest()

    def begin(
        self, handle: str, deed: Deed, categories: Iterable[str], now: datetime, keys: Collection[str] = ()
    ) -> int:
        """Write that somebody's data are about to go, and say under which number; when this answers it is on disk.

        ``keys`` are the subjects of the data keys that go with a person's row: once it is gone, nothing else tells.
        """
        pending = dict.fromkeys(categories, Status.PENDING.value)
        said = {"deed": deed.value, "who": self.who(handle), "categories": pending, "keys": list(keys)}
        return self._write({"is": PENDING} | said, now)

    def settle(self, number: int, categories: Mapping[str, str], now: datetime) -> None:
        """Write what became of each category."""
        self._write({"is": SETTLED, "of": number, "categories": dict(categories)}, now)

    def void(self, number: int, now: datetime) -> None:
        """Write that nothing was done after all."""
        self._write({"is": VOID, "of": number}, now)

    def note(self, said: Mapping[str, str], now: datetime) -> int:
        """Write what no restore may undo, in words of the caller's own, and say under which number."""
        return self._write({"is": NOTE, "said": dict(said)}, now)

    def notes(self, after: int) -> list[Mapping[str, str]]:
        """What was noted after the line of this number, the oldest first.

        Raises: LedgerError when a line was changed.
        """
        lines = (line for file in self.files() for line in lines_of(file))
        return [line["said"] for line in lines if line["is"] == NOTE and line["n"] > after]

    def mark(self, now: datetime) -> int:
        """Write the count of lines into this month's file, and say it."""
        return self._write({"is": MARK}, now)

    def numbers(self) -> set[int]:
        """The numbers of the lines that there are.

        Raises: LedgerError when a line was changed.
        """
        return {line["n"] for file in self.files() for line in lines_of(file)}

    def count(self) -> int:
        """The number of the last line."""
        return max(self.numbers(), default=0)

    def entries(self) -> list[Entry]:
        """Every erasure that was not called off, the oldest first.

        Raises: LedgerError when a line was changed, or is missing within a month.
        """
        found: dict[int, Entry] = {}
        for line in (line for file in self.files() for line in lines_of(file)):
            of = found.get(line.get("of", 0))
            if line["is"] == PENDING:
                at, deed = datetime.fromisoformat(line["at"]), Deed(line["deed"])
                keys = tuple(line.get("keys", ()))
                found[line["n"]] = Entry(line["n"], at, deed, line["who"], PENDING, line["categories"], keys)
            elif of is not None and line["is"] == VOID:
                found[of.number] = replace(of, state=VOID)
            elif of is not None:
                # Also one that somebody had taken for given up: what was done is done.
                found[of.number] = replace(of, state=SETTLED, categories=line["categories"])
        return [entry for entry in found.values() if entry.state != VOID]

    def forget(self, before: date, now: datetime) -> int:
        """Drop the months of which no backup can hold anybody any more, and say how many; the count goes on.

        Shapes: a month is dropped when all of it lies before that day, and nothing in it is pending.
        """
        months = f"{before:%Y-%m}"
        old = [file for file in self.files() if file.stem < months and file.stem < month(now)]
        old = [file for file in old if not is_open(file, self.entries())]
        if old:
            self.mark(now)
        for file in old:
            file.unlink()
        return len(old)

    def files(self) -> list[Path]:
        """The files of the months, in their order."""
        return sorted(self._folder.glob("????-??.jsonl"))

    def _write(self, said: dict[str, Any], now: datetime) -> int:
        self.head()
        with (self._folder / "lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Only the last line is looked at: a ledger that was read whole for each would soon hold everybody up.
            number = next((end.number for file in reversed(self.files()) if (end := end_of(file)).number), 0) + 1
            file = self._folder / f"{month(now)}.jsonl"
            body = {"n": number, "at": now.astimezone(UTC).isoformat()} | said
            append(file, body)
        return number


def month(now: datetime) -> str:
    """The name of a month's file."""
    return f"{now.astimezone(UTC):%Y-%m}"


def is_open(file: Path, entries: list[Entry]) -> bool:
    """Whether something that began in a month was not done yet."""
    pending = {entry.number for entry in entries if entry.state == PENDING}
    return any(line["n"] in pending for line in lines_of(file))
