"""One slow reader beside a healthy one: nobody else waits, memory stays bounded, no frame is lost or moved."""

import asyncio
import struct

from ostoja.protocol.frames import CloseCode, Kind, close_frame, frame
from ostoja.relay.limits import KIB, Limits, Marks
from tests.relay.peers import Peer, Town, town, until

MEGABYTE = bytes(1_000)


async def two_apps(here: Town) -> tuple[Peer, Peer, int, Peer, int]:
    gateway, slow, slow_channel = await here.pair()
    healthy = await here.app("bartek")
    channel = (await healthy.expect(Kind.OPENED)).channel
    await gateway.expect(Kind.OPEN)
    return gateway, slow, slow_channel, healthy, channel


async def test_a_gateway_that_pauses_in_time_loses_nothing(the_town: Town) -> None:
    gateway, slow, channel = await the_town.pair()
    slow.freeze()
    sent = 0
    paused = asyncio.ensure_future(gateway.expect(Kind.PAUSE))
    while not paused.done():
        await gateway.say(Kind.DATA, channel, struct.pack(">I", sent) + bytes(4_000))
        sent += 1
        await asyncio.sleep(0.0005)
    assert (await paused).channel == channel

    slow.thaw()
    numbers = [struct.unpack_from(">I", (await slow.expect(Kind.DATA)).body)[0] for _ in range(sent)]

    assert numbers == list(range(sent))
    assert (await gateway.expect(Kind.RESUME)).channel == channel


async def test_a_frozen_app_is_cut_and_a_healthy_one_gets_everything(the_town: Town) -> None:
    gateway, frozen, frozen_channel, healthy, channel = await two_apps(the_town)
    frozen.freeze()
    count = 8_000

    async def push() -> None:
        for number in range(count):
            await gateway.socket.send_bytes(frame(Kind.DATA, frozen_channel, MEGABYTE))
            await gateway.socket.send_bytes(frame(Kind.DATA, channel, struct.pack(">I", number)))

    pushing = asyncio.ensure_future(push())
    numbers = [struct.unpack(">I", (await healthy.expect(Kind.DATA)).body)[0] for _ in range(count)]
    await pushing

    assert numbers == list(range(count))
    assert [(await gateway.hear()).kind for _ in range(2)] == [Kind.PAUSE, Kind.CLOSE]
    assert the_town.relay.counters.closed[CloseCode.RESYNC.name] == 1
    assert the_town.relay.counters.apps == 1


async def test_apps_of_a_gateway_that_does_not_read_are_held_back_and_lose_nothing() -> None:
    marks = Marks(high=16 * KIB, low=4 * KIB, hard=16 * 1024 * KIB)
    async with town(Limits(gateway=marks, home=1024 * 1024 * KIB)) as here:
        gateway, app, channel = await here.pair()
        gateway.freeze()
        count = 3_000

        async def push() -> None:
            for number in range(count):
                await app.socket.send_bytes(frame(Kind.DATA, channel, struct.pack(">I", number) + bytes(4_000)))

        pushing = asyncio.ensure_future(push())
        await until(lambda: any(wire.is_held for wire in here.relay._open))
        assert not pushing.done()

        gateway.thaw()
        numbers = [struct.unpack_from(">I", (await gateway.expect(Kind.DATA)).body)[0] for _ in range(count)]
        await pushing

        assert numbers == list(range(count))
        assert not any(wire.is_held for wire in here.relay._open)


async def test_a_gateway_over_its_hard_bound_is_cut_and_its_apps_wait() -> None:
    marks = Marks(high=16 * KIB, low=4 * KIB, hard=20 * KIB)
    async with town(Limits(gateway=marks)) as here:
        gateway, app, channel = await here.pair()
        gateway.freeze()

        async def push() -> None:
            while True:
                await app.socket.send_bytes(frame(Kind.DATA, channel, bytes(60_000)))

        pushing = asyncio.ensure_future(push())
        await app.expect(Kind.WAITING)
        pushing.cancel()

        assert here.relay.counters.gateways == 0


async def test_a_home_that_says_too_much_waits_loses_nothing_and_is_in_nobodys_way() -> None:
    async with town(Limits(home=64 * KIB)) as here:
        gateway, app, channel = await here.pair()
        neighbour_gateway = await here.gateway(home="next-door")
        neighbour = await here.app("celina", home="next-door")
        opened = await neighbour.expect(Kind.OPENED)
        await neighbour_gateway.expect(Kind.OPEN)
        count = 24
        for number in range(count):
            await app.say(Kind.DATA, channel, struct.pack(">I", number) + bytes(4_000))
        await until(lambda: here.relay.counters.slowed == 1)

        await app.say(Kind.DATA, channel, struct.pack(">I", count))
        await neighbour.say(Kind.DATA, opened.channel, b"a lamp")

        assert (await neighbour_gateway.expect(Kind.DATA)).body == b"a lamp"
        assert any(wire.is_held for wire in here.relay._open)
        numbers = [struct.unpack_from(">I", (await gateway.expect(Kind.DATA)).body)[0] for _ in range(count + 1)]
        assert numbers == list(range(count + 1))
        assert not any(wire.is_held for wire in here.relay._open)


async def test_a_new_channel_of_a_slow_app_begins_paused(the_town: Town) -> None:
    gateway, slow, channel = await the_town.pair()
    slow.freeze()
    paused = asyncio.ensure_future(gateway.expect(Kind.PAUSE))
    while not paused.done():
        await gateway.say(Kind.DATA, channel, bytes(4_000))
        await asyncio.sleep(0.0005)
    await paused

    await gateway.socket.send_bytes(close_frame(channel, CloseCode.SESSION_ENDED))

    assert [(await gateway.hear()).kind for _ in range(2)] == [Kind.OPEN, Kind.PAUSE]
