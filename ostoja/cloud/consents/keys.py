"""Two keys of the ledger: one makes pseudonyms, the other signs receipts. Neither ever changes."""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ostoja.cloud.web.secrets import secret, signing_key

PSEUDONYMS, RECEIPTS = "pseudonyms", "receipts"


def pseudonym(kind: str, public: str) -> str:
    """By what the ledger knows a person or a browser; only with the key can it be made again.

    Shapes: 64 hexadecimal digits.
    Raises: OSError when the key can be neither read nor made.
    """
    return hmac.new(secret(PSEUDONYMS), f"{kind}:{public}".encode(), hashlib.sha256).hexdigest()


def receipt_key() -> Ed25519PrivateKey:
    """The key that signs receipts; it stays for ever, for receipts are shown years later.

    Raises: OSError when it can be neither read nor made.
    """
    return signing_key(RECEIPTS)
