"""Whether a purpose may be followed for a person now; whatever is not known to be allowed is denied.

Source: decisions D10, D15, D33, D34; GDPR art. 6 to 8, 18(2), 21.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ostoja.policy.entries import Purpose
from ostoja.policy.words import Basis, Gate
from ostoja.privacy.consent.choices import CONSENT, OBJECTION, RESTRICTION, Choice, Kind, digest_of, last_of

# After a refusal nobody is asked again for this long. Source: decision D13.
QUIET = timedelta(days=180)
# What stays allowed under restriction. Source: GDPR art. 18(2).
DESPITE_RESTRICTION = frozenset({"app.claims", "gdpr.accountability", "sec.logs"})


class AgeBand(StrEnum):
    """How old somebody says that they are; nothing finer is asked for."""

    UNDER_13 = "under_13"
    FROM_13 = "13_15"
    FROM_16 = "16_17"
    ADULT = "18_plus"


# Poland did not lower the age of art. 8 GDPR.
NEEDS_A_GUARDIAN = frozenset({AgeBand.UNDER_13, AgeBand.FROM_13})


class Denial(StrEnum):
    """Why a purpose may not be followed."""

    UNKNOWN_PURPOSE = "unknown_purpose"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    INVALIDATED = "invalidated"
    NEEDS_A_GUARDIAN = "needs_a_guardian"
    OBJECTED = "objected"
    RESTRICTED = "restricted"
    STORE_DOWN = "store_down"


@dataclass(frozen=True)
class Standing:
    """What is known of a person: how old they say they are, and their choices in the order in which they were written.

    ``choices`` are about one purpose, ``restrictions`` about all of them.
    """

    age: AgeBand
    choices: Sequence[Choice] = ()
    restrictions: Sequence[Choice] = ()


# What a question is answered with. Whoever objects says no as well; only a later yes says otherwise.
ANSWERS = CONSENT | {Kind.OBJECTED}
DENIED_BY = {
    Kind.EXPIRED: Denial.EXPIRED,
    Kind.OBJECTED: Denial.OBJECTED,
    Kind.REFUSED: Denial.REFUSED,
    Kind.WITHDRAWN: Denial.WITHDRAWN,
}
NOES = frozenset({Kind.OBJECTED, Kind.REFUSED, Kind.WITHDRAWN})
# Source: GDPR art. 21(1).
OPEN_TO_OBJECTION = frozenset({Basis.LEGITIMATE_INTERESTS, Basis.PUBLIC_TASK})


def denial_of(key: str, purpose: Purpose | None, standing: Standing) -> Denial | None:
    """Why a purpose may not be followed for somebody, or nothing when it may."""
    if purpose is None:
        return Denial.UNKNOWN_PURPOSE
    if is_restricted(standing) and key not in DESPITE_RESTRICTION:
        return Denial.RESTRICTED
    if purpose.basis in OPEN_TO_OBJECTION and stands(standing.choices, OBJECTION, Kind.OBJECTED):
        return Denial.OBJECTED
    return consent_denial(purpose, standing) if needs_consent(purpose) else None


def is_restricted(standing: Standing) -> bool:
    """Whether a restriction stands, of the purpose or of all; the end of one does not end the other."""
    return any(stands(made, RESTRICTION, Kind.RESTRICTED) for made in (standing.choices, standing.restrictions))


def stands(choices: Sequence[Choice], kinds: frozenset[Kind], kind: Kind) -> bool:
    """Whether the newest choice among some kinds is of this one."""
    last = last_of(choices, kinds)
    return last is not None and last.kind is kind


def consent_denial(purpose: Purpose, standing: Standing) -> Denial | None:
    """Why there is no consent that counts, or nothing when there is."""
    last = last_of(standing.choices, ANSWERS)
    if last is None:
        return Denial.NOT_ASKED
    if last.kind is not Kind.GIVEN:
        return DENIED_BY[last.kind]
    if last.asked != digest_of(purpose):
        return Denial.INVALIDATED
    if standing.age in NEEDS_A_GUARDIAN and not last.by_guardian:
        return Denial.NEEDS_A_GUARDIAN
    return None


def needs_consent(purpose: Purpose) -> bool:
    """Whether a purpose is followed only for those who agreed."""
    return purpose.basis is Basis.CONSENT or purpose.gate is Gate.CONSENT


def may_ask(purpose: Purpose, standing: Standing, now: datetime) -> bool:
    """Whether somebody may be asked for consent now: not again soon after a no, unless something else is asked.

    A no that names no question, as an objection does, was one to whatever would be asked.
    """
    if not needs_consent(purpose):
        return False
    last = last_of(standing.choices, ANSWERS)
    if last is None or last.kind is Kind.EXPIRED:
        return True
    is_another_question = last.asked != digest_of(purpose)
    if last.kind in NOES:
        return (is_another_question and last.asked != "") or now >= last.at + QUIET
    return is_another_question
