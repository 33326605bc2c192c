"""The loads: one frame per read, bursts, a fixed rate, idle connections, a frozen page."""

import asyncio
import statistics
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bench.road.clients import Client, app, data_bytes, data_frame, gateway, mqtt_client, publish, steady
from bench.road.servers import Server
from tests.doubles.office import Signer

PAYLOAD = 200
Pair = tuple[Client, Client, bytes, int]
"""Who sends, who receives, the message, and how many bytes of it arrive."""
PairMaker = Callable[[int], Awaitable[Pair]]


def relay_pairs(server: Server, signer: Signer) -> PairMaker:
    """Pairs of app and gateway, each in a home of its own."""

    async def make(number: int) -> Pair:
        home = f"home-{number}-{steady()}"
        receiver = await gateway(server.port, signer, home)
        sender = await app(server.port, signer, home)
        # OPEN, which tells the gateway of the app, is counted away before the load begins.
        await receiver.take(lambda data: 4 + int.from_bytes(data[2:4], "big") if len(data) > 4 else 0)  # noqa: PLR2004
        return sender, receiver, data_frame(PAYLOAD), data_bytes(PAYLOAD)

    return make


def mosquitto_pairs(server: Server) -> PairMaker:
    """Pairs of publisher and subscriber, each with a topic of its own."""

    async def make(number: int) -> Pair:
        topic = f"home/{number}/{steady()}"
        receiver = await mqtt_client(server.port, f"s{number}-{steady()}", topic)
        sender = await mqtt_client(server.port, f"p{number}-{steady()}")
        message = publish(topic, PAYLOAD)
        return sender, receiver, message, len(message)

    return make


@dataclass(frozen=True)
class Cost:
    """What a load cost the server.

    Units: microseconds of processor time per frame; frames per second as the generator reached them.
    """

    micros: float
    rate: float


async def throughput(server: Server, make: PairMaker, *, pairs: int, burst: int, seconds: float) -> Cost:
    """Each pair has ``burst`` frames under way; when all have arrived, the next are sent in one write."""
    made = [await make(number) for number in range(pairs)]
    running = True
    for sender, receiver, message, size in made:
        receiver.count()
        batch, whole = message * burst, size * burst

        def again(
            sender: Client = sender, receiver: Client = receiver, batch: bytes = batch, whole: int = whole
        ) -> None:
            if running and receiver.received % whole == 0:
                sender.transport.write(batch)

        receiver.arrived = again
        sender.transport.write(batch)
    await asyncio.sleep(0.3)
    began, cpu = steady(), server.cpu()
    frames = _frames(made)
    await asyncio.sleep(seconds)
    took, used, moved = steady() - began, server.cpu() - cpu, _frames(made) - frames
    running = False
    leave(made)
    return Cost(used / moved * 1e6, moved / took)


async def latency(make: PairMaker, *, rate: int, seconds: float) -> tuple[float, float]:
    """Half and 99 of 100 frames take no longer than this, at so many frames a second over eight pairs.

    Units: microseconds.
    """
    made = [await make(number) for number in range(8)]
    taken: list[float] = []
    sent: list[list[float]] = [[] for _ in made]
    for number, (_, receiver, _, size) in enumerate(made):
        receiver.count()

        def arrived(receiver: Client = receiver, size: int = size, times: list[float] = sent[number]) -> None:
            now, whole = steady(), receiver.received // size
            while len(times) and arrived_of[id(times)] < whole:
                taken.append(now - times[arrived_of[id(times)]])
                arrived_of[id(times)] += 1

        receiver.arrived = arrived
    arrived_of = {id(times): 0 for times in sent}
    began, total = steady(), int(rate * seconds)
    for number in range(total):
        due = began + number / rate
        while steady() < due:  # noqa: ASYNC110 - a rate is kept by the clock, and answers are read meanwhile
            await asyncio.sleep(0)
        sender, _, message, _ = made[number % len(made)]
        sent[number % len(made)].append(steady())
        sender.transport.write(message)
    await asyncio.sleep(0.3)
    leave(made)
    cuts = statistics.quantiles(taken[len(taken) // 10 :], n=100)
    return cuts[49] * 1e6, cuts[98] * 1e6


async def idle(server: Server, make: Callable[[int], Awaitable[Client]], *, count: int) -> float:
    """KiB of memory that one more idle connection takes."""
    before = server.memory()
    clients = [await make(number) for number in range(count)]
    for client in clients:
        client.count()
    await asyncio.sleep(1)
    took = (server.memory() - before) / count / 1024
    for client in clients:
        client.transport.abort()
    await asyncio.sleep(0.5)
    return took


@dataclass(frozen=True)
class Frozen:
    """What a frozen page does to its neighbour and to the server."""

    healthy_got: float
    growth_mib: float
    was_cut: bool


async def frozen_page(server: Server, signer: Signer, *, seconds: float) -> Frozen:
    """A gateway pushes 1,000-byte frames to two pages; one of them reads nothing."""
    home = f"frozen-{steady()}"
    source = await gateway(server.port, signer, home)
    frozen, healthy = await app(server.port, signer, home, "bartek"), await app(server.port, signer, home)
    frozen.transport.pause_reading()
    source.count()
    healthy.count()
    batch = b"".join(data_frame(1_000, channel) for channel in (1, 2)) * 16
    before, most, sent, began = server.memory(), 0, 0, steady()
    while steady() - began < seconds:
        source.transport.write(batch)
        sent += 16
        await asyncio.sleep(0.001)
        most = max(most, server.memory())
    await asyncio.sleep(0.5)
    got = healthy.received / data_bytes(1_000) / sent
    frozen.transport.resume_reading()
    await asyncio.sleep(0.5)
    result = Frozen(got, (most - before) / 2**20, frozen.transport.is_closing())
    for client in (source, frozen, healthy):
        client.transport.abort()
    return result


def _frames(made: list[Pair]) -> int:
    return sum(receiver.received // size for _, receiver, _, size in made)


def leave(made: list[Pair]) -> None:
    """Hang up."""
    for sender, receiver, *_ in made:
        sender.transport.abort()
        receiver.transport.abort()
