"""Base64url without padding, as in RFC 7515, read strictly."""

import base64


def encode(data: bytes) -> str:
    """These bytes as base64url text without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """The bytes behind this text.

    Raises: ValueError when the text is not canonical base64url without padding.
    """
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as wrong:
        raise ValueError("not base64url") from wrong
    if encode(data) != text:
        raise ValueError("not canonical base64url")
    return data
