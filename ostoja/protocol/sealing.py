"""What both ends of a sealed session share: the HPKE suite, X25519 keys, and the sealing of what the gateway says.

What an app says is sealed by its HPKE context (mode auth, or auth with a shared key when it enters by a code). What the
gateway says is sealed under a key that both export from that context, with the message's number in the nonce. Messages
carry no number of their own: the road neither drops nor reorders, so one that does not open has been tampered with.

Source: RFC 9180 (HPKE) 5.1, 5.2, 5.3; the reply key as in RFC 9458 (OHTTP) 4.4.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyhpke import AEADId, CipherSuite, ContextInterface, KDFId, KEMId

from ostoja.protocol.errors import SealError

SUITE = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
REPLY_KEY_LABEL = b"ostoja reply key 1"
REPLY_NONCE_LABEL = b"ostoja reply nonce 1"
SEALED = b"\x04"
MOST_MESSAGES = 2**40


class DhKey:
    """A private X25519 key, of an app or of a gateway's hour; printing it shows nothing of it."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.public = X25519PrivateKey.from_private_bytes(raw).public_key().public_bytes_raw()

    @classmethod
    def new(cls) -> "DhKey":
        """A key nobody else has."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    def raw(self) -> bytes:
        """The 32 bytes to keep where nobody else reads."""
        return self._raw


class ReplySeal:
    """One direction: what the gateway says, numbered from 0."""

    def __init__(self, context: ContextInterface) -> None:
        self._aead = AESGCM(context.export(REPLY_KEY_LABEL, 32))
        self._base = int.from_bytes(context.export(REPLY_NONCE_LABEL, 12), "big")
        self._next = 0

    def seal(self, text: bytes) -> bytes:
        """The next message, sealed.

        Raises: SealError when so many were sealed that the key must not serve on.
        """
        return SEALED + self._aead.encrypt(self._nonce(), text, SEALED)

    def open(self, body: bytes) -> bytes:
        """The next message, opened.

        Raises: SealError when it is not the next message of this session.
        """
        if body[:1] != SEALED:
            raise SealError("not sealed")
        try:
            return self._aead.decrypt(self._nonce(), body[1:], SEALED)
        except InvalidTag as wrong:
            raise SealError("does not open") from wrong

    def _nonce(self) -> bytes:
        if self._next >= MOST_MESSAGES:
            raise SealError("worn out")
        nonce = (self._base ^ self._next).to_bytes(12, "big")
        self._next += 1
        return nonce
