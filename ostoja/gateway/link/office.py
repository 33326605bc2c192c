"""The gateway's calls to the office; ``docs/wire/office.md`` has them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import aiohttp
import msgspec

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.link.errors import OfficeRefusedError, OfficeUnreachableError
from ostoja.gateway.store.papers import Papers
from ostoja.protocol import base64url
from ostoja.protocol.certificates import read_certificate
from ostoja.protocol.errors import TokenError
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.office import certificate_text, offer_text, orders_text
from ostoja.protocol.orders import Receipt
from ostoja.protocol.tokens import Keyring

LARGEST_ANSWER = 65_536
PATIENCE = aiohttp.ClientTimeout(total=15, connect=5)
FEWEST_POLL_SECONDS, MOST_POLL_SECONDS = 1, 60


class _OfferAnswer(msgspec.Struct, frozen=True):
    """What the office answers to an offer."""

    expires: int
    poll_seconds: int


class _CertificateAnswer(msgspec.Struct, frozen=True):
    """What the office answers to a request for a certificate; the installation's name is for nobody here."""

    certificate: str
    road: str
    members: frozenset[str] | None = None


class Orders(msgspec.Struct, frozen=True):
    """What the office answers to a question for orders: tokens that nobody has checked yet."""

    orders: tuple[str, ...]
    excerpt: str | None = None


Answer = TypeVar("Answer", _OfferAnswer, _CertificateAnswer, Orders)


@dataclass(frozen=True)
class Offer:
    """A code is announced.

    Units: ``poll_seconds`` between two questions whether it was claimed.
    """

    expires: datetime
    poll_seconds: int


class Office:
    """The cloud at this origin, as a gateway with this identity speaks to it."""

    def __init__(self, origin: str, identity: PrivateKey, http: aiohttp.ClientSession, clock: Clock) -> None:
        self.origin = origin.rstrip("/")
        self._identity = identity
        self._http = http
        self._clock = clock

    async def offer(self, number: str) -> Offer:
        """Announce that this gateway shows the code of this number.

        Raises: OfficeRefusedError, OfficeUnreachableError.
        """
        made = int(self._clock().timestamp())
        body = {"number": number, **self._signed(made, offer_text(number, made, self.origin))}
        answer = await self._post("/gateway/v1/offer", body, _OfferAnswer)
        poll = min(max(answer.poll_seconds, FEWEST_POLL_SECONDS), MOST_POLL_SECONDS)
        return Offer(_instant(answer.expires), poll)

    async def papers(self, keys: Keyring) -> tuple[Papers, Keyring]:
        """The papers of this gateway, checked, and the keys that they were checked with.

        Raises: OfficeRefusedError when nobody has claimed it; OfficeUnreachableError; TokenError when the certificate
            is not the cloud's, even by its newest keys.
        """
        made = int(self._clock().timestamp())
        body = self._signed(made, certificate_text(made, self.origin))
        answer = await self._post("/gateway/v1/certificate", body, _CertificateAnswer)
        try:
            return self._checked(answer, keys), keys
        except TokenError:
            fresh = await self.keyring()
            return self._checked(answer, fresh), fresh

    async def orders(self, receipts: Sequence[Receipt]) -> Orders:
        """What this gateway is to erase and what the policy says, after these receipts were handed in.

        Raises: OfficeRefusedError, OfficeUnreachableError.
        """
        made = int(self._clock().timestamp())
        given = [msgspec.to_builtins(one) for one in receipts]
        body = {**self._signed(made, orders_text(made, self.origin)), "receipts": given}
        return await self._post("/gateway/v1/orders", body, Orders)

    async def keyring(self) -> Keyring:
        """The keys that the cloud signs with.

        Raises: OfficeRefusedError, OfficeUnreachableError.
        """
        answer = await self._call("GET", "/.well-known/ostoja/keys.json", None)
        try:
            return Keyring.from_jwks(msgspec.json.decode(answer, type=dict[str, Any]))
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as wrong:
            raise OfficeUnreachableError("its keys are no keys") from wrong

    def _checked(self, answer: _CertificateAnswer, keys: Keyring) -> Papers:
        certificate = read_certificate(answer.certificate, keys, self._clock())
        if certificate.gateway_key() != self._identity.public:
            raise OfficeRefusedError("other_key")
        papers = Papers.of(answer.certificate, answer.road.rstrip("/"), certificate)
        return replace(papers, members=answer.members)

    def _signed(self, made: int, text: bytes) -> dict[str, Any]:
        signature = base64url.encode(self._identity.sign(text))
        return {"key": self._identity.public.text(), "made": made, "signature": signature}

    async def _post(self, path: str, body: dict[str, Any], answer: type[Answer]) -> Answer:
        text = await self._call("POST", path, body)
        try:
            return msgspec.json.decode(text, type=answer)
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            raise OfficeUnreachableError("its answer is not understood") from wrong

    async def _call(self, method: str, path: str, body: dict[str, Any] | None) -> bytes:
        try:
            async with self._http.request(
                method, self.origin + path, json=body, timeout=PATIENCE, allow_redirects=False
            ) as answer:
                text = await _whole(answer)
                if answer.status not in {200, 201}:
                    raise _refused(answer.status, text)
                return text
        except (aiohttp.ClientError, TimeoutError, ValueError) as wrong:
            raise OfficeUnreachableError(type(wrong).__name__) from wrong


async def _whole(answer: aiohttp.ClientResponse) -> bytes:
    text = bytearray()
    async for chunk in answer.content.iter_any():
        text += chunk
        if len(text) > LARGEST_ANSWER:
            raise OfficeUnreachableError("its answer is too long")
    return bytes(text)


def _refused(status: int, text: bytes) -> OfficeRefusedError | OfficeUnreachableError:
    try:
        word = msgspec.json.decode(text, type=dict[str, Any]).get("error")
    except (msgspec.DecodeError, UnicodeDecodeError):
        word = None
    if isinstance(word, str) and 0 < len(word) <= 40:  # noqa: PLR2004 - longer is no word
        return OfficeRefusedError(word)
    return OfficeUnreachableError(f"status {status}")


def _instant(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError) as wrong:
        raise OfficeUnreachableError("its answer is not understood") from wrong
