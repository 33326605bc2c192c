"""What gateways send, checked: who they are by signature, and when by the clock."""

from http import HTTPStatus

import msgspec
from django.conf import settings
from django.utils import timezone

from ostoja.cloud.homes.rules import on_time
from ostoja.cloud.web.answers import RefusedError
from ostoja.protocol import base64url
from ostoja.protocol.codes import NUMBER_LENGTH, read_number
from ostoja.protocol.errors import CodeError
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.office import certificate_text, offer_text, orders_text
from ostoja.protocol.orders import Receipt
from ostoja.protocol.tokens import Instant


class OfferBody(msgspec.Struct, forbid_unknown_fields=True):
    """The body of an offer."""

    key: str
    number: str
    made: Instant
    signature: str

    def text(self) -> bytes:
        """What is signed."""
        return offer_text(self.number, self.made, settings.OSTOJA_ORIGIN)


class CertificateBody(msgspec.Struct, forbid_unknown_fields=True):
    """The body of the question for a certificate."""

    key: str
    made: Instant
    signature: str

    def text(self) -> bytes:
        """What is signed."""
        return certificate_text(self.made, settings.OSTOJA_ORIGIN)


class OrdersBody(msgspec.Struct, forbid_unknown_fields=True):
    """The body of the question for orders, with the receipts for those that were carried out."""

    key: str
    made: Instant
    signature: str
    receipts: tuple[Receipt, ...] = ()

    def text(self) -> bytes:
        """What is signed; each receipt has a signature of its own."""
        return orders_text(self.made, settings.OSTOJA_ORIGIN)


def shown_number(typed: str) -> str:
    """The number of a code as a gateway shows it.

    Raises: RefusedError when it is not exactly such a number.
    """
    try:
        if len(typed) == NUMBER_LENGTH and read_number(typed) == typed:
            return typed
    except CodeError as wrong:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "malformed") from wrong
    raise RefusedError(HTTPStatus.BAD_REQUEST, "malformed")


def checked_key(body: OfferBody | CertificateBody | OrdersBody) -> PublicKey:
    """The key of the gateway that truly sent this, just now.

    Raises: RefusedError when key or signature are malformed, the signature is forged, or the clocks disagree.
    """
    try:
        key, signature = PublicKey.read(body.key), base64url.decode(body.signature)
    except ValueError as wrong:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "malformed") from wrong
    if not key.signed(signature, body.text()):
        raise RefusedError(HTTPStatus.FORBIDDEN, "forged")
    if not on_time(body.made, timezone.now()):
        raise RefusedError(HTTPStatus.CONFLICT, "clock")
    return key
