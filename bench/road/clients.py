"""Peers that cost the generator as little as can be: messages made once, answers counted by their bytes."""

import asyncio
import struct
import time
from collections.abc import Callable
from datetime import timedelta

from ostoja.protocol import base64url
from ostoja.protocol.certificates import challenge_text
from ostoja.protocol.frames import (
    APP_PATH,
    GATEWAY_PATH,
    Kind,
    ProofBody,
    TicketBody,
    frame,
    frame_of,
)
from ostoja.protocol.keys import PrivateKey
from tests.doubles.office import Signer

ORIGIN = "http://localhost:8000"
PING, PONG = b"\x89\x00", b"\x8a\x80\x00\x00\x00\x00"
NO_MASK = bytes(4)
"""A mask that changes nothing: the server works as for any other."""
SHORT, MIDDLE = 126, 65_536


class Client(asyncio.Protocol):
    """One connection; ``arrived`` is called with how many bytes of messages came."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.counting = False
        self.received = 0
        self.arrived: Callable[[], None] = lambda: None
        self._news = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport) or hasattr(transport, "write")  # noqa: S101 - uvloop's is none
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]  # see above

    def data_received(self, data: bytes) -> None:
        """Count, or keep what has to be understood."""
        if not self.counting:
            self.buffer += data
            self._news.set()
            return
        if PING in data:
            data = data.replace(PING, b"")
            self.transport.write(PONG)
        self.received += len(data)
        self.arrived()

    async def take(self, enough: Callable[[bytes], int]) -> bytes:
        """The first so many bytes, when ``enough`` says that they are there."""
        async with asyncio.timeout(20):
            while not (count := enough(bytes(self.buffer))):
                self._news.clear()
                await self._news.wait()
        taken = bytes(self.buffer[:count])
        del self.buffer[:count]
        return taken

    def count(self) -> None:
        """From now on answers are only counted."""
        self.counting, self.received = True, len(self.buffer)
        self.buffer.clear()


async def connected(port: int) -> Client:
    """A connection to this port of this machine."""
    _, client = await asyncio.get_running_loop().create_connection(Client, "127.0.0.1", port)
    return client


def websocket_frame(body: bytes) -> bytes:
    """A whole binary message as a client sends it."""
    if len(body) < SHORT:
        return bytes([0x82, 0x80 | len(body)]) + NO_MASK + body
    return struct.pack(">BBH", 0x82, 0xFE, len(body)) + NO_MASK + body


def _websocket_size(data: bytes) -> int:
    if len(data) < 2:  # noqa: PLR2004 - the shortest header
        return 0
    header, size = (2, data[1]) if data[1] < SHORT else (4, int.from_bytes(data[2:4], "big"))
    return header + size if len(data) >= header + size else 0


async def _upgraded(port: int, path: str) -> Client:
    client = await connected(port)
    client.transport.write(
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nOrigin: {ORIGIN}\r\n\r\n".encode()
    )
    await client.take(lambda data: data.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in data else 0)
    return client


async def _frame(client: Client) -> bytes:
    data = await client.take(_websocket_size)
    return data[2:] if data[1] < SHORT else data[4:]


async def gateway(port: int, signer: Signer, home: str) -> Client:
    """An admitted gateway of this home."""
    client, key = await _upgraded(port, GATEWAY_PATH), PrivateKey.new()
    nonce = (await _frame(client))[5:]
    signature = base64url.encode(key.sign(challenge_text(nonce, f"ws://127.0.0.1:{port}")))
    proof = ProofBody(signer.certificate(home, key.public), signature)
    client.transport.write(websocket_frame(frame_of(Kind.PROOF, proof)))
    await _frame(client)
    return client


async def app(port: int, signer: Signer, home: str, member: str = "ala") -> Client:
    """An admitted app of this home, with a channel when its gateway is there."""
    client = await _upgraded(port, APP_PATH)
    ticket = signer.ticket(home, member, lifetime=timedelta(hours=1))
    client.transport.write(websocket_frame(frame_of(Kind.TICKET, TicketBody(ticket))))
    admitted, _ = await _frame(client), await _frame(client)
    if admitted[0] != Kind.ADMITTED:
        raise ConnectionError(f"refused: {admitted!r}")
    return client


def data_frame(size: int, channel: int = 1) -> bytes:
    """A sealed frame as an app or gateway sends it, with a payload of this size."""
    return websocket_frame(frame(Kind.DATA, channel, b"x" * size))


def data_bytes(size: int) -> int:
    """How many bytes of it arrive at the other end."""
    whole = size + 5
    return whole + (2 if whole < SHORT else 4)


async def mqtt_client(port: int, name: str, topic: str = "") -> Client:
    """A connected MQTT 3.1.1 client that subscribes to this topic, if any."""
    client = await connected(port)
    body = b"\x00\x04MQTT\x04\x02\x00\x00" + struct.pack(">H", len(name)) + name.encode()
    client.transport.write(bytes([0x10, len(body)]) + body)
    await client.take(lambda data: 4 if len(data) >= 4 else 0)  # noqa: PLR2004 - CONNACK
    if topic:
        body = b"\x00\x01" + struct.pack(">H", len(topic)) + topic.encode() + b"\x00"
        client.transport.write(bytes([0x82, len(body)]) + body)
        await client.take(lambda data: 5 if len(data) >= 5 else 0)  # noqa: PLR2004 - SUBACK
    return client


def publish(topic: str, size: int) -> bytes:
    """A PUBLISH of QoS 0; it arrives with as many bytes."""
    body = struct.pack(">H", len(topic)) + topic.encode() + b"x" * size
    low, high = len(body) & 127, len(body) >> 7
    return (bytes([0x30, low | 128, high]) if high else bytes([0x30, low])) + body


def steady() -> float:
    """Seconds of a clock that never jumps."""
    return time.perf_counter()
