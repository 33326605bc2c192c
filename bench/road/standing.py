"""What a frame costs a server that never waits for one.

The server is stopped, every sender says one batch, and the server goes on and finds all of them at once. So each batch
is a read of its own, no turn of its loop is spent on waiting, and neither the pace nor the core of the load generator
is in the figure: while the server works, the generator sleeps. What stopping and going on costs is measured in rounds
in which nothing is said, and taken off.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Mapping

from bench.road.loads import Pair, PairMaker, leave
from bench.road.servers import Server

STEP_SECONDS = 0.001
PATIENCE_SECONDS = 20.0
WARM_UP_ROUNDS = 5


async def standing(
    servers: Mapping[str, Server], makers: Mapping[str, PairMaker], *, pairs: int, burst: int, rounds: int
) -> dict[str, list[float]]:
    """What a frame cost each server in each round, the servers in turn, so that they meet the same moments.

    Shapes: in a round each of so many pairs has one batch of so many frames.
    Units:  microseconds of processor time a frame.
    Raises: TimeoutError when frames do not arrive.
    """
    made = {name: [await make(number) for number in range(pairs)] for name, make in makers.items()}
    for _, receiver, *_ in (pair for of_server in made.values() for pair in of_server):
        receiver.count()
    full: dict[str, list[float]] = {name: [] for name in servers}
    empty: dict[str, list[float]] = {name: [] for name in servers}
    for number in range(WARM_UP_ROUNDS + rounds):
        # Whoever is first in one round is last in the next.
        for name in sorted(servers, reverse=bool(number % 2)):
            nothing = await _round(servers[name], made[name], 0)
            something = await _round(servers[name], made[name], burst)
            if number >= WARM_UP_ROUNDS:
                empty[name].append(nothing)
                full[name].append(something)
    for of_server in made.values():
        leave(of_server)
    frames = pairs * burst
    return {
        name: [(something - statistics.median(empty[name])) / frames * 1e6 for something in given]
        for name, given in full.items()
    }


async def _round(server: Server, made: list[Pair], burst: int) -> float:
    due = [(receiver, receiver.received + size * burst) for _, receiver, _, size in made]
    deadline = time.monotonic() + PATIENCE_SECONDS
    server.hold()
    for sender, _, message, _ in made:
        _say(sender.transport.get_extra_info("socket").fileno(), message * burst)
    cpu = server.cpu()
    server.carry_on()
    # The loop of the generator stands still meanwhile: to wake it for every frame would be the server's work.
    while not server.is_idle():
        time.sleep(STEP_SECONDS)  # noqa: ASYNC251 - see above
    while any(receiver.received < enough for receiver, enough in due):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{server.name} did not pass everything on")
        await asyncio.sleep(STEP_SECONDS)
    return server.cpu() - cpu


def _say(descriptor: int, batch: bytes) -> None:
    if os.write(descriptor, batch) < len(batch):
        raise TimeoutError("the batch is larger than what a socket takes at once")
