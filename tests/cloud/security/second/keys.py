"""A passkey for tests: a real key that signs what a real one would, and lies where it is told to.

Source: W3C Web Authentication Level 3, sections 6 and 7.
"""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.cloud.cast import ORIGIN

FLAG = AuthenticatorData.FLAG
THERE, SEEN = FLAG.UP, FLAG.UP | FLAG.UV


@dataclass
class Key:
    """A key in somebody's device; it counts its uses unless it is told not to."""

    origin: str = ORIGIN
    rp: str = "localhost"
    flags: FLAG = SEEN
    count: int = 1
    crosses: bool = False
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    owner: bytes = b""

    def made(self, asked: dict[str, Any]) -> str:
        """What the browser says of a new key."""
        options = asked["publicKey"]
        self.owner = websafe_decode(options["user"]["id"])
        public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        held = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = AuthenticatorData.create(sha256(self.rp.encode()), self.flags | FLAG.AT, self.count, held)
        told = {"attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {})))}
        return self._said("webauthn.create", options["challenge"], told, {"credProps": {"rk": True}})

    def shown(self, asked: dict[str, Any]) -> str:
        """What the browser says when the key is used."""
        options = asked["publicKey"]
        self.count += 1
        data = bytes(AuthenticatorData.create(sha256(self.rp.encode()), self.flags, self.count))
        client = self._client("webauthn.get", options["challenge"])
        signature = self.private.sign(data + sha256(client), ec.ECDSA(SHA256()))
        told = {"authenticatorData": data, "signature": signature, "userHandle": self.owner}
        return self._said("webauthn.get", options["challenge"], {key: websafe_encode(one) for key, one in told.items()})

    def _client(self, kind: str, challenge: str) -> bytes:
        return bytes(CollectedClientData.create(kind, challenge, self.origin, self.crosses))

    def _said(self, kind: str, challenge: str, told: dict[str, str], extensions: dict[str, Any] | None = None) -> str:
        client = websafe_encode(self._client(kind, challenge))
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": {"clientDataJSON": client, **told},
                "clientExtensionResults": extensions or {},
            }
        )
