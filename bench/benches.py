"""The benches that there are, in the order in which they run."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvloop

from bench.chain import measuring as chain
from bench.cold import measuring as cold
from bench.discovery import measuring as discovery
from bench.history import measuring as history
from bench.live import measuring as live
from bench.pages import measuring as pages
from bench.privacy import measuring as privacy
from bench.report import Row
from bench.road import __main__ as road

ROAD_ROUNDS = 7
ROAD_SECONDS = 1.0


def nothing(_: Mapping[str, Any]) -> list[str]:
    """No gate, so none is missed."""
    return []


@dataclass(frozen=True)
class Bench:
    """One bench.

    ``measure`` starts what it needs, measures, ends it, and answers what JSON can hold; ``rows`` shows that to people;
    ``missed`` says what of it is worse than it may be.
    """

    name: str
    title: str
    measure: Callable[[], dict[str, Any]]
    rows: Callable[[Mapping[str, Any]], Sequence[Row]]
    missed: Callable[[Mapping[str, Any]], list[str]] = nothing


def measure_road() -> dict[str, Any]:
    """What the relay costs beside mosquitto; the servers have the first core, the load comes from the last."""
    with on_core((os.cpu_count() or 1) - 1):
        return uvloop.run(road.run(ROAD_ROUNDS, ROAD_SECONDS))


def road_rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What the relay costs, as lines of a table."""
    loads = {"one": "relay, one frame a read", "burst": "relay, bursts of 64 frames"}
    micros, rates, times = found["micros_per_frame"], found["frames_per_second"], found["times_mosquitto"]
    ours, theirs = (found["latency_micros_p50_p99"][name] for name in ("relay", "mosquitto"))
    idle, frozen = found["idle_kib"], found["frozen_page"]
    lines = [
        line
        for load, words in loads.items()
        for line in (
            Row(
                f"{words}, processor time a frame",
                f"{micros[load]['relay']:.1f} µs",
                f"{micros[load]['mosquitto']:.1f} µs",
                f"{times[load]:.2f} × per core",
            ),
            Row(f"{words}, frames a second", f"{rates[load]['relay']:,.0f}", f"{rates[load]['mosquitto']:,.0f}"),
        )
    ]
    return [
        *lines,
        *(
            Row(
                f"relay, a frame's way, {half}",
                f"{ours[at]:.0f} µs",
                f"{theirs[at]:.0f} µs",
                f"{ours[at] / theirs[at]:.2f}",
            )
            for at, half in enumerate(("p50", "p99"))
        ),
        Row("relay, memory of an idle page", f"{idle['relay_page']:.1f} KiB", f"{idle['mosquitto']:.1f} KiB"),
        Row("relay, memory of an idle gateway", f"{idle['relay_gateway']:.1f} KiB"),
        Row("relay, frames that reach the neighbour of a frozen page", f"{frozen['healthy_got']:.0%}"),
    ]


def road_missed(found: Mapping[str, Any]) -> list[str]:
    """The loads at which the relay does less than it must beside mosquitto."""
    times = found["times_mosquitto"]
    return [f"{load}: {times[load]:.2f} of {least:.2f}" for load, least in road.GATES.items() if times[load] < least]


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Keep the process on this core meanwhile."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


BENCHES = {
    bench.name: bench
    for bench in (
        Bench("road", "The relay beside mosquitto, each on one core", measure_road, road_rows, road_missed),
        Bench(chain.NAME, chain.TITLE, chain.measure, chain.rows, chain.missed),
        Bench(live.NAME, live.TITLE, live.measure, live.rows, live.missed),
        Bench(discovery.NAME, discovery.TITLE, discovery.measure, discovery.rows),
        Bench(pages.NAME, pages.TITLE, pages.measure, pages.rows),
        Bench(cold.NAME, cold.TITLE, cold.measure, cold.rows, cold.missed),
        Bench(privacy.NAME, privacy.TITLE, privacy.measure, privacy.rows, privacy.missed),
        Bench(history.NAME, history.TITLE, history.measure, history.rows, history.missed),
    )
}
