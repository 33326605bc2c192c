"""Tokens that the cloud signs and the other places check without asking it: JWS with Ed25519 and a key id.

Source: RFC 7515 (JWS), RFC 7519 (JWT), RFC 8037 (EdDSA), RFC 8725 (best practice: explicit type, one algorithm).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, TypeVar

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt.types import Options
from msgspec import Meta

from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.keys import PrivateKey, PublicKey

ALGORITHM = "EdDSA"
LONGEST_TOKEN = 2_048
CLOCK_SKEW_SECONDS = 10

# Seconds since 1970, up to the year 9999: what every clock and every datetime can hold.
Instant = Annotated[int, Meta(ge=0, le=253_402_300_799)]

Claims = TypeVar("Claims")


@dataclass(frozen=True)
class SigningKey:
    """A private key of the cloud with the name under which its public half is published."""

    kid: str
    key: PrivateKey


@dataclass
class Keyring:
    """The cloud's public keys by key id: those that sign now and those that will next."""

    keys: dict[str, PublicKey] = field(default_factory=dict)

    @classmethod
    def from_jwks(cls, document: Mapping[str, Any]) -> "Keyring":
        """The keys in a JWK set; entries of other kinds are passed over.

        Raises: ValueError when the document is not a JWK set.
        """
        entries = document.get("keys")
        if not isinstance(entries, list):
            raise ValueError("not a JWK set")  # noqa: TRY004 - one error for a document that is not one
        keys = {
            str(entry["kid"]): PublicKey.read(str(entry["x"]))
            for entry in entries
            if isinstance(entry, dict) and entry.get("crv") == "Ed25519" and {"kid", "x"} <= entry.keys()
        }
        return cls(keys)

    def jwks(self) -> dict[str, Any]:
        """These keys as a JWK set (RFC 7517)."""
        return {
            "keys": [
                {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": ALGORITHM, "kid": kid, "x": key.text()}
                for kid, key in self.keys.items()
            ]
        }


def sign(kind: str, claims: msgspec.Struct, by: SigningKey) -> str:
    """A token of this kind with these claims."""
    payload = msgspec.to_builtins(claims)
    return jwt.encode(payload, by.key.library_key(), algorithm=ALGORITHM, headers={"kid": by.kid, "typ": kind})


def read(kind: str, token: str, keys: Keyring, claims: type[Claims]) -> Claims:
    """The claims of a token of this kind; whoever calls still has to look at its times.

    Raises: TokenError when the token is malformed, of another kind, of an unknown key, or forged.
    """
    if len(token) > LONGEST_TOKEN:
        raise TokenError(TokenFault.MALFORMED)
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as wrong:
        raise TokenError(TokenFault.MALFORMED) from wrong
    if header.get("typ") != kind or header.get("alg") != ALGORITHM:
        raise TokenError(TokenFault.MALFORMED)
    key = keys.keys.get(str(header.get("kid")))
    if key is None:
        raise TokenError(TokenFault.UNKNOWN_KEY)
    return _verified(token, key, claims)


def _verified(token: str, key: PublicKey, claims: type[Claims]) -> Claims:
    # The library's own look at the clock is off: time is an argument here, and the callers compare.
    off: Options = {
        "verify_exp": False,
        "verify_iat": False,
        "verify_nbf": False,
        "verify_aud": False,
        "verify_sub": False,
    }
    try:
        payload = jwt.decode(token, Ed25519PublicKey.from_public_bytes(key.raw), algorithms=[ALGORITHM], options=off)
        return msgspec.convert(payload, claims)
    except jwt.InvalidSignatureError as wrong:
        raise TokenError(TokenFault.FORGED) from wrong
    except (jwt.PyJWTError, msgspec.ValidationError, ValueError) as wrong:
        raise TokenError(TokenFault.MALFORMED) from wrong


def in_time(since: int, until: int, now: datetime) -> None:
    """Nothing, when ``now`` lies between these instants.

    Units: seconds since 1970; ten seconds of difference between clocks are forgiven at the start only.
    Raises: TokenError when it is too early or too late.
    """
    instant = now.timestamp()
    if instant >= until:
        raise TokenError(TokenFault.EXPIRED)
    if instant < since - CLOCK_SKEW_SECONDS:
        raise TokenError(TokenFault.EARLY)
