"""The app's end of a sealed session, without I/O. The browser has its twin in ``ui/road/session.js``."""

import secrets

from pyhpke import ContextInterface
from pyhpke.exceptions import PyHPKEError

from ostoja.protocol import handshake
from ostoja.protocol.errors import HandshakeError, SealError
from ostoja.protocol.handshake import Begin, How, Part, RefusalCode
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.sealing import SEALED, SUITE, DhKey, ReplySeal


class NotAdmittedError(HandshakeError):
    """The gateway, and nobody else, said no; ``code`` says why."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code.name)
        self.code = code


class AppSession:
    """One session: ``begin``, then ``answer`` to the gateway's hello, then ``seal`` and ``open``.

    With ``psk`` the app enters by a code: its number, and the key stretched from it. Without a pinned key the code is
    what proves the gateway: its first sealed message opens only if it knew the code; then ``gateway`` is to be pinned.
    """

    def __init__(
        self, key: DhKey, installation: str, *, pinned: PublicKey | None = None, number: str = "", psk: bytes = b""
    ) -> None:
        if pinned is None and not psk:
            raise HandshakeError("neither a pinned key nor a code")
        self.gateway = pinned
        self._key = key
        self._installation = installation
        self._number = number
        self._psk = psk
        self._begin = Begin(secrets.token_bytes(handshake.NONCE_BYTES))
        self._hello: handshake.HelloPart | None = None
        self._context: ContextInterface | None = None
        self._replies: ReplySeal | None = None

    def begin(self) -> bytes:
        """The first body to send on a new channel."""
        return self._begin.pack()

    def answer(self, body: bytes, first: bytes) -> bytes:
        """The body to send after the gateway's hello, with the first message sealed in it.

        Raises: HandshakeError when the hello is malformed, not signed, or of another gateway than the pinned one.
        """
        hello = handshake.read_hello(body)
        if self.gateway is not None and hello.identity != self.gateway:
            raise HandshakeError("another gateway")
        if not hello.is_signed(self._installation, self._begin):
            raise HandshakeError("signature")
        self._hello, self.gateway = hello, hello.identity
        encapsulated, context = self._sender(hello)
        how = How.CODE if self._psk else How.KEY
        header = handshake.open_header(how, self._key.public, encapsulated, self._number)
        self._context, self._replies = context, ReplySeal(context)
        return header + context.seal(first, aad=header)

    def seal(self, text: bytes) -> bytes:
        """The next message to the gateway, sealed.

        Raises: HandshakeError before the gateway's hello was answered.
        """
        if self._context is None:
            raise HandshakeError("too early")
        return SEALED + self._context.seal(text, aad=SEALED)

    def open(self, body: bytes) -> bytes:
        """The next message of the gateway.

        Raises: NotAdmittedError when the gateway says no; HandshakeError before its hello was answered or when a no is
            not the gateway's; SealError when the message does not open.
        Then:   after any error the session is over; a new one begins on a new channel.
        """
        if self._replies is None or self._hello is None:
            raise HandshakeError("too early")
        if body[:1] == bytes([Part.REFUSAL]):
            self._refused(body, self._hello)
        return self._replies.open(body)

    def _sender(self, hello: handshake.HelloPart) -> tuple[bytes, ContextInterface]:
        info = handshake.session_info(self._begin, hello)
        try:
            theirs = SUITE.kem.deserialize_public_key(hello.epoch_key)
            mine = SUITE.kem.deserialize_private_key(self._key.raw())
            return SUITE.create_sender_context(theirs, info, mine, self._psk, self._number.encode("ascii"))
        except (PyHPKEError, ValueError) as wrong:
            raise HandshakeError("epoch key") from wrong

    def _refused(self, body: bytes, hello: handshake.HelloPart) -> None:
        refusal = handshake.read_refusal(body)
        if not hello.identity.signed(refusal.signature, handshake.refusal_text(self._begin, hello, refusal.code)):
            raise SealError("refusal not signed")
        raise NotAdmittedError(refusal.code)
