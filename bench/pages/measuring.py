"""The run: relay and mosquitto are pinged at a steady rate, with the web pages idle and busy in turn."""

import asyncio
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import uvloop

from bench.figures import Delays, Ratio, plain, quantile
from bench.neighbourhood import OWNER, claimed_home
from bench.pages.echoes import Echo, RelayEcho, broker_echo
from bench.pages.visits import visits
from bench.report import Row
from tests.stories.households import Household

NAME = "pages"
TITLE = "The road while the web pages are busy"

PINGS_PER_SECOND = 250
BLOCKS = 8
BLOCK_SECONDS = 1.0
WARM_UP_SECONDS = 0.5
SETTLING_SECONDS = 0.2
STAMP = struct.Struct(">Q")

Blocks = list[list[float]]


@dataclass
class Sides:
    """How long the pings of one echo took, block by block.

    Units: seconds.
    """

    idle: Blocks = field(default_factory=list)
    busy: Blocks = field(default_factory=list)


async def pings(echo: Echo, *, rate: int, seconds: float) -> list[float]:
    """How long each ping took to come back; one is sent whether the one before is back or not.

    Units: pings per second; seconds.
    """
    count = int(rate * seconds)
    hearing = asyncio.create_task(_pongs(echo, count))
    began = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        await echo.ping(STAMP.pack(time.perf_counter_ns()))
    return await hearing


async def compare(household: Household, *, seconds: float) -> dict[str, Any]:
    """What was found, in so many blocks of so many seconds."""
    town, sides, pages = household.town, (Sides(), Sides()), 0
    async with (
        household.app() as app,
        broker_echo(town.home_port) as broker,
        visits(town.origin, OWNER) as visitors,
    ):
        echoes = (RelayEcho(app), broker)

        async def both(seconds: float) -> list[list[float]]:
            return await asyncio.gather(*(pings(echo, rate=PINGS_PER_SECOND, seconds=seconds) for echo in echoes))

        await both(WARM_UP_SECONDS)
        for _ in range(BLOCKS):
            for side, taken in zip(sides, await both(seconds), strict=True):
                side.idle.append(taken)
            await visitors.go()
            await asyncio.sleep(SETTLING_SECONDS)
            for side, taken in zip(sides, await both(seconds), strict=True):
                side.busy.append(taken)
            pages += await visitors.stop()
    return figures(*sides, pages_per_second=pages / BLOCKS / (seconds + SETTLING_SECONDS))


def figures(relay: Sides, mosquitto: Sides, *, pages_per_second: float) -> dict[str, Any]:
    """The samples in short.

    Units: milliseconds.
    """
    found = {"relay": _figures(relay), "mosquitto": _figures(mosquitto)}
    return {"pings_per_second": PINGS_PER_SECOND, "pages_per_second": pages_per_second, **found}


def measure() -> dict[str, Any]:
    """Start a town, measure, and end it."""
    with claimed_home() as household:
        return uvloop.run(compare(household, seconds=BLOCK_SECONDS))


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table."""
    sides = found["relay"], found["mosquitto"]
    lines = []
    for state, when in (("idle", "no pages"), ("busy", f"{found['pages_per_second']:.0f} pages/s")):
        cells = (f"{side[state]['p50_ms']:.2f} / {side[state]['p99_ms']:.2f} ms" for side in sides)
        lines.append(Row(f"relay, ping → pong, p50 / p99, {when}", *cells))
    for half in ("p50", "p99"):
        ours, theirs = (side[f"times_idle_{half}"] for side in sides)
        spread = f"{ours['least']:.2f} … {ours['most']:.2f}"
        said = f"relay, ping → pong, {half} with pages, times {half} without"
        lines.append(Row(said, f"{ours['whole']:.2f} ×", f"{theirs['whole']:.2f} ×", spread=spread))
    return lines


async def _pongs(echo: Echo, count: int) -> list[float]:
    taken = []
    for _ in range(count):
        pong = await echo.pong()
        taken.append((time.perf_counter_ns() - STAMP.unpack(pong)[0]) / 1e9)
    return taken


def _figures(side: Sides) -> dict[str, Any]:
    idle, busy = (Delays.of([sample for block in blocks for sample in block]) for blocks in (side.idle, side.busy))
    found: dict[str, Any] = {"idle": plain(idle), "busy": plain(busy)}
    for half, share in (("p50", 0.5), ("p99", 0.99)):
        blocks = Ratio.of(*([quantile(block, share) for block in blocks] for blocks in (side.busy, side.idle)))
        # Of all samples: the last hundredth of one block is a handful.
        whole = found["busy"][f"{half}_ms"] / found["idle"][f"{half}_ms"]
        found[f"times_idle_{half}"] = {"whole": whole, **plain(blocks)}
    return found
