"""Who may come in, by signature alone: tickets, certificates, challenges, origins."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar

import msgspec

from ostoja.protocol import base64url
from ostoja.protocol.certificates import Certificate, challenge_text, read_certificate
from ostoja.protocol.errors import FrameError, TokenError, TokenFault
from ostoja.protocol.frames import ROAD_VERSION, CloseCode, ProofBody, TicketBody, read_body
from ostoja.protocol.tickets import Ticket, read_ticket
from ostoja.protocol.tokens import Keyring
from ostoja.relay.errors import RefusedError
from ostoja.relay.revoked import Revoked

Body = TypeVar("Body", TicketBody, ProofBody)


class _Versioned(msgspec.Struct):
    version: int = ROAD_VERSION


class Admission:
    """The doorkeeper: it knows the cloud's keys, what was taken back, the home origins and the relay's own addresses.

    Whoever keeps ``ring`` puts other keys into it; ``unknown_key`` is called when a token names one that is not there.
    """

    def __init__(
        self,
        ring: Keyring,
        revoked: Revoked,
        *,
        origins: Collection[str],
        roads: Collection[str],
        unknown_key: Callable[[], None],
    ) -> None:
        self._ring = ring
        self._revoked = revoked
        self._origins = frozenset(origins)
        self._roads = tuple(roads)
        self._unknown_key = unknown_key

    def check_origin(self, origin: str | None) -> None:
        """Nothing, when a page of this origin may use the road.

        Raises: RefusedError otherwise; a missing origin is a wrong one.
        """
        if origin not in self._origins:
            raise RefusedError(CloseCode.BAD_ORIGIN)

    def ticket(self, body: bytes, now: datetime) -> Ticket:
        """The ticket in the body of TICKET or RENEW.

        Raises: RefusedError when it is malformed, of another version, forged, out of time or taken back.
        """
        token = _body(body, TicketBody).ticket
        try:
            ticket = read_ticket(token, self._ring, now)
        except TokenError as wrong:
            self._report(wrong)
            expired = wrong.fault is TokenFault.EXPIRED
            raise RefusedError(CloseCode.TICKET_EXPIRED if expired else CloseCode.BAD_TICKET) from wrong
        self._revoked.check(ticket)
        return ticket

    def renewal(self, body: bytes, before: Ticket, now: datetime) -> Ticket:
        """The ticket in the body of RENEW, when it continues the one before.

        Raises: RefusedError as ``ticket``, and when it is another's or an earlier one.
        """
        ticket = self.ticket(body, now)
        if _holder(ticket) != _holder(before) or ticket.iat < before.iat:
            raise RefusedError(CloseCode.BAD_TICKET)
        return ticket

    def proof(self, body: bytes, nonce: bytes, now: datetime) -> Certificate:
        """The certificate in the body of PROOF, when the challenge was signed with its key for one of our addresses.

        Raises: RefusedError otherwise.
        """
        proof = _body(body, ProofBody)
        try:
            certificate = read_certificate(proof.certificate, self._ring, now)
            key, signature = certificate.gateway_key(), base64url.decode(proof.signature)
        except TokenError as wrong:
            self._report(wrong)
            raise RefusedError(CloseCode.BAD_CERTIFICATE) from wrong
        except ValueError as wrong:
            raise RefusedError(CloseCode.BAD_CERTIFICATE) from wrong
        if not any(key.signed(signature, challenge_text(nonce, road)) for road in self._roads):
            raise RefusedError(CloseCode.BAD_CERTIFICATE)
        return certificate

    def _report(self, wrong: TokenError) -> None:
        if wrong.fault is TokenFault.UNKNOWN_KEY:
            self._unknown_key()


def _holder(ticket: Ticket) -> tuple[str, ...]:
    return (ticket.installation, ticket.member, ticket.session, ticket.profile)


def _body(body: bytes, kind: type[Body]) -> Body:
    try:
        # A later version may have other fields: its number is looked at first, whatever else there is.
        version = read_body(body, _Versioned).version
        if version != ROAD_VERSION:
            raise RefusedError(CloseCode.BAD_VERSION)
        return read_body(body, kind)
    except FrameError as wrong:
        raise RefusedError(CloseCode.BAD_FRAME) from wrong
