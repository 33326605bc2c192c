"""The certificate with which a gateway enters the road: this key speaks for this installation."""

from datetime import datetime, timedelta

import msgspec

from ostoja.protocol import tokens
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.tokens import Instant, Keyring, SigningKey

KIND = "ostoja-gateway"
LIFETIME = timedelta(days=90)
RENEW_BEFORE = timedelta(days=30)
CHALLENGE_LABEL = b"ostoja challenge 1 "
CHALLENGE_BYTES = 32


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a gateway certificate says.

    Shapes: ``key`` is the gateway's Ed25519 key in base64url; ``owner`` the member who claimed it.
    Units: ``iat`` and ``exp`` in seconds since 1970.
    """

    installation: str
    key: str
    owner: str
    iat: Instant
    exp: Instant

    @classmethod
    def new(cls, *, installation: str, key: PublicKey, owner: str, now: datetime) -> "Certificate":
        """A certificate good from now on for its lifetime."""
        since = int(now.timestamp())
        return cls(installation, key.text(), owner, since, since + int(LIFETIME.total_seconds()))

    def gateway_key(self) -> PublicKey:
        """The key that this certificate names.

        Raises: TokenError when it is not an Ed25519 key.
        """
        try:
            return PublicKey.read(self.key)
        except ValueError as wrong:
            raise TokenError(TokenFault.MALFORMED) from wrong

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to renew."""
        return now.timestamp() >= self.exp - RENEW_BEFORE.total_seconds()


def sign_certificate(certificate: Certificate, by: SigningKey) -> str:
    """The certificate as it travels."""
    return tokens.sign(KIND, certificate, by)


def read_certificate(token: str, keys: Keyring, now: datetime) -> Certificate:
    """The certificate behind this token.

    Raises: TokenError when it is malformed, forged, of an unknown key, expired or not yet good.
    """
    certificate = tokens.read(KIND, token, keys, Certificate)
    tokens.in_time(certificate.iat, certificate.exp, now)
    return certificate


def challenge_text(nonce: bytes, road: str) -> bytes:
    """What a gateway signs to show that the certificate is its own: the relay's nonce and the address it dialled."""
    return CHALLENGE_LABEL + nonce + b" " + road.encode("utf-8")
