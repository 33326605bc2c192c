"""The opening of a sealed session, byte by byte. These are the bodies of DATA frames on a channel.

    app      → BEGIN    01 │ version │ app nonce 16
    gateway  → HELLO    02 │ version │ gateway nonce 16 │ identity 32 │ epoch key 32 │ until u64 │ signature 64
    app      → OPEN     03 │ 00 │ app key id 8 │ encapsulated key 32 │ sealed first message
                   or   03 │ 01 │ code number 12 │ app key 32 │ encapsulated key 32 │ sealed first message
    gateway  → SEALED   04 │ sealed message           (from here on both ways)
    gateway  → REFUSAL  05 │ code │ signature 64       (instead, when it does not admit the app)

``identity`` is the gateway's Ed25519 key, which the app has pinned; ``epoch key`` its X25519 key of the hour, which it
destroys when the hour is over. Numbers are big endian; ``until`` is in seconds since 1970.
"""

import hashlib
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from ostoja.protocol.codes import NUMBER_LENGTH
from ostoja.protocol.errors import HandshakeError
from ostoja.protocol.keys import KEY_BYTES, SIGNATURE_BYTES, PrivateKey, PublicKey

SEAL_VERSION = 1
NONCE_BYTES = 16
KEY_ID_BYTES = 8
HELLO_LABEL = b"ostoja hello 1 "
REFUSAL_LABEL = b"ostoja refusal 1 "
SESSION_LABEL = b"ostoja session 1 "

_BEGIN = struct.Struct(f">BB{NONCE_BYTES}s")
_HELLO = struct.Struct(f">BB{NONCE_BYTES}s{KEY_BYTES}s{KEY_BYTES}sQ{SIGNATURE_BYTES}s")
_OPEN_BY_KEY = struct.Struct(f">BB{KEY_ID_BYTES}s{KEY_BYTES}s")
_OPEN_BY_CODE = struct.Struct(f">BB{NUMBER_LENGTH}s{KEY_BYTES}s{KEY_BYTES}s")
_REFUSAL = struct.Struct(f">BB{SIGNATURE_BYTES}s")


class Part(IntEnum):
    """The first byte of the body of a DATA frame."""

    BEGIN = 1
    HELLO = 2
    OPEN = 3
    SEALED = 4
    REFUSAL = 5


class How(IntEnum):
    """By what an app asks to enter."""

    KEY = 0
    CODE = 1


class RefusalCode(IntEnum):
    """Why a gateway does not admit an app."""

    UNKNOWN_APP = 1
    UNKNOWN_CODE = 2
    SPENT_CODE = 3
    OTHER_MEMBER = 4


@dataclass(frozen=True)
class Begin:
    """The app's first word on a channel."""

    nonce: bytes

    def pack(self) -> bytes:
        """Its bytes."""
        return _BEGIN.pack(Part.BEGIN, SEAL_VERSION, self.nonce)


@dataclass(frozen=True)
class HelloPart:
    """The gateway's answer: its key of the hour, signed together with both nonces."""

    nonce: bytes
    identity: PublicKey
    epoch_key: bytes
    until: int
    signature: bytes

    def pack(self) -> bytes:
        """Its bytes."""
        return _HELLO.pack(
            Part.HELLO, SEAL_VERSION, self.nonce, self.identity.raw, self.epoch_key, self.until, self.signature
        )

    def is_signed(self, installation: str, begin: Begin) -> bool:
        """Whether its identity key signed it for this installation and this beginning."""
        text = hello_text(installation, begin, self.nonce, self.epoch_key, self.until)
        return self.identity.signed(self.signature, text)


@dataclass(frozen=True)
class OpenPart:
    """The app's way in; ``number`` and ``app_key`` with a code, ``key_id`` with an admitted key."""

    how: How
    key_id: bytes
    number: str
    app_key: bytes
    encapsulated: bytes
    sealed: bytes
    header: bytes


@dataclass(frozen=True)
class RefusalPart:
    """The gateway's no."""

    code: RefusalCode
    signature: bytes

    def pack(self) -> bytes:
        """Its bytes."""
        return _REFUSAL.pack(Part.REFUSAL, self.code, self.signature)


def key_id(app_key: bytes) -> bytes:
    """How an admitted app key is named on the road: the first 8 bytes of its SHA-256."""
    return hashlib.sha256(app_key).digest()[:KEY_ID_BYTES]


def hello_text(installation: str, begin: Begin, nonce: bytes, epoch_key: bytes, until: int) -> bytes:
    """What the identity key signs in HELLO."""
    return HELLO_LABEL + installation.encode() + begin.nonce + nonce + epoch_key + until.to_bytes(8, "big")


def refusal_text(begin: Begin, hello: HelloPart, code: RefusalCode) -> bytes:
    """What the identity key signs in REFUSAL."""
    return REFUSAL_LABEL + session_info(begin, hello) + bytes([code])


def session_info(begin: Begin, hello: HelloPart) -> bytes:
    """What binds the keys of a session to its beginning: HPKE's info."""
    return SESSION_LABEL + hashlib.sha256(begin.pack() + hello.pack()).digest()


def sign_hello(
    identity: PrivateKey, installation: str, begin: Begin, *, nonce: bytes, epoch_key: bytes, until: int
) -> HelloPart:
    """The gateway's answer to a beginning."""
    signature = identity.sign(hello_text(installation, begin, nonce, epoch_key, until))
    return HelloPart(nonce, identity.public, epoch_key, until, signature)


def sign_refusal(identity: PrivateKey, begin: Begin, hello: HelloPart, code: RefusalCode) -> RefusalPart:
    """The gateway's no, that the app can tell from the relay's."""
    return RefusalPart(code, identity.sign(refusal_text(begin, hello, code)))


def open_header(how: How, app_key: bytes, encapsulated: bytes, number: str = "") -> bytes:
    """The bytes of OPEN before its sealed message; they are bound to it as additional data."""
    if how is How.CODE:
        return _OPEN_BY_CODE.pack(Part.OPEN, how, number.encode("ascii"), app_key, encapsulated)
    return _OPEN_BY_KEY.pack(Part.OPEN, how, key_id(app_key), encapsulated)


def read_begin(body: bytes) -> Begin:
    """The beginning in these bytes.

    Raises: HandshakeError when they are anything else, or of another version.
    """
    part, version, nonce = _unpack(_BEGIN, body)
    _expect(part, Part.BEGIN, version)
    return Begin(nonce)


def read_hello(body: bytes) -> HelloPart:
    """The gateway's answer in these bytes; its signature is still to be looked at.

    Raises: HandshakeError when they are anything else, or of another version.
    """
    part, version, nonce, identity, epoch_key, until, signature = _unpack(_HELLO, body)
    _expect(part, Part.HELLO, version)
    return HelloPart(nonce, PublicKey(identity), epoch_key, until, signature)


def read_open(body: bytes) -> OpenPart:
    """The way in in these bytes.

    Raises: HandshakeError when they are anything else.
    """
    if body[:1] != bytes([Part.OPEN]):
        raise HandshakeError("not OPEN")
    if body[1:2] == bytes([How.KEY]):
        header, sealed = body[: _OPEN_BY_KEY.size], body[_OPEN_BY_KEY.size :]
        _, _, app, encapsulated = _unpack(_OPEN_BY_KEY, header)
        return OpenPart(How.KEY, app, "", b"", encapsulated, sealed, header)
    if body[1:2] == bytes([How.CODE]):
        header, sealed = body[: _OPEN_BY_CODE.size], body[_OPEN_BY_CODE.size :]
        _, _, number, app_key, encapsulated = _unpack(_OPEN_BY_CODE, header)
        return OpenPart(How.CODE, key_id(app_key), _ascii(number), app_key, encapsulated, sealed, header)
    raise HandshakeError("unknown way in")


def read_refusal(body: bytes) -> RefusalPart:
    """The no in these bytes; its signature is still to be looked at.

    Raises: HandshakeError when they are anything else.
    """
    part, code, signature = _unpack(_REFUSAL, body)
    if part != Part.REFUSAL:
        raise HandshakeError("not REFUSAL")
    try:
        return RefusalPart(RefusalCode(code), signature)
    except ValueError as wrong:
        raise HandshakeError("unknown refusal") from wrong


def _unpack(layout: struct.Struct, body: bytes) -> tuple[Any, ...]:
    if len(body) != layout.size:
        raise HandshakeError("length")
    return layout.unpack(body)


def _expect(part: int, wanted: Part, version: int) -> None:
    if part != wanted:
        raise HandshakeError(f"not {wanted.name}")
    if version != SEAL_VERSION:
        raise HandshakeError("version")


def _ascii(number: bytes) -> str:
    try:
        return number.decode("ascii")
    except UnicodeDecodeError as wrong:
        raise HandshakeError("code number") from wrong
