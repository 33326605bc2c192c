"""The run: blocks of commands through the chain and blocks of the same by a bare client, in turn."""

import asyncio
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import uvloop

from bench.chain.bare import BareClient
from bench.chain.samples import Meter, Samples
from bench.figures import MS_PER_SECOND, Delays, Ratio, median, plain
from bench.machine import children
from bench.neighbourhood import claimed_home
from bench.report import Row
from ostoja.protocol.messages import States, Step
from ostoja.protocol.traits import Turn
from tests.doubles.app import App
from tests.stories.households import Household
from tests.stories.town import Place

NAME = "chain"
TITLE = "A command from the app to the home and back, confirmed"

COMMANDS = 1_000
BLOCK = 50
WARM_UP = 50
# One is told once more than is waited for: a moment for the last of it, so that no command pays for the one before.
BETWEEN_SECONDS = 0.002
REST_SECONDS = 3.0
LAMP_NAME = "Lampa w salonie"
MOST_TIMES_BARE = 3.0
"""The gate: a packet that waits for an acknowledgement, or a timer on the way, makes it ten times and more."""


class NotConfirmedError(Exception):
    """The home did not do as it was asked, so there is nothing to measure."""


class Toggle(Protocol):
    """One way to the lamp."""

    async def __call__(self, *, on: bool) -> float:
        """Seconds until it is known that the lamp is on, or off."""
        ...


def through(app: App, lamp: str) -> Toggle:
    """The way through the whole chain: sealed by the app, opened in the home, confirmed and sealed back."""

    async def toggle(*, on: bool) -> float:
        began = time.perf_counter()
        told = await app.ask(lamp, Turn(on=on))
        ended = time.perf_counter()
        if told.step is not Step.CONFIRMED:
            raise NotConfirmedError(f"{told.step} {told.reason or ''}".strip())
        return ended - began

    return toggle


async def block(toggle: Toggle, count: int) -> list[float]:
    """So many samples, the lamp on and off in turn; it is off afterwards when the count is even."""
    taken = []
    for number in range(count):
        taken.append(await toggle(on=number % 2 == 0))
        await asyncio.sleep(BETWEEN_SECONDS)
    return taken


@contextmanager
def held(place: Place) -> Iterator[None]:
    """The process stands still meanwhile."""
    place.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        place.process.send_signal(signal.SIGCONT)


async def caught_up(app: App, device: str, at_ms: int) -> None:
    """Wait until the app has heard what the device showed at this instant.

    Units: milliseconds since 1970, on the home's clock.
    Then:  no echo of before is left that could pass for one of what is asked next.
    """
    while app.states[device].at < at_ms:
        await app.hear(States)


async def compare(household: Household, *, commands: int, warm_up: int) -> dict[str, Any]:
    """What was found."""
    town = household.town
    meter = Meter(_pids(household))
    chain, bare = Samples(), Samples()
    async with household.app() as app, BareClient(town.home_port, town.environment["OSTOJA_MSERV_PASSWORD"]) as client:
        await app.open()
        await app.snapshot()
        lamp = app.named(LAMP_NAME).id
        toggle = through(app, lamp)
        await client.listen()
        await block(toggle, warm_up)
        await block(client.toggle, warm_up)
        await client.hush()
        await meter.rest(REST_SECONDS)
        for _ in range(commands // BLOCK):
            await block(toggle, 2)
            chain.blocks.append(await meter.over(block(toggle, BLOCK)))
            # Alone, as if there were no gateway that hears every echo too.
            with held(town.gateway):
                await client.listen()
                await block(client.toggle, 2)
                bare.blocks.append(await block(client.toggle, BLOCK))
                await client.hush()
            await caught_up(app, lamp, client.last_ms)
    return figures(chain, bare, meter)


def figures(chain: Samples, bare: Samples, meter: Meter) -> dict[str, Any]:
    """The samples in short.

    Units: milliseconds; processor time in milliseconds per command, beyond that at rest, which is per second.
    """
    count = len(chain.all())
    return {
        "commands": count,
        "blocks": len(chain.blocks),
        "chain": plain(Delays.of(chain.all())),
        "bare": plain(Delays.of(bare.all())),
        "times_bare": plain(Ratio.of(chain.medians(), bare.medians())),
        "added_ms": (median(chain.all()) - median(bare.all())) * MS_PER_SECOND,
        "cpu_ms_per_command": {name: seconds / count * MS_PER_SECOND for name, seconds in meter.used.items()},
        "cpu_ms_per_second_at_rest": {name: share * MS_PER_SECOND for name, share in meter.at_rest.items()},
    }


def measure() -> dict[str, Any]:
    """Start a town, measure, and end it."""
    with claimed_home() as household:
        return uvloop.run(compare(household, commands=COMMANDS, warm_up=WARM_UP))


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table."""
    chain, bare, times = found["chain"], found["bare"], found["times_bare"]
    cpu, at_rest = found["cpu_ms_per_command"], found["cpu_ms_per_second_at_rest"]
    return [
        Row(
            "command → confirmed, p50 (mosquitto: a bare client)",
            f"{chain['p50_ms']:.2f} ms",
            f"{bare['p50_ms']:.2f} ms",
            f"{times['median']:.2f}",
            f"{times['least']:.2f} … {times['most']:.2f}",
        ),
        Row(
            "command → confirmed, p99",
            f"{chain['p99_ms']:.2f} ms",
            f"{bare['p99_ms']:.2f} ms",
            f"{chain['p99_ms'] / bare['p99_ms']:.2f}",
        ),
        *(Row(f"{name}, processor time a command", f"{cpu[name]:.2f} ms") for name in ("relay", "gateway")),
        *(Row(f"{name}, processor time at rest", f"{at_rest[name]:.1f} ms/s") for name in ("relay", "gateway")),
    ]


def missed(found: Mapping[str, Any]) -> list[str]:
    """What is worse than it may be."""
    times = found["times_bare"]["median"]
    return [] if times <= MOST_TIMES_BARE else [f"a command takes {times:.1f} times a bare client's"]


def _pids(household: Household) -> dict[str, int]:
    town = household.town
    home = town.home.process.pid
    (mosquitto,) = children(home)
    return {
        "relay": town.relay.process.pid,
        "gateway": town.gateway.process.pid,
        "cloud": town.cloud.process.pid,
        "simulator": home,
        "mosquitto": mosquitto,
    }
