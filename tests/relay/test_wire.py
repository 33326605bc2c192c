"""What a WebSocket may bring, said byte by byte to the real listener."""

import asyncio
import os
import struct

import pytest
import uvloop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from ostoja.protocol.frames import APP_PATH, CloseCode, Kind, TicketBody, frame, frame_of
from ostoja.relay.counters import Counters, Side
from ostoja.relay.limits import Limits
from ostoja.relay.outbound import Turn
from ostoja.relay.port import Hold
from ostoja.relay.wire import Carrier, Wire
from tests.relay.peers import HOME, ORIGIN, PATIENCE, Town, town

BINARY, TEXT, CONT = Opcode.BINARY, Opcode.TEXT, Opcode.CONT


def masked(opcode: Opcode, body: bytes, *, fin: bool = True, rsv1: bool = False) -> bytes:
    said = Frame(opcode, body, fin=fin).serialize(mask=True)
    return bytes([said[0] | rsv1 << 6]) + said[1:]


def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


class RawPeer:
    """A WebSocket of which every byte is said by hand; the answers are read with another library's parser."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def dial(cls, here: Town, *, connection: str = "Upgrade", path: str = APP_PATH) -> "RawPeer":
        reader, writer = await asyncio.open_connection("127.0.0.1", here.relay.port)
        here.ends.callback(hang_up, writer)
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: {connection}\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
            f"Origin: {ORIGIN}\r\n\r\n".encode()
        )
        return cls(reader, writer)

    async def status(self) -> int:
        async with asyncio.timeout(PATIENCE):
            head = await self.reader.readuntil(b"\r\n\r\n")
        return int(head.split()[1])

    async def hear(self) -> tuple[int, bytes]:
        async with asyncio.timeout(PATIENCE):
            first, size = await self.reader.readexactly(2)
            if size == 126:
                (size,) = struct.unpack(">H", await self.reader.readexactly(2))
            return first & 15, await self.reader.readexactly(size)

    async def farewell(self) -> int:
        while True:
            opcode, body = await self.hear()
            if opcode == Opcode.CLOSE:
                return int.from_bytes(body[:2], "big")

    async def kinds(self, count: int) -> list[Kind]:
        return [Kind((await self.hear())[1][0]) for _ in range(count)]


async def admitted(here: Town) -> RawPeer:
    peer = await RawPeer.dial(here)
    assert await peer.status() == 101
    peer.writer.write(masked(BINARY, frame_of(Kind.TICKET, TicketBody(here.office.signer.ticket(HOME)))))
    assert await peer.kinds(2) == [Kind.ADMITTED, Kind.WAITING]
    return peer


class Stream:
    """A transport that only remembers."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_reading = True
        self.closing = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def is_closing(self) -> bool:
        return self.closing

    def pause_reading(self) -> None:
        self.is_reading = False

    def resume_reading(self) -> None:
        self.is_reading = True


class LoneWire(Wire):
    """A wire without a server and, until one is attached, without a talk."""

    def __init__(self, stream: Stream) -> None:
        limits, counters = Limits(connections=1), Counters()
        super().__init__(Carrier(limits, limits.app, Side(), counters, Turn()))
        self._stream = stream  # type: ignore[assignment]  # what the wire uses of a transport
        self._write = stream.write


def test_a_wire_whose_talk_is_over_passes_nothing_on_and_tells_nobody() -> None:
    stream = Stream()
    wire = LoneWire(stream)

    wire.pause_writing()
    wire.pass_on(b"late")
    wire.resume_writing()

    assert (stream.written, wire.is_full) == ([], False)


def test_a_wire_is_held_once_and_not_when_it_closes() -> None:
    stream = Stream()
    wire = LoneWire(stream)
    wire.hold(Hold.FULL)
    wire.hold(Hold.FULL)
    assert (wire.is_held, stream.is_reading) == (True, False)

    stream.closing = True
    wire.carry_on(Hold.FULL)
    wire.hold(Hold.FULL)

    assert (wire.is_held, stream.is_reading) == (False, False)


def test_a_wire_held_for_two_reasons_is_read_when_neither_is_left() -> None:
    stream = Stream()
    wire = LoneWire(stream)
    wire.hold(Hold.FULL)
    wire.hold(Hold.PACE)

    wire.carry_on(Hold.FULL)
    assert (wire.is_held, stream.is_reading) == (True, False)

    wire.carry_on(Hold.PACE)
    assert (wire.is_held, stream.is_reading) == (False, True)


async def test_a_browser_that_says_keep_alive_too_is_let_in(the_town: Town) -> None:
    assert await (await RawPeer.dial(the_town, connection="keep-alive, Upgrade")).status() == 101


@pytest.mark.parametrize(
    ("path", "connection", "status"),
    [
        ("/", "Upgrade", 404),
        (APP_PATH + "?ticket=x", "Upgrade", 404),
        (APP_PATH, "keep-alive", 400),
    ],
)
async def test_other_requests_are_refused(the_town: Town, path: str, connection: str, status: int) -> None:
    assert await (await RawPeer.dial(the_town, path=path, connection=connection)).status() == status


async def test_a_request_that_comes_to_nothing_leaves_nothing_behind(the_town: Town) -> None:
    await (await RawPeer.dial(the_town, connection="close")).status()

    assert (the_town.relay.counters.app_side.pending, len(the_town.relay._open)) == (0, 0)


@given(cuts=st.lists(st.integers(1, 400), max_size=8), sizes=st.lists(st.integers(0, 300), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_frames_cut_and_merged_anywhere_are_the_same(cuts: list[int], sizes: list[int]) -> None:
    async def story() -> list[bytes]:
        async with town() as here:
            peer = await admitted(here)
            gateway = await here.gateway()
            assert await peer.kinds(1) == [Kind.OPENED]
            await gateway.expect(Kind.OPEN)
            stream = b"".join(masked(BINARY, frame(Kind.DATA, 1, bytes([size % 256]) * size)) for size in sizes)
            for cut in cuts:
                peer.writer.write(stream[:cut])
                await peer.writer.drain()
                await asyncio.sleep(0)
                stream = stream[cut:]
            peer.writer.write(stream)
            return [(await gateway.expect(Kind.DATA)).body for _ in sizes]

    bodies = uvloop.run(story())

    assert bodies == [bytes([size % 256]) * size for size in sizes]


async def test_a_message_in_fragments_is_one_frame(the_town: Town) -> None:
    peer = await admitted(the_town)

    peer.writer.write(masked(BINARY, frame(Kind.PING, 0)[:3], fin=False))
    peer.writer.write(masked(Opcode.PING, b"between"))
    peer.writer.write(masked(CONT, frame(Kind.PING, 0)[3:], fin=False) + masked(CONT, b"1234"))

    assert await peer.hear() == (Opcode.PONG, b"between")
    assert await peer.hear() == (BINARY, frame(Kind.PONG, 0, b"1234"))


@pytest.mark.parametrize(
    "said",
    [
        masked(TEXT, b"hello"),
        masked(BINARY, b"", rsv1=True),
        masked(Opcode.PING, b"", rsv1=True),
        masked(CONT, b"a beginning is missing"),
        masked(BINARY, b"a", fin=False) + masked(BINARY, b"b"),
        masked(BINARY, b"\x01"),
    ],
)
async def test_what_the_road_does_not_know_is_a_bad_frame(the_town: Town, said: bytes) -> None:
    peer = await admitted(the_town)

    peer.writer.write(said)

    assert await peer.farewell() == CloseCode.BAD_FRAME


@pytest.mark.parametrize(("size", "code"), [(65_537, CloseCode.TOO_LARGE), (131_073, 1009)])
async def test_a_frame_over_the_limit_is_too_large(the_town: Town, size: int, code: int) -> None:
    peer = await admitted(the_town)

    peer.writer.write(masked(BINARY, bytes(size)))

    assert await peer.farewell() == code


async def test_a_message_over_the_limit_is_too_large_in_fragments_too(the_town: Town) -> None:
    peer = await admitted(the_town)

    peer.writer.write(masked(BINARY, bytes(60_000), fin=False) + masked(CONT, bytes(6_000)))

    assert await peer.farewell() == CloseCode.TOO_LARGE


async def test_the_largest_frame_passes(the_town: Town) -> None:
    peer = await admitted(the_town)
    gateway = await the_town.gateway()
    await gateway.expect(Kind.OPEN)
    message = frame(Kind.DATA, 1, os.urandom(65_531))

    peer.writer.write(masked(BINARY, message))

    assert (await gateway.expect(Kind.DATA)).body == message[5:]


@pytest.mark.parametrize(("said", "answer"), [(b"\x03\xe9bye", 1001), (b"", 1000), (b"\x0f\xae", 4014)])
async def test_a_farewell_is_returned(the_town: Town, said: bytes, answer: int) -> None:
    peer = await admitted(the_town)

    peer.writer.write(masked(Opcode.CLOSE, said))

    assert await peer.farewell() == answer
    async with asyncio.timeout(PATIENCE):
        assert await peer.reader.read() == b""
    assert the_town.relay.counters.apps == 0


async def test_pongs_nobody_asked_for_are_taken_as_life(the_town: Town) -> None:
    peer = await admitted(the_town)

    peer.writer.write(masked(Opcode.PONG, b"") + masked(BINARY, frame(Kind.PING)))

    assert await peer.kinds(1) == [Kind.PONG]


async def test_a_peer_that_does_not_go_after_the_farewell_is_cut() -> None:
    async with town(Limits(goodbye=Limits().goodbye / 10)) as here:
        peer = await admitted(here)
        peer.writer.write(masked(TEXT, b"hello") + masked(TEXT, b"again") + masked(BINARY, bytes(70_000)))

        assert await peer.farewell() == CloseCode.BAD_FRAME
        async with asyncio.timeout(PATIENCE):
            assert await peer.reader.read() == b""
        assert here.relay.counters.closed["BAD_FRAME"] == 1


async def test_a_peer_that_asks_for_pongs_and_reads_none_is_cut(the_town: Town) -> None:
    peer = await admitted(the_town)
    peer.writer.transport.pause_reading()  # type: ignore[attr-defined]  # the loop's transports can
    ping = masked(Opcode.PING, bytes(125)) * 100

    async with asyncio.timeout(20):
        while the_town.relay.counters.apps:
            peer.writer.write(ping)
            await asyncio.sleep(0)

    assert the_town.relay.counters.closed["RESYNC"] == 1


@given(st.binary(min_size=1, max_size=300))
@settings(max_examples=40, deadline=None)
def test_noise_ends_only_its_own_connection(noise: bytes) -> None:
    async def story() -> list[Kind]:
        async with town() as here:
            neighbour, peer = await admitted(here), await admitted(here)
            peer.writer.write(noise)
            await peer.writer.drain()
            peer.writer.close()
            neighbour.writer.write(masked(BINARY, frame(Kind.PING)))
            return await neighbour.kinds(1)

    assert uvloop.run(story()) == [Kind.PONG]
