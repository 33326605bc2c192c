"""Lists of leaked passwords as a file of sorted numbers, a billion of which are searched in thirty looks.

A number is the first 64 bits of a password's SHA-1, which is how such lists are published; two different passwords of a
billion share one with a chance of 1 to 10**10. Numbers are big-endian, so the file sorts as its bytes do.
"""

import hashlib
import heapq
import os
import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO

BYTES = 8
# Sorted at once in memory, at about 100 bytes each.
RUN = 1_000_000
BLOCK = 8_192
SUM = re.compile(rb"([0-9A-Fa-f]{40})(?::\d+)?")


class NoSumError(Exception):
    """A line of a list is not a sum; the text says which."""


def number_of(password: str) -> bytes:
    """The number under which a password stands in a list."""
    return hashlib.sha1(password.encode(), usedforsecurity=False).digest()[:BYTES]


def read_sums(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The numbers of a list of sums, one a line, each perhaps with how often it was seen.

    Raises: NoSumError.
    """
    for place, line in enumerate(lines, 1):
        said = line.strip()
        if not said:
            continue
        found = SUM.fullmatch(said)
        if found is None:
            raise NoSumError(f"Line {place} is not a SHA-1 sum in 40 hexadecimal digits.")
        yield bytes.fromhex(found[1][: 2 * BYTES].decode())


def read_words(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The numbers of a list of passwords as they are, one a line; what is no text stands under its bytes."""
    for line in lines:
        said = line.rstrip(b"\r\n")
        if said:
            yield hashlib.sha1(said, usedforsecurity=False).digest()[:BYTES]


def write(numbers: Iterable[bytes], file: Path) -> int:
    """Write numbers in any order as a list in place of the one there was; how many different ones.

    Raises: OSError when there is no room; the old list stays then.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=file.parent) as folder:
        made, count, last = Path(folder) / "made", 0, b""
        with made.open("wb") as out:
            for number in heapq.merge(*_runs(numbers, folder)):
                if number != last:
                    out.write(number)
                    count, last = count + 1, number
            out.flush()
            os.fsync(out.fileno())
        made.replace(file)
    return count


def holds(file: Path, password: str) -> bool:
    """Whether a password stands in a list; where there is no list, none does.

    Raises: OSError when the list cannot be read.
    """
    wanted = number_of(password)
    try:
        with file.open("rb", buffering=0) as read:
            low, high = 0, read.seek(0, os.SEEK_END) // BYTES
            while low < high:
                middle = (low + high) // 2
                read.seek(middle * BYTES)
                found = read.read(BYTES)
                if found == wanted:
                    return True
                low, high = (middle + 1, high) if found < wanted else (low, middle)
    except FileNotFoundError:
        pass
    return False


def _runs(numbers: Iterable[bytes], folder: str) -> list[Iterator[bytes]]:
    """The numbers in sorted stretches, each in a file of its own that is gone with its reader."""
    files: list[BinaryIO] = []
    stretch = array("Q")
    for number in numbers:
        stretch.append(int.from_bytes(number))
        if len(stretch) == RUN:
            files.append(_run(stretch, folder))
            stretch = array("Q")
    files.append(_run(stretch, folder))
    return [_read(one) for one in files]


def _run(stretch: "array[int]", folder: str) -> BinaryIO:
    file: BinaryIO = TemporaryFile(dir=folder)  # noqa: SIM115 - its reader closes it
    ordered = array("Q", sorted(stretch))
    if sys.byteorder == "little":
        ordered.byteswap()
    ordered.tofile(file)
    file.seek(0)
    return file


def _read(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK * BYTES):
            for at in range(0, len(block), BYTES):
                yield block[at : at + BYTES]
