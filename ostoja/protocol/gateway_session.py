"""The gateway's end of a sealed session, without I/O."""

import secrets
from dataclasses import dataclass

from pyhpke import ContextInterface
from pyhpke.exceptions import PyHPKEError

from ostoja.protocol import handshake
from ostoja.protocol.errors import HandshakeError, SealError
from ostoja.protocol.handshake import How, OpenPart, RefusalCode
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.sealing import SEALED, SUITE, DhKey, ReplySeal


@dataclass(frozen=True)
class EpochKey:
    """The gateway's X25519 key of the hour.

    Units: ``until`` in seconds since 1970.
    """

    key: DhKey
    until: int


class GatewaySession:
    """One session: ``greet`` the app, read its ``way`` in, ``admit`` or ``refuse`` it; then ``seal`` and ``open``."""

    def __init__(self, identity: PrivateKey, installation: str, epoch: EpochKey) -> None:
        self._identity = identity
        self._installation = installation
        self._epoch: EpochKey | None = epoch
        self._begin: handshake.Begin | None = None
        self._hello: handshake.HelloPart | None = None
        self._context: ContextInterface | None = None
        self._replies: ReplySeal | None = None

    @property
    def is_open(self) -> bool:
        """Whether the app is admitted and messages may be sealed."""
        return self._replies is not None

    @property
    def is_greeted(self) -> bool:
        """Whether the app has begun."""
        return self._hello is not None

    def greet(self, body: bytes) -> bytes:
        """The answer to the app's begin.

        Raises: HandshakeError when it is malformed or comes a second time.
        """
        if self._begin is not None or self._epoch is None:
            raise HandshakeError("begun twice")
        self._begin = handshake.read_begin(body)
        self._hello = handshake.sign_hello(
            self._identity,
            self._installation,
            self._begin,
            nonce=secrets.token_bytes(handshake.NONCE_BYTES),
            epoch_key=self._epoch.key.public,
            until=self._epoch.until,
        )
        return self._hello.pack()

    def way(self, body: bytes) -> OpenPart:
        """How the app asks to enter.

        Raises: HandshakeError when it is malformed or out of turn.
        Then:   look the key or the code up, and call ``admit`` or ``refuse``.
        """
        if self._hello is None or self.is_open:
            raise HandshakeError("out of turn")
        return handshake.read_open(body)

    def admit(self, way: OpenPart, app_key: bytes, psk: bytes = b"") -> bytes:
        """The app's first message, when it holds the private half of ``app_key`` (and knows the code behind ``psk``).

        Raises: SealError when it does not; HandshakeError when a key is no key, or this comes out of turn.
        """
        if self._begin is None or self._hello is None or self._epoch is None:
            raise HandshakeError("out of turn")
        info = handshake.session_info(self._begin, self._hello)
        number = way.number.encode("ascii") if way.how is How.CODE else b""
        try:
            mine = SUITE.kem.deserialize_private_key(self._epoch.key.raw())
            theirs = SUITE.kem.deserialize_public_key(app_key)
            context = SUITE.create_recipient_context(way.encapsulated, mine, info, theirs, psk, number)
        except (PyHPKEError, ValueError) as wrong:
            raise HandshakeError("keys") from wrong
        first = _opened(context, way.sealed, way.header)
        self._context, self._replies = context, ReplySeal(context)
        # The hour's key is of no more use here; held on to, it would outlive its hour with the session.
        self._epoch = None
        return first

    def refuse(self, code: RefusalCode) -> bytes:
        """The body that tells the app no, so that it knows it from the relay's.

        Raises: HandshakeError when this comes out of turn.
        """
        if self._begin is None or self._hello is None:
            raise HandshakeError("out of turn")
        return handshake.sign_refusal(self._identity, self._begin, self._hello, code).pack()

    def seal(self, text: bytes) -> bytes:
        """The next message to the app, sealed.

        Raises: HandshakeError before the app is admitted.
        """
        if self._replies is None:
            raise HandshakeError("not admitted")
        return self._replies.seal(text)

    def open(self, body: bytes) -> bytes:
        """The next message of the app.

        Raises: HandshakeError before the app is admitted; SealError when the message does not open.
        Then:   after any error the session is over.
        """
        if self._context is None:
            raise HandshakeError("not admitted")
        if body[:1] != SEALED:
            raise SealError("not sealed")
        return _opened(self._context, body[1:], SEALED)


def _opened(context: ContextInterface, sealed: bytes, header: bytes) -> bytes:
    try:
        return context.open(sealed, aad=header)
    except (PyHPKEError, ValueError) as wrong:
        raise SealError("does not open") from wrong
