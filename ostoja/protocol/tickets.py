"""The ticket that opens the road to one home for two minutes, and never the home itself."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from ostoja.protocol import tokens
from ostoja.protocol.ids import new_id
from ostoja.protocol.tokens import Instant, Keyring, SigningKey

KIND = "ostoja-ticket"
LIFETIME = timedelta(seconds=120)


class Role(StrEnum):
    """What a member may do in an installation."""

    OWNER = "owner"
    MEMBER = "member"


class Profile(StrEnum):
    """Who is at the other end of a channel: a person, or a system that watches."""

    PERSON = "person"
    MONITORING = "monitoring"


class Ticket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a ticket says.

    Units: ``iat`` and ``exp`` in seconds since 1970.
    """

    installation: str
    member: str
    session: str
    role: Role
    profile: Profile
    iat: Instant
    exp: Instant
    jti: str

    @classmethod
    def new(
        cls,
        *,
        installation: str,
        member: str,
        session: str,
        role: Role,
        now: datetime,
        profile: Profile = Profile.PERSON,
    ) -> "Ticket":
        """A ticket good from now on for its lifetime."""
        since = int(now.timestamp())
        until = since + int(LIFETIME.total_seconds())
        return cls(installation, member, session, role, profile, since, until, new_id())


def sign_ticket(ticket: Ticket, by: SigningKey) -> str:
    """The ticket as it travels."""
    return tokens.sign(KIND, ticket, by)


def read_ticket(token: str, keys: Keyring, now: datetime) -> Ticket:
    """The ticket behind this token.

    Raises: TokenError when it is malformed, forged, of an unknown key, expired or not yet good.
    """
    ticket = tokens.read(KIND, token, keys, Ticket)
    tokens.in_time(ticket.iat, ticket.exp, now)
    return ticket
