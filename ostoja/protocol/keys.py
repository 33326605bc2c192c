"""Ed25519 keys as the places keep and show them."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ostoja.protocol import base64url

KEY_BYTES = 32
SIGNATURE_BYTES = 64


@dataclass(frozen=True)
class PublicKey:
    """A public Ed25519 key.

    Shapes: ``raw`` is 32 bytes; as text, 43 characters of base64url.
    """

    raw: bytes

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """The key behind its text.

        Raises: ValueError when the text is not 32 bytes of base64url.
        """
        raw = base64url.decode(text)
        if len(raw) != KEY_BYTES:
            raise ValueError("not an Ed25519 public key")
        return cls(raw)

    def text(self) -> str:
        """The key in base64url."""
        return base64url.encode(self.raw)

    def fingerprint(self) -> str:
        """What people compare: 100 bits of the key's SHA-256, in hexadecimal groups of five."""
        digest = hashlib.sha256(self.raw).hexdigest()[:25]
        return "-".join(digest[i : i + 5] for i in range(0, 25, 5))

    def signed(self, signature: bytes, text: bytes) -> bool:
        """Whether this key made this signature over this text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


class PrivateKey:
    """A private Ed25519 key; printing it shows nothing of it."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = PublicKey(key.public_key().public_bytes_raw())

    @classmethod
    def new(cls) -> "PrivateKey":
        """A key nobody else has."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, raw: bytes) -> "PrivateKey":
        """The key kept as these 32 bytes.

        Raises: ValueError when they are not 32.
        """
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    def raw(self) -> bytes:
        """The 32 bytes to keep in a place that nobody else reads."""
        return self._key.private_bytes_raw()

    def sign(self, text: bytes) -> bytes:
        """The 64 bytes of this key's signature over this text."""
        return self._key.sign(text)

    def library_key(self) -> Ed25519PrivateKey:
        """The key as the token library wants it."""
        return self._key
