"""The run: a lamp is switched, with one page and with many that watch it in turn, until the last has opened the news.

The time is counted from the stamp that the M-SERV gives the state, which has whole milliseconds, and the opening of a
hundred seals by the one process that stands for all pages is counted in.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import uvloop

from bench.chain.bare import BareClient
from bench.chain.measuring import BETWEEN_SECONDS, LAMP_NAME
from bench.figures import MS_PER_SECOND, Ratio, median, plain, quantile
from bench.live.watching import Watcher
from bench.neighbourhood import claimed_home
from bench.report import Row
from tests.stories.households import Household

NAME = "live"
TITLE = "What the home shows, on a hundred pages"

PAGES = 100
BLOCKS = 10
CHANGES = 50
WARM_UP = 10
MOST_LAST_P95_MS = 500.0
"""The gate: half a second after the lamp, nearly always, everybody sees it."""
SHARES = (0.5, 0.95, 0.99)
# A hundred pages of one member are more than a home is given by itself.
SETTINGS = {"OSTOJA_RELAY_CHANNELS": "256", "OSTOJA_RELAY_MEMBER_CHANNELS": "128"}


@dataclass
class Samples:
    """How long it took, block by block: with one page, and with many until the first and the last had it.

    Units: seconds.
    """

    one: list[list[float]] = field(default_factory=list)
    first: list[list[float]] = field(default_factory=list)
    last: list[list[float]] = field(default_factory=list)


async def block(bare: BareClient, watchers: Sequence[Watcher], changes: int) -> list[list[float]]:
    """So many changes; of each, how long every watcher took, in seconds; the lamp is off afterwards when it is even."""
    taken = []
    for number in range(changes):
        await bare.toggle(on=number % 2 == 0)
        taken.append(await asyncio.gather(*(watcher.seconds_since(bare.last_ms) for watcher in watchers)))
        await asyncio.sleep(BETWEEN_SECONDS)
    return taken


async def watched(stack: AsyncExitStack, household: Household) -> Watcher:
    """One more page that watches the lamp until the stack ends."""
    app = await stack.enter_async_context(household.app())
    await app.open()
    await app.snapshot()
    return await stack.enter_async_context(Watcher(app, app.named(LAMP_NAME).id))


async def compare(household: Household, *, pages: int, blocks: int, changes: int) -> dict[str, Any]:
    """What was found with one page and with so many, in blocks of so many changes each."""
    town, samples = household.town, Samples()
    async with BareClient(town.home_port, town.environment["OSTOJA_MSERV_PASSWORD"]) as bare:
        await bare.listen()
        for _ in range(blocks):
            async with AsyncExitStack() as stack:
                alone = await watched(stack, household)
                await block(bare, [alone], WARM_UP)
                samples.one.append([sample for (sample,) in await block(bare, [alone], changes)])
        async with AsyncExitStack() as stack:
            watchers = [await watched(stack, household) for _ in range(pages)]
            await block(bare, watchers, WARM_UP)
            for _ in range(blocks):
                taken = await block(bare, watchers, changes)
                samples.first.append([min(each) for each in taken])
                samples.last.append([max(each) for each in taken])
    return figures(samples, pages=pages)


def figures(samples: Samples, *, pages: int) -> dict[str, Any]:
    """The samples in short.

    Units: milliseconds.
    """
    sides = {"one": samples.one, "first": samples.first, "last": samples.last}
    ratio = Ratio.of([median(each) for each in samples.last], [median(each) for each in samples.one])
    return {
        "pages": pages,
        "changes": sum(len(each) for each in samples.last),
        **{name: _quantiles(blocks) for name, blocks in sides.items()},
        "times_one": plain(ratio),
    }


def measure() -> dict[str, Any]:
    """Start a town, measure, and end it."""
    with claimed_home(settings=SETTINGS) as household:
        return uvloop.run(compare(household, pages=PAGES, blocks=BLOCKS, changes=CHANGES))


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table."""
    times = found["times_one"]
    spread = f"{times['least']:.1f} … {times['most']:.1f}"
    return [
        Row("state → one page has opened it, p50 / p95 / p99", _cell(found["one"])),
        Row(
            f"state → the last of {found['pages']} pages has, p50 / p95 / p99",
            _cell(found["last"]),
            ratio=f"{times['median']:.1f} × one page",
            spread=spread,
        ),
        Row(f"state → the first of {found['pages']} pages has, p50 / p95 / p99", _cell(found["first"])),
    ]


def missed(found: Mapping[str, Any]) -> list[str]:
    """What is worse than it may be."""
    late = found["last"]["p95_ms"]
    return [] if late <= MOST_LAST_P95_MS else [f"the last page sees it after {late:.0f} of {MOST_LAST_P95_MS:.0f} ms"]


def _quantiles(blocks: list[list[float]]) -> dict[str, float]:
    samples = [sample for each in blocks for sample in each]
    return {f"p{share * 100:.0f}_ms": quantile(samples, share) * MS_PER_SECOND for share in SHARES}


def _cell(side: Mapping[str, float]) -> str:
    return " / ".join(f"{side[key]:.1f}" for key in ("p50_ms", "p95_ms", "p99_ms")) + " ms"
