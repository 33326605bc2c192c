"""A WebSocket connection of picows behind our port."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from ostoja.protocol.frames import HEADER_BYTES, CloseCode
from ostoja.relay.counters import Counters, Traffic
from ostoja.relay.errors import RefusedError
from ostoja.relay.fragments import Fragments
from ostoja.relay.limits import Limits, Marks
from ostoja.relay.outbound import HEADERS, USUAL_SIZES, Turn, header
from ostoja.relay.port import Talk
from ostoja.relay.port import Wire as Destination

BINARY = WSMsgType.BINARY
NORMAL_CLOSURE = 1000


def _ignore(_message: bytes) -> None:
    """Nothing: what is said before the beginning and after the farewell."""


@dataclass(frozen=True)
class Carrier:
    """What all wires of one kind share; ``open`` holds every wire of the relay."""

    limits: Limits
    marks: Marks
    traffic: Traffic
    counters: Counters
    turn: Turn
    open: set["Wire"] = field(default_factory=set)


class Wire(WSListener):
    """One connection; whole binary messages take the route of their header, or go to ``hear``.

    Over ``marks.high`` bytes waiting to be written the talk is told, below ``marks.low`` again, and over ``marks.hard``
    the wire is cut.
    """

    __slots__ = (
        "_carrier",
        "_closing",
        "_fragments",
        "_goodbye",
        "_largest",
        "_parts",
        "_stream",
        "_talk",
        "_traffic",
        "_transport",
        "_waiting",
        "_write",
        "hear",
        "heard",
        "is_full",
        "is_held",
        "routes",
    )

    _transport: WSTransport
    _stream: asyncio.Transport
    _write: Callable[[bytes], None]

    def __init__(self, carrier: Carrier) -> None:
        self.hear: Callable[[bytes], None] = _ignore
        self.routes: dict[bytes, Destination] = {}
        self.heard = True
        self.is_full = False
        self.is_held = False
        self._carrier = carrier
        self._largest = carrier.limits.frame
        self._waiting = carrier.turn.waiting
        self._traffic = carrier.traffic
        self._closing = False
        self._parts: list[bytes] = []
        self._fragments: Fragments | None = None
        self._talk: Talk | None = None
        self._goodbye: asyncio.TimerHandle | None = None

    def attach(self, talk: Talk) -> None:
        """Let this talk be held here."""
        self._talk = talk
        self.hear = talk.hear

    # What picows calls.

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Begin the talk, when there is room for one more."""
        self._transport = transport
        self._stream = transport.underlying_transport
        self._write = self._stream.write
        carrier = self._carrier
        self._stream.set_write_buffer_limits(carrier.marks.high, carrier.marks.low)
        # The library asks for an acknowledgement of every read at once: a packet, and a third of a frame's cost.
        self._stream.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 0)
        # The request lives as long as the connection; nobody reads its headers again.
        transport.request.headers.clear()
        carrier.open.add(self)
        counters, limits = carrier.counters, carrier.limits
        counters.pending += 1
        if len(carrier.open) > limits.connections or counters.pending > limits.pending:
            self._refuse(CloseCode.TOO_BUSY)
        else:
            assert self._talk is not None  # noqa: S101 - attached before the connection was accepted
            self._trying(self._talk.begin)
        carrier.turn.flush()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:  # noqa: ARG002 - picows' signature
        """The hot path: a whole binary message goes on without a task, a parse or a look."""
        is_whole = frame.fin and self._fragments is None
        if is_whole and frame.msg_type is BINARY and not (frame.rsv1 or frame.rsv2 or frame.rsv3):
            self.heard = True
            message = frame.get_payload_as_bytes()
            destination = self.routes.get(message[:HEADER_BYTES])
            if destination is None or len(message) > self._largest:
                self._said(message)
            elif frame.last_in_buffer and not self._waiting:
                destination.pass_on(message)
            else:
                destination.send(message)
        else:
            self._rare(frame)
        if self._waiting and frame.last_in_buffer:
            self._carrier.turn.flush()

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002 - picows' signature
        """End the talk, if it has not ended."""
        self._carrier.open.discard(self)
        if self._goodbye is not None:
            self._goodbye.cancel()
        self._end(CloseCode.LEFT)
        self._carrier.turn.flush()

    def pause_writing(self) -> None:
        """More waits than the high mark."""
        self.is_full = True
        if self._talk is not None:
            self._talk.filled()

    def resume_writing(self) -> None:
        """Less waits than the low mark."""
        self.is_full = False
        if self._talk is not None:
            self._talk.emptied()
        self._carrier.turn.flush()

    # What talks call.

    def send(self, frame: bytes) -> None:
        """Write one frame with the others of this turn."""
        parts = self._parts
        if not parts:
            self._waiting.append(self)
        size = len(frame)
        parts.append(HEADERS[size] if size < USUAL_SIZES else header(size))
        parts.append(frame)

    def pass_on(self, frame: bytes) -> None:
        """Write one frame now, because nothing else of this turn waits to be written."""
        if self._talk is None:
            return
        size = len(frame)
        written = (HEADERS[size] if size < USUAL_SIZES else header(size)) + frame
        traffic = self._traffic
        traffic.frames += 1
        traffic.bytes += len(written)
        self._write(written)
        if self.is_full:
            self._check_bound()

    def flush(self) -> None:
        """Write what was gathered; cut the wire when too much waits."""
        parts = self._parts
        if parts and self._talk is not None:
            batch = b"".join(parts)
            traffic = self._traffic
            traffic.frames += len(parts) >> 1
            traffic.bytes += len(batch)
            self._write(batch)
        parts.clear()
        if self.is_full:
            self._check_bound()

    def ping(self) -> None:
        """Ask the peer whether it lives."""
        self._transport.send_ping()

    def hold(self) -> None:
        """Read no more for now."""
        if not self.is_held and not self._stream.is_closing():
            self.is_held = True
            self._stream.pause_reading()

    def carry_on(self) -> None:
        """Read again."""
        if self.is_held:
            self.is_held = False
            if not self._stream.is_closing():
                self._stream.resume_reading()

    def close(self, code: CloseCode) -> None:
        """Write what waits, say why, and wait a moment for the peer to go."""
        self._closing = True
        self.flush()
        self._talk, self.hear = None, _ignore
        self._carrier.counters.closed[code.name] += 1
        # Read on until the peer has read the farewell: unread bytes at the end would turn it into a reset.
        self.carry_on()
        self._farewell(code)

    def abort(self) -> None:
        """End at once."""
        self._talk, self.hear = None, _ignore
        self._parts.clear()
        self._stream.abort()

    # What the server calls.

    def look(self) -> None:
        """See whether something is due."""
        if self._talk is not None:
            self._trying(self._talk.look)

    def say_goodbye(self) -> None:
        """The relay stops: close."""
        self._refuse(CloseCode.GOING_AWAY)

    def _trying(self, act: Callable[[], None]) -> None:
        try:
            act()
        except RefusedError as refused:
            self._refuse(refused.code)

    def _refuse(self, code: CloseCode) -> None:
        if self._talk is not None:
            self._end(code)
            self.close(code)

    def _end(self, code: CloseCode) -> None:
        talk = self._talk
        if talk is not None:
            # What was said until now still goes out; nothing is written once there is no talk.
            self._closing = True
            self.flush()
            self._talk, self.hear = None, _ignore
            talk.gone(code)

    def _check_bound(self) -> None:
        if (
            self._talk is not None
            and not self._closing
            and self._stream.get_write_buffer_size() > self._carrier.marks.hard
        ):
            self._carrier.counters.closed[CloseCode.RESYNC.name] += 1
            talk, self._talk = self._talk, None
            talk.gone(CloseCode.RESYNC)
            self.abort()

    def _farewell(self, code: int) -> None:
        # The enum of the library does not know private codes; its wire does.
        self._transport.send_close(cast("WSCloseCode", code))
        if self._goodbye is None:
            loop = asyncio.get_running_loop()
            self._goodbye = loop.call_later(self._carrier.limits.goodbye.total_seconds(), self._stream.abort)

    def _said(self, message: bytes) -> None:
        if len(message) > self._largest:
            self._refuse(CloseCode.TOO_LARGE)
        self._trying(lambda: self.hear(message))

    def _rare(self, frame: WSFrame) -> None:
        self.heard = True
        payload = frame.get_payload_as_bytes()
        if frame.rsv1 or frame.rsv2 or frame.rsv3 or frame.msg_type is WSMsgType.TEXT:
            self._refuse(CloseCode.BAD_FRAME)
        elif frame.msg_type is WSMsgType.PING:
            self._transport.send_pong(payload)
            self._check_bound()
        elif frame.msg_type is WSMsgType.CLOSE:
            self._end(CloseCode.LEFT)
            self._farewell(int.from_bytes(payload[:2], "big") if payload else NORMAL_CLOSURE)
            self._transport.disconnect()
        elif frame.msg_type is not WSMsgType.PONG:
            self._trying(lambda: self._fragment(payload, opens=frame.msg_type is BINARY, ends=bool(frame.fin)))

    def _fragment(self, payload: bytes, *, opens: bool, ends: bool) -> None:
        if opens is not (self._fragments is None):
            raise RefusedError(CloseCode.BAD_FRAME)
        fragments = self._fragments = self._fragments or Fragments(self._carrier.limits.frame)
        fragments.add(payload)
        if ends:
            self._fragments = None
            self.hear(fragments.whole())
