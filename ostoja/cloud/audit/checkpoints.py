"""What the chains were, kept outside the database: whoever writes a chain anew cannot write these too.

A file for each chain, a signed statement a line. A copy of the folder belongs where nobody with the database can write.
Source: decision D36.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ostoja.cloud.audit.flows import checkpoint
from ostoja.cloud.audit.models import Chain
from ostoja.cloud.audit.queries import ends_of
from ostoja.cloud.audit.signing import says


@dataclass(frozen=True)
class Disagreement:
    """A line that does not fit the chain: somebody changed one of the two."""

    chain: str
    line: int
    reason: str


@dataclass(frozen=True)
class End:
    """Where a chain ended once: after so many entries, with this hash."""

    length: int
    head: bytes


def file_of(name: str) -> Path:
    """Where the checkpoints of a chain stand."""
    folder: Path = settings.CHECKPOINTS_FOLDER
    return folder / f"{name}.txt"


def keep(now: datetime) -> int:
    """Write down where every chain stands, unless it stood there the last time; say how many."""
    settings.CHECKPOINTS_FOLDER.mkdir(parents=True, exist_ok=True)
    return sum(keep_one(name, now) for name in Chain.objects.order_by("name").values_list("name", flat=True))


def keep_one(name: str, now: datetime) -> bool:
    """Write down where a chain stands; whether it had moved."""
    token, file = checkpoint(name), file_of(name)
    kept = lines(file)
    if token is None or (kept and says(kept[-1].split(" ")[-1]) == says(token)):
        return False
    with file.open("a+b") as written:
        # A line that a kill cut short was never said.
        written.truncate(sum(len(line) + 1 for line in kept))
        written.write(f"{now.isoformat()} {token}\n".encode("ascii"))
        written.flush()
        os.fsync(written.fileno())
    return True


def disagreements() -> Iterator[Disagreement]:
    """Where the chains are not what they were when they were written down, and chains that are gone."""
    for file in sorted(settings.CHECKPOINTS_FOLDER.glob("*.txt")):
        said = [read(file.stem, line) for line in lines(file)]
        ends = ends_of(file.stem, {one.length for one in said if one is not None})
        for number, one in enumerate(said, 1):
            if one is None:
                yield Disagreement(file.stem, number, "this line is not signed by us")
            # What lies before the oldest entry that is left was dropped on record, and cannot be compared any more.
            elif one.length >= ends.began and ends.hashes.get(one.length) != one.head:
                yield Disagreement(file.stem, number, f"the chain had {one.length} entries and another end")


def read(name: str, line: str) -> End | None:
    """What a line says of its chain; nothing when we never said so."""
    said = says(line.rsplit(" ", maxsplit=1)[-1])
    found = {} if said is None else json.loads(said)
    if found.get("chain") != name or not {"length", "head"} <= found.keys():
        return None
    return End(int(found["length"]), bytes.fromhex(found["head"]))


def lines(file: Path) -> list[str]:
    """The lines of a file that were written to their end."""
    if not file.exists():
        return []
    whole, _, _torn = file.read_text(encoding="ascii", errors="replace").rpartition("\n")
    return whole.splitlines()
