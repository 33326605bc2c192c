"""Lasting keys of the office, a file each, made when they are asked for the first time."""

import functools
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

KEY_BYTES = 32


def signing_key(name: str) -> Ed25519PrivateKey:
    """The key of this name with which the office signs; it stays for ever, for what it signs is shown years later.

    Raises: OSError when its file can be neither read nor made.
    """
    return Ed25519PrivateKey.from_private_bytes(secret(name))


def secret(name: str) -> bytes:
    """The 32 random bytes under this name.

    Raises: OSError when their file can be neither read nor made.
    """
    return _secret(settings.KEYS_FOLDER / f"{name}.secret")


def is_made(name: str) -> bool:
    """Whether there is a secret under this name already."""
    return bool((settings.KEYS_FOLDER / f"{name}.secret").exists())


@functools.lru_cache(maxsize=64)
def _secret(file: Path) -> bytes:
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(file)
    return file.read_bytes()


def _make(file: Path) -> None:
    # Written whole under another name and then linked: whoever is first wins, and nobody reads half a key.
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    with open(draft, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as into:
        into.write(secrets.token_bytes(KEY_BYTES))
        into.flush()
        os.fsync(into.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()
