"""The course of a request.

Source: decision D30; GDPR art. 12(3) to (5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from ostoja.privacy.deadlines import deadlines


class Kind(StrEnum):
    """What is asked for, by the ids of the policy's rights."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    INFORMATION = "information"


class State(StrEnum):
    """How far a request is."""

    RECEIVED = "received"
    IDENTITY_PENDING = "identity_pending"
    IN_PROGRESS = "in_progress"
    EXTENDED = "extended"
    FULFILLED = "fulfilled"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Refusal(StrEnum):
    """Why a request is refused: terms of the DPV's justifications for art. 12 and 17.

    Source: W3C Data Privacy Vocabulary 2.3, EU-GDPR justifications.
    """

    IDENTITY = "identity_not_verified"
    UNFOUNDED = "manifestly_unfounded"
    EXCESSIVE = "manifestly_excessive"
    LEGAL_OBLIGATION = "legal_obligation"
    CLAIMS = "legal_claims"
    OTHERS = "rights_of_others"
    NOTHING_HELD = "nothing_held"


# These two call somebody abusive: two people must say so. Source: decision D35; GDPR art. 12(5).
NEED_TWO = frozenset({Refusal.UNFOUNDED, Refusal.EXCESSIVE})
ENDED = frozenset({State.FULFILLED, State.PARTLY, State.REFUSED, State.WITHDRAWN})
# Of these a person hears by letter: something is asked of them, it takes longer, or there is an answer.
NEWS = frozenset({State.IDENTITY_PENDING, State.EXTENDED, State.FULFILLED, State.PARTLY, State.REFUSED})
NEXT: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.IDENTITY_PENDING, State.IN_PROGRESS, State.WITHDRAWN}),
    State.IDENTITY_PENDING: frozenset({State.IN_PROGRESS, State.REFUSED, State.WITHDRAWN}),
    State.IN_PROGRESS: frozenset(
        {State.EXTENDED, State.FULFILLED, State.PARTLY, State.REFUSED, State.WITHDRAWN, State.IDENTITY_PENDING}
    ),
    State.EXTENDED: frozenset({State.FULFILLED, State.PARTLY, State.REFUSED, State.WITHDRAWN}),
}


def may_become(now: State, then: State) -> bool:
    """Whether a request may go from one state to another."""
    return then in NEXT.get(now, frozenset())


@dataclass(frozen=True)
class Clock:
    """By when a request is answered, and whether that day has passed."""

    target: date
    due: date
    overdue: bool


def waited(steps: Sequence[tuple[State, date]], today: date) -> timedelta:
    """For how many days somebody was asked who they are and did not answer: the month stands still meanwhile.

    Shapes: the steps of a request in their order, each with its day.
    Source: GDPR art. 12(6); decision D30.
    """
    spans = pairwise([*steps, (None, today)])
    pending = (end - begun for (state, begun), (_, end) in spans if state is State.IDENTITY_PENDING)
    return max(sum(pending, timedelta()), timedelta())


def clock(received: date, state: State, today: date) -> Clock:
    """The clock of a request that was received on a day, whoever entered it and whenever."""
    days = deadlines(received)
    due = days.extended if state is State.EXTENDED else days.due
    return Clock(days.target, due, state not in ENDED and today > due)


def may_extend(received: date, today: date) -> bool:
    """Whether there is still time to say that the answer takes longer: within the first month."""
    return today <= deadlines(received).due


# How somebody shows who they are, by the way by which they asked: by what we already have of them, never by a scan of a
# document, and by nothing harder than the request itself. Source: GDPR art. 12(6), 5(1)(c).
CHECKS: dict[str, tuple[str, ...]] = {
    "page": ("signed_in", "code_by_email"),
    "email": ("code_by_email",),
    "phone": ("call_back", "code_by_email"),
    "post": ("code_by_post", "code_by_email"),
    "person": ("seen",),
}


def fits(check: str, channel: str) -> bool:
    """Whether a check of who asks fits the way by which they asked."""
    return check in CHECKS.get(channel, ())
