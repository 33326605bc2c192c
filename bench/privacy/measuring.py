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
TITLE = "The consent gate beside one plain query"
# Source: decision D41.
MOST_MS = 1.0


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


def figures(gate: Sequence[Sequence[float]], plain: Sequence[Sequence[float]]) -> dict[str, Any]:
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
    }


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table."""
    return [
        Row(
            f"consent gate, {half}",
            f"{found['gate'][f'{half}_ms']:.2f} ms",
            ratio=f"{found['ratio'][half]['median']:.2f} × a plain query",
            spread=f"{found['ratio'][half]['least']:.2f}–{found['ratio'][half]['most']:.2f}",
        )
        for half in ("p50", "p99")
    ]


def missed(found: Mapping[str, Any]) -> list[str]:
    """Whether asking takes longer than it may."""
    taken = found["gate"]["p99_ms"]
    return [f"p99 {taken:.2f} ms of {MOST_MS:.2f} ms"] if taken > MOST_MS else []
