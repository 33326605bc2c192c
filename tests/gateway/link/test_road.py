import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from ostoja.gateway.link import outbox as outbox_module
from ostoja.gateway.link.patience import Patience
from ostoja.gateway.link.road import Events, Road, Timing
from ostoja.gateway.store.papers import Papers
from ostoja.protocol.frames import (
    HEADER_BYTES,
    LARGEST_FRAME,
    CloseCode,
    Kind,
    OpenBody,
    ReadyBody,
    frame,
    frame_of,
    read_close_code,
)
from ostoja.protocol.handshake import Begin
from ostoja.protocol.tickets import Profile, Role
from tests.doubles.relay import DoubleRelay
from tests.gateway.link.guest import INSTALLATION, Home
from tests.gateway.log_listener import listening

QUICK = Timing(
    connect=2,
    greeting=0.5,
    first_pause=0.02,
    longest_pause=0.05,
    spread=0.05,
    much_later=0.05,
    steady=0.001,
    goodbye=2,
    patience=Patience(soon=0.05),
)
OPEN = frame_of(Kind.OPEN, OpenBody("ala", "s", Role.OWNER, Profile.PERSON), 1)


class Way:
    """A road with what it tells."""

    def __init__(self, home: Home, relay: DoubleRelay, http: aiohttp.ClientSession, timing: Timing = QUICK) -> None:
        self.relay = relay
        self.ups = 0
        self.doubts = asyncio.Event()
        self.revoked: asyncio.Queue[str] = asyncio.Queue()
        events = Events(self._up, self.doubts.set, self.revoked.put_nowait)
        self.road = Road(home.identity, home.channels, http, events, timing)
        self.papers = Papers("the certificate", relay.road, INSTALLATION, "ala", 1, 2)

    def _up(self) -> None:
        self.ups += 1


@contextlib.asynccontextmanager
async def running(way: Way) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(way.road.run())
    try:
        await way.road.use(way.papers)
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextlib.asynccontextmanager
async def listening_again(relay: DoubleRelay, road: str) -> AsyncIterator[None]:
    """This relay at the address of one that is gone."""
    relay.road = road
    await relay._runner.setup()
    try:
        await web.TCPSite(relay._runner, "127.0.0.1", int(road.rpartition(":")[2])).start()
        yield
    finally:
        await relay._runner.cleanup()


@pytest.fixture
async def way(home: Home) -> AsyncIterator[Way]:
    async with DoubleRelay(home.identity.public) as relay, aiohttp.ClientSession() as http:
        made = Way(home, relay, http)
        async with running(made):
            yield made


async def test_the_gateway_proves_itself_and_is_ready(way: Way) -> None:
    await way.relay.gateway_joins()

    assert way.relay.certificates == ["the certificate"]


async def test_what_the_gateway_says_reaches_the_relay(way: Way) -> None:
    relay = await way.relay.gateway_joins()
    await relay.send_bytes(OPEN)
    await relay.send_bytes(frame(Kind.DATA, 1, b"noise"))

    heard = await way.relay.hears()

    assert (heard.kind, heard.channel, read_close_code(heard.body)) == (Kind.CLOSE, 1, CloseCode.SESSION_ENDED)


async def test_the_largest_frame_leaves_the_connection_standing(way: Way) -> None:
    relay = await way.relay.gateway_joins()
    largest = frame(Kind.DATA, 1, bytes(LARGEST_FRAME - HEADER_BYTES))
    assert len(largest) == LARGEST_FRAME

    await relay.send_bytes(largest)
    await relay.send_bytes(frame(Kind.REVOKED, 0, b"a.b.c"))

    assert await asyncio.wait_for(way.revoked.get(), 5) == "a.b.c"


async def test_a_revocation_is_handed_on(way: Way) -> None:
    relay = await way.relay.gateway_joins()

    await relay.send_bytes(frame(Kind.REVOKED, 0, b"a.b.c"))

    assert await asyncio.wait_for(way.revoked.get(), 5) == "a.b.c"


@pytest.mark.parametrize(
    "last",
    [frame(Kind.DRAIN), b"x", frame(Kind.READY), OPEN + b"x", frame(Kind.OPEN, 0, b"{}"), "text"],
)
async def test_after_whatever_ends_it_the_gateway_comes_back(way: Way, last: bytes | str) -> None:
    relay = await way.relay.gateway_joins()
    await relay.send_bytes(OPEN)

    await (relay.send_str(last) if isinstance(last, str) else relay.send_bytes(last))

    if last != frame(Kind.READY):
        await way.relay.gateway_joins()


@pytest.mark.parametrize("code", [CloseCode.GOING_AWAY, CloseCode.REPLACED, CloseCode.TOO_SLOW, 1001])
async def test_after_whatever_code_the_gateway_comes_back(way: Way, code: int) -> None:
    relay = await way.relay.gateway_joins()

    await relay.close(code=code)

    await way.relay.gateway_joins()


async def test_a_refused_certificate_is_doubted(way: Way) -> None:
    relay = await way.relay.gateway_joins()
    way.relay.refuse = CloseCode.BAD_CERTIFICATE

    await relay.close()

    await asyncio.wait_for(way.doubts.wait(), 5)


@pytest.mark.parametrize(
    ("first", "ready"),
    [
        (frame(Kind.READY), b""),
        (frame(Kind.CHALLENGE, 0, b"short"), b""),
        (b"", frame(Kind.READY, 0, b"rubbish")),
        (b"", frame(Kind.DRAIN)),
        (b"", frame_of(Kind.READY, ReadyBody(1, 1, version=99))),
    ],
)
async def test_a_relay_that_does_not_greet_as_it_should_is_left(home: Home, first: bytes, ready: bytes) -> None:
    async with DoubleRelay(home.identity.public) as relay, aiohttp.ClientSession() as http:
        way = Way(home, relay, http)
        good = relay.ready
        relay.first, relay.ready = first, ready or good
        async with running(way):
            await relay.gateway_leaves()
            relay.first, relay.ready = b"", good
            await relay.gateway_joins()


async def test_a_relay_that_is_not_there_is_tried_again(home: Home) -> None:
    async with DoubleRelay(home.identity.public) as relay, aiohttp.ClientSession() as http:
        way = Way(home, relay, http)
        way.papers = Papers("t", "ws://127.0.0.1:9", INSTALLATION, "ala", 1, 2)
        async with running(way):
            with listening("ostoja.gateway.link.road") as listener:
                await listener.line(5)
            await way.road.use(Papers("t", relay.road, INSTALLATION, "ala", 1, 2))
            await relay.gateway_joins()


async def test_what_is_unsent_does_not_pile_up_in_the_kernel(way: Way) -> None:
    await way.relay.gateway_joins()
    assert way.road._socket is not None
    wire = way.road._socket.get_extra_info("socket")

    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT) == 32 * 1024


async def test_a_relay_that_is_back_has_its_gateway_back_within_a_second(home: Home) -> None:
    async with aiohttp.ClientSession() as http:
        async with DoubleRelay(home.identity.public) as relay:
            way = Way(home, relay, http, Timing())
            task = asyncio.create_task(way.road.run())
            await way.road.use(way.papers)
            await relay.gateway_joins()
        again = DoubleRelay(home.identity.public)
        async with listening_again(again, relay.road):
            began = asyncio.get_running_loop().time()
            await again.gateway_joins()
            took = asyncio.get_running_loop().time() - began
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    assert took < 1


async def test_a_relay_that_takes_too_little_is_left(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = await way.relay.gateway_joins()
    monkeypatch.setattr(outbox_module, "HARD_BYTES", 1)
    await relay.send_bytes(OPEN)
    await relay.send_bytes(frame(Kind.DATA, 1, b"noise"))

    await way.relay.gateway_joins()


async def test_papers_of_another_installation_make_another_connection(way: Way) -> None:
    await way.relay.gateway_joins()

    await way.road.use(Papers("newer", way.relay.road, "another", "ala", 1, 2))
    await way.relay.gateway_joins()
    await way.road.use(None)

    assert way.relay.certificates == ["the certificate", "newer"]


async def test_leaving_ends_every_channel_first(home: Home) -> None:
    async with DoubleRelay(home.identity.public) as relay, aiohttp.ClientSession() as http:
        way = Way(home, relay, http)
        async with running(way) as task:
            socket = await relay.gateway_joins()
            await socket.send_bytes(OPEN)
            await socket.send_bytes(frame(Kind.DATA, 1, Begin(bytes(16)).pack()))
            assert (await relay.hears()).kind is Kind.DATA
            await way.road.leave()
            await asyncio.wait_for(task, 5)

        assert read_close_code((await relay.hears()).body) is CloseCode.GOING_AWAY


async def test_leaving_before_there_is_a_road_is_quiet(home: Home) -> None:
    async with aiohttp.ClientSession() as http:
        road = Road(home.identity, home.channels, http, Events(lambda: None, lambda: None, lambda _: None))

        await road.leave()
        await road.run()
