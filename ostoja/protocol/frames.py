"""Frames of the road: a header that the relay reads, and a body that it cannot when it is sealed.

    byte   0        1 … 4                   5 …
         ┌──────┬────────────────────────┬─────────────┐
         │ kind │ channel, u32 big endian│ body        │
         └──────┴────────────────────────┴─────────────┘

One frame is one binary WebSocket message. A frame passes the relay byte for byte: both ends of a channel use the
channel number that the relay gave it. Number 0 is the connection itself. ``docs/wire/road.md`` has every kind.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

import msgspec

from ostoja.protocol.errors import FrameError
from ostoja.protocol.tickets import Profile, Role

ROAD_VERSION = 1
HEADER = struct.Struct(">BI")
HEADER_BYTES = HEADER.size
LARGEST_FRAME = 65_536
APP_PATH = "/road/app"
GATEWAY_PATH = "/road/gateway"

Body = TypeVar("Body", bound=msgspec.Struct)


class Kind(IntEnum):
    """The first byte of a frame."""

    DATA = 0x01
    TICKET = 0x10
    ADMITTED = 0x11
    OPENED = 0x12
    WAITING = 0x13
    RENEW = 0x14
    RENEWED = 0x15
    PING = 0x16
    PONG = 0x17
    CHALLENGE = 0x20
    PROOF = 0x21
    READY = 0x22
    OPEN = 0x23
    CLOSE = 0x24
    PAUSE = 0x25
    RESUME = 0x26
    REVOKED = 0x27
    DRAIN = 0x28


class CloseCode(IntEnum):
    """Why a channel or a connection ends; as a WebSocket close code it is the same number (4000 … 4999 are private)."""

    GOING_AWAY = 4000
    BAD_FRAME = 4001
    BAD_VERSION = 4002
    BAD_TICKET = 4003
    TICKET_EXPIRED = 4004
    REVOKED = 4005
    BAD_ORIGIN = 4006
    TOO_MANY_PEOPLE = 4007
    TOO_MANY_CHANNELS = 4008
    RESYNC = 4009
    REPLACED = 4010
    TOO_LARGE = 4011
    TOO_SLOW = 4012
    BAD_CERTIFICATE = 4013
    LEFT = 4014
    SESSION_ENDED = 4015
    TOO_BUSY = 4016


@dataclass(frozen=True)
class Frame:
    """One frame, taken apart; printing it shows the size of the body, not the body."""

    kind: Kind
    channel: int
    body: bytes

    def __repr__(self) -> str:
        return f"Frame({self.kind.name}, {self.channel}, {len(self.body)} bytes)"


class TicketBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """TICKET and RENEW, app to relay."""

    ticket: str
    version: int = ROAD_VERSION


class AdmittedBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """ADMITTED and RENEWED, relay to app.

    Units: ``expires`` in seconds since 1970, ``now`` the relay's clock in the same.
    """

    expires: int
    now: int
    largest_frame: int = LARGEST_FRAME
    version: int = ROAD_VERSION


class ProofBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """PROOF, gateway to relay: the certificate, and the signature over the challenge in base64url."""

    certificate: str
    signature: str
    version: int = ROAD_VERSION


class ReadyBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """READY, relay to gateway."""

    largest_frame: int
    channels: int
    version: int = ROAD_VERSION


class OpenBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """OPEN, relay to gateway: who is at the other end of a new channel, as the cloud says."""

    member: str
    session: str
    role: Role
    profile: Profile


def frame(kind: Kind, channel: int = 0, body: bytes = b"") -> bytes:
    """The bytes of a frame."""
    return HEADER.pack(kind, channel) + body


def frame_of(kind: Kind, body: msgspec.Struct, channel: int = 0) -> bytes:
    """The bytes of a frame with a JSON body."""
    return frame(kind, channel, msgspec.json.encode(body))


def close_frame(channel: int, code: CloseCode) -> bytes:
    """The bytes of a CLOSE; its body is the code, u16 big endian."""
    return frame(Kind.CLOSE, channel, code.to_bytes(2, "big"))


def read_frame(message: bytes, largest: int = LARGEST_FRAME) -> Frame:
    """The frame in one WebSocket message.

    Raises: FrameError when it is shorter than a header, longer than ``largest`` bytes, or of an unknown kind.
    """
    if not HEADER_BYTES <= len(message) <= largest:
        raise FrameError("size")
    number, channel = HEADER.unpack_from(message)
    try:
        kind = Kind(number)
    except ValueError as wrong:
        raise FrameError("kind") from wrong
    return Frame(kind, channel, bytes(message[HEADER_BYTES:]))


def read_body(body: bytes, kind: type[Body]) -> Body:
    """The JSON body of a frame.

    Raises: FrameError when it is not one of this kind.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise FrameError(kind.__name__) from wrong


def read_close_code(body: bytes) -> CloseCode:
    """The code in the body of CLOSE.

    Raises: FrameError when it is not two bytes with a known code.
    """
    if len(body) != 2:  # noqa: PLR2004 - a u16
        raise FrameError("close body")
    try:
        return CloseCode(int.from_bytes(body, "big"))
    except ValueError as wrong:
        raise FrameError("close code") from wrong
