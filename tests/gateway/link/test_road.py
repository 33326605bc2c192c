import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from ostoja.gateway.link import outbox as outbox_module
from ostoja.gateway.link.road import Events, Road, Timing
from ostoja.gateway.store.papers import Papers
from ostoja.protocol.frames import CloseCode, Kind, OpenBody, ReadyBody, frame, frame_of, read_close_code
from ostoja.protocol.handshake import Begin
from ostoja.protocol.tickets import Profile, Role
from tests.doubles.relay import DoubleRelay
from tests.gateway.link.guest import INSTALLATION, Home

QUICK = Timing(
    connect=2, greeting=0.5, first_pause=0.02, longest_pause=0.05, spread=0.05, much_later=0.05, steady=0.001, goodbye=2
)
OPEN = frame_of(Kind.OPEN, OpenBody("ala", "s", Role.OWNER, Profile.PERSON), 1)


class Way:
    """A road with what it tells."""

    def __init__(self, home: Home, relay: DoubleRelay, http: aiohttp.ClientSession) -> None:
        self.relay = relay
        self.ups = 0
        self.doubts = asyncio.Event()
        self.revoked: asyncio.Queue[str] = asyncio.Queue()
        events = Events(self._up, self.doubts.set, self.revoked.put_nowait)
        self.road = Road(home.identity, home.channels, http, events, QUICK)
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


class LogListener(logging.Handler):
    """Wakes whoever waits for a line of the log."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.set()


@pytest.fixture
def listener() -> Iterator[LogListener]:
    made = LogListener()
    logging.getLogger("ostoja.gateway.link.road").addHandler(made)
    yield made
    logging.getLogger("ostoja.gateway.link.road").removeHandler(made)


async def test_a_relay_that_is_not_there_is_tried_again(home: Home, listener: LogListener) -> None:
    async with DoubleRelay(home.identity.public) as relay, aiohttp.ClientSession() as http:
        way = Way(home, relay, http)
        way.papers = Papers("t", "ws://127.0.0.1:9", INSTALLATION, "ala", 1, 2)
        async with running(way):
            await asyncio.wait_for(listener.heard.wait(), 5)
            await way.road.use(Papers("t", relay.road, INSTALLATION, "ala", 1, 2))
            await relay.gateway_joins()


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
