"""The run: both servers at once, loads in turn, medians of the rounds; a table, a JSON file, and the gates."""

import asyncio
import json
import os
import statistics
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import uvloop

from bench.road import loads
from bench.road.clients import app, gateway, mqtt_client
from bench.road.servers import MosquittoServer, RelayServer, Server
from bench.road.standing import standing
from tests.doubles.office import TOKEN, Office

GATES = {"one": 1.0, "burst": 4.0}
"""Frames per core of the relay, in those of mosquitto."""
STANDING = {"one": (200, 1, 20), "burst": (50, 64, 5)}
"""Pairs, frames that wait for each, and how often that is done for each round of the other loads."""
UNDER_WAY = {"one": (100, 1), "burst": (4, 64)}
"""Pairs, and frames under way in each."""


async def measure(relay: Server, mosquitto: Server, office: Office, *, rounds: int, seconds: float) -> dict[str, Any]:
    """Everything that was measured, by load and server."""
    makers = {"relay": loads.relay_pairs(relay, office.signer), "mosquitto": loads.mosquitto_pairs(mosquitto)}
    servers = {"relay": relay, "mosquitto": mosquitto}
    waiting = {
        load: await standing(servers, makers, pairs=pairs, burst=burst, rounds=rounds * times)
        for load, (pairs, burst, times) in STANDING.items()
    }
    under_way: dict[str, dict[str, list[loads.Cost]]] = {load: {name: [] for name in servers} for load in UNDER_WAY}
    delays: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
    for _ in range(rounds):
        for load, (pairs, burst) in UNDER_WAY.items():
            for name, server in servers.items():
                cost = await loads.throughput(server, makers[name], pairs=pairs, burst=burst, seconds=seconds)
                under_way[load][name].append(cost)
        for name in servers:
            delays[name].append(await loads.latency(makers[name], rate=1_000, seconds=seconds))
    busy = {
        load: {name: [cost.micros for cost in given] for name, given in by_name.items()}
        for load, by_name in under_way.items()
    }
    return {
        "micros_per_frame": {load: _medians(by_name) for load, by_name in waiting.items()},
        "times_mosquitto": {load: _times(by_name) for load, by_name in waiting.items()},
        "under_way_micros_per_frame": {load: _medians(by_name) for load, by_name in busy.items()},
        "under_way_times_mosquitto": {load: _times(by_name) for load, by_name in busy.items()},
        "frames_per_second": {
            load: _medians({name: [cost.rate for cost in given] for name, given in by_name.items()})
            for load, by_name in under_way.items()
        },
        "latency_micros_p50_p99": {
            name: [statistics.median(half for half, _ in given), statistics.median(most for _, most in given)]
            for name, given in delays.items()
        },
    }


def _medians(by_name: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {name: statistics.median(given) for name, given in by_name.items()}


def _times(by_name: Mapping[str, Sequence[float]]) -> float:
    # Of each round, then the median: what disturbs the machine disturbs both servers of a round.
    return statistics.median(theirs / ours for ours, theirs in zip(by_name["relay"], by_name["mosquitto"], strict=True))


async def memory(office: Office, *, count: int, seconds: float) -> dict[str, Any]:
    """What connections take and what a frozen page does, each measured in a process that has freed nothing yet."""
    signer = office.signer

    async def fresh(make: Callable[[], Server], use: Callable[[Server], Awaitable[Any]]) -> Any:
        server = make()
        await asyncio.to_thread(server.start)
        try:
            return await use(server)
        finally:
            await asyncio.to_thread(server.stop)

    def relay() -> Server:
        return RelayServer(office.url, TOKEN)

    def gateways(server: Server) -> Awaitable[float]:
        return loads.idle(server, lambda n: gateway(server.port, signer, f"home-{n}"), count=count)

    def pages(server: Server) -> Awaitable[float]:
        return loads.idle(server, lambda n: app(server.port, signer, f"home-{n}"), count=count)

    def subscribers(server: Server) -> Awaitable[float]:
        return loads.idle(server, lambda n: mqtt_client(server.port, f"idle-{n}"), count=count)

    frozen = await fresh(relay, lambda server: loads.frozen_page(server, signer, seconds=seconds))
    return {
        "idle_kib": {
            "relay_gateway": await fresh(relay, gateways),
            "relay_page": await fresh(relay, pages),
            "mosquitto": await fresh(MosquittoServer, subscribers),
        },
        "frozen_page": asdict(frozen),
    }


async def run(rounds: int, seconds: float) -> dict[str, Any]:
    """Start both servers on the first core, measure from the second, and stop them."""
    office = Office()
    await office.start()
    relay, mosquitto = RelayServer(office.url, TOKEN), MosquittoServer()
    try:
        await asyncio.gather(asyncio.to_thread(relay.start), asyncio.to_thread(mosquitto.start))
        found = await measure(relay, mosquitto, office, rounds=rounds, seconds=seconds)
        return {**found, **await memory(office, count=1_500, seconds=5)}
    finally:
        for server in (relay, mosquitto):
            await asyncio.to_thread(server.stop)
        await office.stop()


def table(found: dict[str, Any]) -> str:
    """What was found, as people read it."""
    loads_in_words = {"one": "a frame a read", "burst": "64 frames a read"}
    lines = [f"{'':48}{'relay':>12}{'mosquitto':>12}{'times':>8}"]
    for load, words in loads_in_words.items():
        for kind, how in (("", "all of them waiting"), ("under_way_", "as the generator says them")):
            micros, times = found[f"{kind}micros_per_frame"][load], found[f"{kind}times_mosquitto"][load]
            label = f"{words}, {how}: CPU µs"
            lines.append(f"{label:48}{micros['relay']:12.2f}{micros['mosquitto']:12.2f}{times:8.2f}")
        rates = found["frames_per_second"][load]
        label = f"{words}, as the generator says them: a second"
        lines.append(f"{label:48}{rates['relay']:12,.0f}{rates['mosquitto']:12,.0f}")
    for name, value in found["idle_kib"].items():
        lines.append(f"{'idle connection, KiB: ' + name:48}{value:12.2f}")
    for name, (half, most) in found["latency_micros_p50_p99"].items():
        lines.append(f"{'delay at 1,000 a second, µs, p50 and p99: ' + name:48}{half:12.0f}{most:12.0f}")
    return "\n".join([*lines, f"frozen page: {found['frozen_page']}"])


@click.command()
@click.option("--rounds", default=7, show_default=True)
@click.option("--seconds", default=1.0, show_default=True, help="Of each load in each round.")
@click.option(
    "--json", "file", type=click.Path(path_type=Path), default=Path("bench-results/road.json"), show_default=True
)
def main(rounds: int, seconds: float, file: Path) -> None:
    """Measure the relay beside mosquitto."""
    os.sched_setaffinity(0, {(os.cpu_count() or 1) - 1})
    found = uvloop.run(run(rounds, seconds))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, indent=2) + "\n")
    click.echo(table(found))
    times = found["times_mosquitto"]
    missed = [load for load, least in GATES.items() if times[load] < least]
    if missed:
        click.echo(f"below the gate: {', '.join(missed)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
