"""Sealing texts and wrapping keys: AES-256-GCM, bound to the place where the result stands.

Source: decision D27; NIST SP 800-38D (a random nonce of 96 bits; each data key seals far fewer than 2³² texts).
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import astuple, dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps

from ostoja.cloud.web.secrets import is_made, secret
from ostoja.protocol import base64url

NONCE_BYTES = 12
KEY_BYTES = 32
SECRET = "data-keys"  # noqa: S105 - the name of the file
MARK = "s1:"


class SealError(Exception):
    """What was sealed does not open with this key at this place."""


@dataclass(frozen=True)
class Place:
    """Where a sealed text stands; moved anywhere else it does not open."""

    table: str
    field: str
    row: str
    subject: str

    def bound(self) -> bytes:
        """The bytes to which the seal is bound."""
        return json.dumps(astuple(self)).encode()


def hashed(handle: str) -> str:
    """By what the keys' database knows a subject.

    Shapes: 64 hexadecimal digits.
    Raises: OSError when the office's secret can be neither read nor made.
    """
    return hmac.new(derived(b"subjects"), handle.encode(), hashlib.sha256).hexdigest()


def derived(use: bytes) -> bytes:
    """A key of the office's own for one use, from the secret file.

    Raises: SealError when the file is missing though there are keys that it wrapped: another secret would open none of
        them. OSError when it can be neither read nor made.
    """
    if not is_made(SECRET) and apps.get_model("keys", "DataKey")._base_manager.exists():  # noqa: SLF001 - Django's documented interface
        raise SealError(f"{SECRET}.secret is missing")
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"ostoja " + use).derive(secret(SECRET))


def new_key() -> bytes:
    """A random data key."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(key: bytes, subject: str, keeps: str) -> bytes:
    """A data key under the office's own, bound to whose it is and what for."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(derived(b"wrapping")).encrypt(nonce, key, f"{keeps} {subject}".encode())


def unwrap(wrapped: bytes, subject: str, keeps: str) -> bytes:
    """The data key again.

    Raises: SealError when it is somebody else's, or the office's secret is another by now.
    """
    return _opened(derived(b"wrapping"), wrapped, f"{keeps} {subject}".encode())


def seal(key: bytes, text: str, place: Place) -> str:
    """A text, sealed for its place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return MARK + base64url.encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), place.bound()))


def unseal(key: bytes, sealed: str, place: Place) -> str:
    """The text again.

    Raises: SealError when it was moved or changed.
    """
    if not sealed.startswith(MARK):
        raise SealError
    try:
        content = base64url.decode(sealed.removeprefix(MARK))
    except ValueError as wrong:
        raise SealError from wrong
    return _opened(key, content, place.bound()).decode()


def _opened(key: bytes, content: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as wrong:
        raise SealError from wrong
