"""The run: the gate beside one plain query by an index, in the same process and turn by turn."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import Delays, Ratio, quantile
from bench.figures import plain as as_plain
from bench.report import Row

NAME = "privacy"
TITLE = "The consent gate beside one plain query, and the app's calls with and without the privacy layer"
# Source: decision D41.
MOST_MS = 1.0
MOST_TIMES = 1.15


def environment(var: Path) -> dict[str, str]:
    """What an office of one's own needs to know."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "ostoja.cloud.config.settings",
        "OSTOJA_MAIL": f"file://{var / 'mail'}",
        "OSTOJA_ORIGIN": "http://localhost:8000",
        "OSTOJA_RELAY_TOKEN": secrets.token_urlsafe(24),
        "OSTOJA_ROAD": "ws://localhost:8001",
        "OSTOJA_SECRET_KEY": secrets.token_urlsafe(40),
        "OSTOJA_VAR": str(var),
    }


def measure() -> dict[str, Any]:
    """What the gate costs, warm."""
    with tempfile.TemporaryDirectory(prefix="ostoja-bench-") as folder:
        words = [sys.executable, "-m", "bench.privacy.gate"]
        done = subprocess.run(words, env=environment(Path(folder)), check=True, stdout=subprocess.PIPE, text=True)
    return figures(**json.loads(done.stdout))


def figures(
    gate: Sequence[Sequence[float]],
    plain: Sequence[Sequence[float]],
    layered: Sequence[Sequence[float]],
    bare: Sequence[Sequence[float]],
) -> dict[str, Any]:
    """What the blocks come to.

    Units: seconds in; milliseconds and ratios out.
    """
    return {
        "gate": as_plain(Delays.of([one for block in gate for one in block])),
        "plain_query": as_plain(Delays.of([one for block in plain for one in block])),
        "ratio": {
            half: as_plain(
                Ratio.of([quantile(block, share) for block in gate], [quantile(one, share) for one in plain])
            )
            for half, share in (("p50", 0.5), ("p99", 0.99))
        },
        "calls": as_plain(Delays.of([one for block in layered for one in block])),
        "calls_bare": as_plain(Delays.of([one for block in bare for one in block])),
        "layer": as_plain(Ratio.of([quantile(block, 0.5) for block in layered], [quantile(one, 0.5) for one in bare])),
    }


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table."""
    layer = found["layer"]
    calls = Row(
        "two calls of the app behind the privacy layer, p50",
        f"{found['calls']['p50_ms']:.2f} ms",
        ratio=f"{layer['median']:.2f} × without it",
        spread=f"{layer['least']:.2f}–{layer['most']:.2f}",
    )
    gates = [
        Row(
            f"consent gate, {half}",
            f"{found['gate'][f'{half}_ms']:.2f} ms",
            ratio=f"{found['ratio'][half]['median']:.2f} × a plain query",
            spread=f"{found['ratio'][half]['least']:.2f}–{found['ratio'][half]['most']:.2f}",
        )
        for half in ("p50", "p99")
    ]
    return [*gates, calls]


def missed(found: Mapping[str, Any]) -> list[str]:
    """Whether asking takes longer than it may, or the layer costs more."""
    taken, times = found["gate"]["p99_ms"], found["layer"]["median"]
    slow = [f"p99 {taken:.2f} ms of {MOST_MS:.2f} ms"] if taken > MOST_MS else []
    return slow + ([f"calls {times:.2f} times of {MOST_TIMES:.2f}"] if times > MOST_TIMES else [])
