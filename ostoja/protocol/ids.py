"""Public identifiers: random, unguessable, without meaning."""

import re
import secrets

_ID = re.compile(r"[A-Za-z0-9_-]{22}")


def new_id() -> str:
    """128 random bits in base64url.

    Shapes: 22 characters of A-Z a-z 0-9 - _.
    """
    return secrets.token_urlsafe(16)


def is_id(text: str) -> bool:
    """Whether this text has the shape of a public identifier."""
    return _ID.fullmatch(text) is not None
