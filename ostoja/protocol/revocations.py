"""What the cloud takes back before it expires by itself."""

from datetime import datetime
from enum import StrEnum

import msgspec

from ostoja.protocol import tokens
from ostoja.protocol.tickets import LIFETIME, Ticket
from ostoja.protocol.tokens import Instant, Keyring, SigningKey

KIND = "ostoja-revocation"


class Subject(StrEnum):
    """What a revocation is about."""

    MEMBER = "member"
    SESSION = "session"
    INSTALLATION = "installation"


class Revocation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tickets of this subject are dead when they were issued before ``not_before``.

    ``for_good`` says that a member is a member no more: the home then admits the member's apps no longer. Without it,
    as after a new password, only what is open is closed. ``installation`` is the home of a member, so that its gateway
    hears of it also when the member is not there.

    Units: seconds since 1970.
    """

    subject: Subject
    id: str
    not_before: Instant
    for_good: bool = False
    installation: str = ""

    def strikes(self, ticket: Ticket) -> bool:
        """Whether this ticket is dead by this revocation."""
        return getattr(ticket, self.subject.value) == self.id and ticket.iat < self.not_before

    def is_spent(self, now: datetime) -> bool:
        """Whether every ticket that it could strike has expired by itself."""
        return now.timestamp() > self.not_before + LIFETIME.total_seconds() + tokens.CLOCK_SKEW_SECONDS


def sign_revocation(revocation: Revocation, by: SigningKey) -> str:
    """The revocation as it travels."""
    return tokens.sign(KIND, revocation, by)


def read_revocation(token: str, keys: Keyring) -> Revocation:
    """The revocation behind this token; it has no end, since taking back twice does no harm.

    Raises: TokenError when it is malformed, forged or of an unknown key.
    """
    return tokens.read(KIND, token, keys, Revocation)
