"""The run: a home with a gigabyte of history, by night, and taken along."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import Delays, plain
from bench.report import Row

NAME = "history"
TITLE = "A gigabyte of history in the home: a night that forgets a day of it, and taking it along"
# Source: decisions D32, D41.
MOST_MS = 200.0
MOST_SECONDS = 30 * 60
MOST_MIB = 200


def said(module: str, folder: str) -> dict[str, Any]:
    """What a program of this bench says of a store."""
    words = [sys.executable, "-m", module, folder]
    found: dict[str, Any] = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def measure() -> dict[str, Any]:
    """Fill, forget and take along, each in a process of its own, so that its memory is its own too."""
    with tempfile.TemporaryDirectory(prefix="ostoja-bench-") as folder:
        place = str(Path(folder) / "var")
        home = said("bench.history.home", place)
        return figures(home, said("bench.history.taking", place))


def figures(home: Mapping[str, Any], taken: Mapping[str, Any]) -> dict[str, Any]:
    """What the two come to.

    Units: milliseconds, seconds, MiB.
    """
    peace, night = Delays.of(home["peace"]), Delays.of(home["night"])
    return {
        "peace": plain(peace),
        "night": plain(night),
        "times": night.p99_ms / peace.p99_ms,
        "night_seconds": home["seconds"],
        "forgotten": home["forgotten"],
        "store_mib": home["bytes"] / 1_048_576,
        "rows": taken["rows"],
        "is_whole": (taken["rows"], taken["sum"]) == (home["left"], home["sum"]),
        "taking_seconds": taken["seconds"],
        "sent_mib": taken["sent"] / 1_048_576,
        "peak_mib": taken["peak_mib"],
    }


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table."""
    return [
        Row("home with 5 M rows, an answer in peace, p99", f"{found['peace']['p99_ms']:.2f} ms"),
        Row(
            "the same while a night forgets a day, p99",
            f"{found['night']['p99_ms']:.2f} ms",
            ratio=f"{found['times']:.1f} × in peace",
        ),
        Row(f"that night, {found['forgotten']:,} rows", f"{found['night_seconds']:.0f} s"),
        Row(f"taking {found['rows']:,} rows along, {found['sent_mib']:,.0f} MiB", f"{found['taking_seconds']:.0f} s"),
        Row("the gateway's memory meanwhile, most", f"{found['peak_mib']:.0f} MiB"),
    ]


def missed(found: Mapping[str, Any]) -> list[str]:
    """What is slower or larger than it may be, or not whole."""
    slow = found["night"]["p99_ms"]
    gates = {
        f"p99 by night {slow:.1f} ms of {MOST_MS:.0f} ms": slow > MOST_MS,
        f"a night of {found['night_seconds']:.0f} s of {MOST_SECONDS} s": found["night_seconds"] > MOST_SECONDS,
        f"{found['peak_mib']:.0f} MiB of {MOST_MIB} MiB": found["peak_mib"] > MOST_MIB,
        "what was taken along is not what was there": not found["is_whole"],
    }
    return [words for words, is_missed in gates.items() if is_missed]
