"""The order to a home to erase what it holds of somebody, and the receipt with which its gateway answers."""

from datetime import datetime

import msgspec

from ostoja.protocol import base64url, tokens
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.keys import PrivateKey, PublicKey
from ostoja.protocol.tokens import CLOCK_SKEW_SECONDS, Instant, Keyring, SigningKey

KIND = "ostoja-order"
RECEIPT_LABEL = "ostoja receipt 1"


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a gateway is to erase.

    ``member`` is the membership that ended; with ``whole`` it was the last one of the installation, and everything that
    the home had recorded until then goes too.

    Shapes: ``key`` is the Ed25519 key of the one gateway that it is for, in base64url.
    Units: ``iat`` in seconds since 1970.
    """

    id: str
    installation: str
    key: str
    member: str
    whole: bool
    iat: Instant


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gateway's word that an order was carried out.

    Units: ``done`` in seconds since 1970.
    """

    order: str
    done: Instant
    signature: str

    def is_by(self, key: PublicKey) -> bool:
        """Whether the gateway with this key gave it."""
        try:
            signature = base64url.decode(self.signature)
        except ValueError:
            return False
        return key.signed(signature, receipt_text(self.order, self.done))


def sign_order(order: Order, by: SigningKey) -> str:
    """The order as it travels."""
    return tokens.sign(KIND, order, by)


def read_order(token: str, keys: Keyring, to: PublicKey, now: datetime) -> Order:
    """The order behind this token, which is for the gateway with the key ``to``.

    Raises: TokenError when it is malformed, forged, of an unknown key, of a time to come, or for another gateway.
    """
    order = tokens.read(KIND, token, keys, Order)
    if order.key != to.text():
        raise TokenError(TokenFault.FORGED)
    if order.iat > now.timestamp() + CLOCK_SKEW_SECONDS:
        raise TokenError(TokenFault.EARLY)
    return order


def receipt_text(order: str, done: int) -> bytes:
    """What a gateway signs when an order was carried out.

    Units: ``done`` in seconds since 1970.
    """
    return f"{RECEIPT_LABEL} {order} {done}".encode()


def sign_receipt(order: str, done: int, by: PrivateKey) -> Receipt:
    """The receipt for an order.

    Units: ``done`` in seconds since 1970.
    """
    return Receipt(order, done, base64url.encode(by.sign(receipt_text(order, done))))
