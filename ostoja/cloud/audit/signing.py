"""The signature under checkpoints and under records of what was dropped."""

import functools

import jwt
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ostoja.cloud.audit.models import Dropped
from ostoja.cloud.web.secrets import signing_key

ALGORITHM = "EdDSA"
KEY = "evidence"


def sign(said: dict[str, str | int]) -> str:
    """A statement as a signed token. Source: RFC 7515, RFC 8037."""
    return jwt.PyJWS().encode(rfc8785.dumps(said), signing_key(KEY), algorithm=ALGORITHM)


def statement(dropped: Dropped) -> dict[str, str | int]:
    """What the record of a dropped segment says."""
    return {
        "chain": dropped.chain.name,
        "dropped": f"{dropped.first}-{dropped.last}",
        "head": bytes(dropped.head).hex(),
        "rule": dropped.rule,
    }


def is_signed(dropped: Dropped) -> bool:
    """Whether the record of a dropped segment is ours and unchanged."""
    return says(dropped.signature) == rfc8785.dumps(statement(dropped))


def says(token: str) -> bytes | None:
    """What a token of ours says; nothing for any other."""
    return _says(token, signing_key(KEY).public_key().public_bytes_raw())


# A year has thousands of checkpoints, and each is looked at every hour.
@functools.lru_cache(maxsize=16_384)
def _says(token: str, key: bytes) -> bytes | None:
    try:
        content: bytes = jwt.PyJWS().decode(token, Ed25519PublicKey.from_public_bytes(key), algorithms=[ALGORITHM])
    except jwt.InvalidTokenError:
        return None
    return content
