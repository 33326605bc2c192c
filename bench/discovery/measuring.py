"""The run: homes of several sizes, each found by gateways that are new, one after the other."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import MS_PER_SECOND, median
from bench.report import Row
from tests.ports import free_port
from tests.stories.town import Place

NAME = "discovery"
TITLE = "A home of 500, 2000 and 5000 objects, found by a gateway that is new"

SIZES = (500, 2_000, 5_000)
ROUNDS = 5
MIB = 1_048_576
SETTINGS = {"OSTOJA_MSERV_PASSWORD": "only loopback hears this"}


def measure() -> dict[str, Any]:
    """Start each home in turn and have it found."""
    return figures({size: rounds(size, ROUNDS) for size in SIZES})


def rounds(size: int, times: int) -> list[dict[str, Any]]:
    """What gateways say who find a home of this size."""
    with tempfile.TemporaryDirectory(prefix="ostoja-bench-") as name:
        folder, port = Path(name), free_port()
        words = ["simulate", "--listen", f"127.0.0.1:{port}", "--broker", "mosquitto", "--latency", "0"]
        home = Place("simulate", [*words, "--no-inhabitant", "--objects", str(size)], SETTINGS, folder)
        home.start()
        try:
            home.line("M-SERV on")
            return [found(folder / f"gateway-{number}", port) for number in range(times)]
        finally:
            home.stop()


def found(folder: Path, port: int) -> dict[str, Any]:
    """What a gateway on a new store in this folder says."""
    words = [sys.executable, "-m", "bench.discovery.finding", str(folder), "127.0.0.1", str(port)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **SETTINGS})
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def figures(found: Mapping[int, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """The medians of the rounds.

    Units: milliseconds; MiB; per object microseconds and KiB, the latter of what is held beyond the empty gateway.
    """
    sizes = []
    for size, said in found.items():
        seconds, after = median([one["seconds"] for one in said]), median([one["after"] for one in said])
        grown = median([one["after"] - one["before"] for one in said])
        sizes.append(
            {
                "objects": size,
                "devices": said[0]["devices"],
                "shown": said[0]["shown"],
                "ms": seconds * MS_PER_SECOND,
                "least_ms": min(one["seconds"] for one in said) * MS_PER_SECOND,
                "most_ms": max(one["seconds"] for one in said) * MS_PER_SECOND,
                "mib": after / MIB,
                "micros_per_object": seconds * 1e6 / size,
                "kib_per_object": grown / 1_024 / size,
            }
        )
    return {"sizes": sizes}


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table; an object of the smallest home is what the others are compared with."""
    sizes = found["sizes"]
    lines = []
    for one in sizes:
        times = one["micros_per_object"] / sizes[0]["micros_per_object"]
        lines.append(
            Row(
                f"gateway, home of {one['objects']:,} objects found, {one['micros_per_object']:.0f} µs an object",
                f"{one['ms']:.0f} ms",
                ratio=f"{times:.2f} × an object of {sizes[0]['objects']}",
                spread=f"{one['least_ms']:.0f} … {one['most_ms']:.0f}",
            )
        )
    for one in sizes:
        words = f"gateway, memory with {one['objects']:,} objects, {one['kib_per_object']:.1f} KiB an object"
        times = one["kib_per_object"] / sizes[0]["kib_per_object"]
        lines.append(Row(words, f"{one['mib']:.0f} MiB", ratio=f"{times:.2f} × an object of {sizes[0]['objects']}"))
    return lines
