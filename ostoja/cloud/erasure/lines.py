"""A file to which lines are only added: each a JSON object with a sum over itself and the line before.

The last line may be torn by a kill; it is as if it had not been written.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STRETCH = 8_192  # Bytes; a line has a few hundred.


class LedgerError(Exception):
    """The ledger cannot be relied on; the text is a sentence for the operator."""


def summed(body: dict[str, Any], before: str) -> str:
    """The sum of a line: over its content and the sum of the line before."""
    return hashlib.sha256(before.encode() + json.dumps(body, sort_keys=True).encode()).hexdigest()


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The lines of a month.

    Raises: LedgerError when one was changed; the last may be torn, and counts as not written.
    """
    return read(file)[0]


def read(file: Path) -> tuple[list[dict[str, Any]], int, str]:
    """The lines of a month, the bytes that they take, and the sum of the last.

    Raises: LedgerError when one was changed.
    """
    content = file.read_bytes() if file.exists() else b""
    found: list[dict[str, Any]] = []
    length, before = 0, file.stem
    for number, written in enumerate(content.splitlines(keepends=True), 1):
        body = understood(written, before)
        if body is None and length + len(written) == len(content) and not written.endswith(b"\n"):
            break
        if body is None:
            raise LedgerError(f"{file}, line {number}: this is not what was written.")
        before = body.pop("sum")
        found.append(body)
        length += len(written)
    return found, length, before


def understood(written: bytes, before: str) -> dict[str, Any] | None:
    """A line, when it is whole and follows the one before."""
    try:
        body: dict[str, Any] = json.loads(written)
        said = {name: value for name, value in body.items() if name != "sum"}
        good = written.endswith(b"\n") and hmac.compare_digest(str(body["sum"]), summed(said, before))
    except (ValueError, KeyError, AttributeError):
        return None
    return body if good else None


@dataclass(frozen=True)
class End:
    """Where a month stands: the number and the sum of its last whole line, and the bytes up to there."""

    number: int
    sum: str
    length: int


def end_of(file: Path) -> End:
    """The end of a month, which begins with its own name; what a kill left of a last line does not count.

    Raises: LedgerError when the last line is no line.
    """
    content = tail(file)
    whole, _, torn = content.rpartition(b"\n")
    if not whole:
        return End(0, file.stem, 0)
    try:
        last = json.loads(whole.rpartition(b"\n")[2])
        return End(int(last["n"]), str(last["sum"]), file.stat().st_size - len(torn))
    except (ValueError, KeyError, TypeError) as wrong:
        raise LedgerError(f"{file}, the last line: this is not what was written.") from wrong


def tail(file: Path) -> bytes:
    """The last bytes of a file, at least two whole lines of them or all there is."""
    if not file.exists():
        return b""
    size, content = file.stat().st_size, b""
    with file.open("rb") as held:
        for reach in (STRETCH, 64 * STRETCH, size):
            held.seek(max(0, size - reach))
            content = held.read()
            if content.count(b"\n") > 2 or reach >= size:  # noqa: PLR2004 - the last, the one before, and its beginning
                break
    return content


def append(file: Path, body: dict[str, Any]) -> None:
    """Add a line, and let it reach the disk; what a kill left of the line before goes."""
    is_new, end = not file.exists(), end_of(file)
    line = json.dumps(body | {"sum": summed(body, end.sum)}, sort_keys=True).encode() + b"\n"
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as into:
        into.truncate(end.length)
        into.seek(end.length)
        into.write(line)
        into.flush()
        os.fsync(into.fileno())
    if is_new:
        sync(file.parent)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file for nobody else, and let it reach the disk."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as into:
        into.write(content)
        into.flush()
        os.fsync(into.fileno())


def sync(folder: Path) -> None:
    """Let a folder's entries reach the disk."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
