"""What holds for homes, as plain decisions."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor

from ostoja.cloud.accounts.rules import one_line
from ostoja.protocol.office import CLOCK_TOLERANCE_SECONDS, OFFER_LIFETIME_SECONDS
from ostoja.protocol.tickets import LIFETIME, Role
from ostoja.protocol.tokens import CLOCK_SKEW_SECONDS

LONGEST_NAME = 80
OFFER_LIFETIME = timedelta(seconds=OFFER_LIFETIME_SECONDS)
INVITATION_LIFETIME = timedelta(days=7)
# A spent offer is kept an hour longer, so that a second try is told that the code is spent and not that it is unknown.
SPENT_OFFER_KEPT = timedelta(hours=1)
SPENT_INVITATION_KEPT = timedelta(days=1)
# No relay needs them any more, but a request that was long under way still has to find that its session is over.
SPENT_REVOCATION_KEPT = timedelta(hours=1)
POLL_SECONDS = 3

ATTEMPT_WINDOW = timedelta(minutes=10)
# 300 failures in 10 minutes at 60 random bits: of 2**60 numbers nobody meets a live one by chance. A whole town may
# stand behind one network address, so this one is wide.
ATTEMPTS_OF_NETWORK = 300
ATTEMPTS_OF_PERSON = 10
ATTEMPTS_OF_CODE = 5

# Tickets struck by a revocation issued now; the relay compares whole seconds, so the second that has begun is included.
REVOCATION_LIFETIME = LIFETIME + timedelta(seconds=CLOCK_SKEW_SECONDS)


def name(typed: str) -> str:
    """A home's name as it is kept; empty when it will not do."""
    return one_line(typed, longest=LONGEST_NAME)


def disguised(secret: str, purpose: str, value: str) -> str:
    """The keyed hash under which a number, token or address is kept, so that the table alone betrays none.

    Shapes: 64 hexadecimal digits.
    """
    return hmac.digest(secret.encode(), f"ostoja.{purpose} {value}".encode(), "sha256").hex()


def on_time(made: int, now: datetime) -> bool:
    """Whether a gateway's clock is near enough to ours.

    Units: ``made`` in seconds since 1970.
    """
    return abs(now.timestamp() - made) <= CLOCK_TOLERANCE_SECONDS


def not_before(now: datetime) -> int:
    """From which second on tickets are good again, when everything up to now is taken back.

    Units: seconds since 1970.
    """
    return floor(now.timestamp()) + 1


def spent_before(now: datetime) -> int:
    """Revocations whose ``not_before`` is older than this strike no ticket any more.

    Units: seconds since 1970.
    """
    return floor((now - REVOCATION_LIFETIME).timestamp())


@dataclass(frozen=True)
class Place:
    """A membership as decisions see it."""

    member: str
    role: Role


def may_change(role: Role) -> bool:
    """Whether this role may rename the home, invite, and remove others."""
    return role is Role.OWNER


def is_more(role: Role, than: Role) -> bool:
    """Whether this role may do more than the other."""
    return may_change(role) and not may_change(than)


def is_last_owner(leaving: str, members: Sequence[Place]) -> bool:
    """Whether nobody would own the home once this member has left."""
    return all(one.role is not Role.OWNER or one.member == leaving for one in members) and any(
        one.member == leaving and one.role is Role.OWNER for one in members
    )
