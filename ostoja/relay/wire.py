"""A WebSocket connection of picows behind our port."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from ostoja.protocol.frames import HEADER_BYTES, CloseCode
from ostoja.relay.counters import Counters, Side
from ostoja.relay.errors import RefusedError
from ostoja.relay.fragments import Fragments
from ostoja.relay.limits import FRAME_WORTH, Limits, Marks
from ostoja.relay.outbound import HEADERS, USUAL_SIZES, Turn, header
from ostoja.relay.port import Hold, Talk
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
    side: Side
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
        "_holds",
        "_largest",
        "_parts",
        "_side",
        "_stream",
        "_talk",
        "_transport",
        "_waiting",
        "_write",
        "hear",
        "heard",
        "is_full",
        "routes",
    )

    _transport: WSTransport
    _stream: asyncio.Transport
    _write: Callable[[bytes], None]

    def __init__(self, carrier: Carrier) -> None:
        self.hear: Callable[[bytes], None] = _ignore
        self.routes: dict[bytes, Destination] = {}
        self.heard = 1
        self.is_full = False
        self._carrier = carrier
        self._largest = carrier.limits.frame
        self._waiting = carrier.turn.waiting
        self._side = carrier.side
        self._holds = Hold.NOTHING
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
        if len(carrier.open) > carrier.limits.connections:
            self.refuse(CloseCode.TOO_BUSY)
        else:
            assert self._talk is not None  # noqa: S101 - attached before the connection was accepted
            self._trying(self._talk.begin)
        carrier.turn.flush()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:  # noqa: ARG002 - picows' signature
        """The hot path: a whole binary message goes on without a task, a parse or a look."""
        is_whole, is_last = frame.fin and self._fragments is None, frame.last_in_buffer
        if is_whole and frame.msg_type is BINARY and not (frame.rsv1 or frame.rsv2 or frame.rsv3):
            message = frame.get_payload_as_bytes()
            size = len(message)
            self.heard += size + FRAME_WORTH
            destination = self.routes.get(message[:HEADER_BYTES])
            if destination is None or size > self._largest:
                self._said(message)
            elif is_last and not self._waiting:
                destination.pass_on(message)
            else:
                destination.send(message)
        else:
            self._rare(frame)
        if is_last and self._waiting:
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

    # What talks and the server call.

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
        side = self._side
        side.frames += 1
        side.bytes += size + len(HEADERS[size] if size < USUAL_SIZES else header(size))
        # Written to the socket at once, unless something waits in the transport: then behind it.
        self._transport.send(BINARY, frame)
        if self.is_full:
            self._check_bound()

    def flush(self) -> None:
        """Write what was gathered; cut the wire when too much waits."""
        parts = self._parts
        if parts and self._talk is not None:
            batch = b"".join(parts)
            side = self._side
            side.frames += len(parts) >> 1
            side.bytes += len(batch)
            self._write(batch)
        parts.clear()
        if self.is_full:
            self._check_bound()

    def ping(self) -> None:
        """Ask the peer whether it lives."""
        self._transport.send_ping()

    @property
    def is_held(self) -> bool:
        """Whether its peer is not being read."""
        return bool(self._holds)

    def hold(self, why: Hold) -> None:
        """Read no more while this is so."""
        if not self._stream.is_closing():
            if not self._holds:
                self._stream.pause_reading()
            self._holds |= why

    def carry_on(self, why: Hold) -> None:
        """Read again, unless there is another reason not to."""
        if why & self._holds:
            self._holds &= ~why
            if not self._holds and not self._stream.is_closing():
                self._stream.resume_reading()

    def close(self, code: CloseCode) -> None:
        """Write what waits, say why, and wait a moment for the peer to go."""
        self._closing = True
        self.flush()
        self._talk, self.hear = None, _ignore
        self._carrier.counters.closed[code.name] += 1
        # Read on until the peer has read the farewell: unread bytes at the end would turn it into a reset.
        self.carry_on(self._holds)
        self._farewell(code)
        if code is CloseCode.TOO_BUSY:
            # Whoever was not let in holds no place while it thinks about it.
            self._transport.disconnect()

    def abort(self) -> None:
        """End at once."""
        self._talk, self.hear = None, _ignore
        self._parts.clear()
        self._stream.abort()

    def look(self) -> None:
        """See whether something is due."""
        if self._talk is not None:
            self._trying(self._talk.look)

    def refuse(self, code: CloseCode) -> None:
        """End the talk, if it has not ended, and close."""
        if self._talk is not None:
            self._end(code)
            self.close(code)

    def _trying(self, act: Callable[[], None]) -> None:
        try:
            act()
        except RefusedError as refused:
            self.refuse(refused.code)

    def _end(self, code: CloseCode) -> None:
        talk = self._talk
        if talk is not None:
            # What was said until now still goes out; nothing is written once there is no talk.
            self._closing = True
            self.flush()
            self._talk, self.hear = None, _ignore
            talk.gone(code)

    def _check_bound(self) -> None:
        if self._talk is None or self._closing or self._stream.get_write_buffer_size() <= self._carrier.marks.hard:
            return
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
            self.refuse(CloseCode.TOO_LARGE)
        self._trying(lambda: self.hear(message))

    def _rare(self, frame: WSFrame) -> None:
        payload = frame.get_payload_as_bytes()
        self.heard += len(payload) + FRAME_WORTH
        if frame.rsv1 or frame.rsv2 or frame.rsv3 or frame.msg_type is WSMsgType.TEXT:
            self.refuse(CloseCode.BAD_FRAME)
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
