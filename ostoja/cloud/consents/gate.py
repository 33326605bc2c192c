"""The gate: the only maker of grants. Whatever it cannot find out, it denies."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import DatabaseError, InterfaceError

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.categories import key_of, questions_in
from ostoja.cloud.consents.keys import pseudonym
from ostoja.cloud.consents.queries import Visitor, purpose_in_force, stand, standing_now, who_is
from ostoja.cloud.consents.rules import OPTIONAL
from ostoja.cloud.policies.queries import InForce, NothingPublishedError
from ostoja.policy.words import CookieCategory
from ostoja.privacy.consent.decide import AgeBand, Denial, denial_of
from ostoja.privacy.consent.grants import Grant
from ostoja.privacy.consent.minting import grant

log = logging.getLogger(__name__)

Result = TypeVar("Result")
SHOWN = 8


class DeniedError(Exception):
    """A purpose may not be followed for this person; ``denial`` says why."""

    def __init__(self, purpose: str, denial: Denial) -> None:
        super().__init__(f"{purpose}: {denial.value}")
        self.denial = denial


def require(person: Person, purpose: str, now: datetime) -> Grant:
    """A grant to follow a purpose for a person, good for the work at hand.

    Raises: DeniedError.
    """
    denial = ask(person, purpose, now)
    if denial is not None:
        # What is allowed is not written down: it is the rule, and there is much of it.
        log.info("denied %s: %s", purpose, denial.value)
        raise DeniedError(purpose, denial)
    return grant(person.public, purpose, now)


def ask(person: Person, purpose: str, now: datetime) -> Denial | None:
    """Why a purpose may not be followed for a person, or nothing when it may."""
    try:
        return denial_of(purpose, purpose_in_force(purpose, now), standing_now(person, purpose))
    except NothingPublishedError:
        return Denial.UNKNOWN_PURPOSE
    except Exception:
        # Broad on purpose: a store that is down, a key that is gone, a row that nobody understands. Each is a no.
        log.exception("the ledger of consents cannot be read")
        return Denial.STORE_DOWN


def agreed(visitor: Visitor | None, found: InForce, now: datetime) -> frozenset[CookieCategory]:
    """The kinds of cookies to which somebody agreed in a browser; none when the ledger cannot be read."""
    if visitor is None:
        return frozenset()
    try:
        asked = stand(who_is(visitor), questions_in(found), AgeBand.ADULT, now)
    except Exception:
        # Broad for the same reason.
        log.exception("the ledger of consents cannot be read")
        return frozenset()
    given = {one.key for one in asked if one.denial is None}
    return frozenset(category for category in OPTIONAL if key_of(category) in given)


def at_run_time(public: str, purpose: str, now: datetime, work: Callable[[Person, Grant], Result]) -> Result | None:
    """Do queued work for a person if it is still allowed; nothing when it is not, or the person is gone.

    A queue carries the person's public id and the purpose, never a grant: what was allowed then may not be now.
    """
    try:
        person = Person.objects.filter(public=public, is_active=True).first()
        granted = None if person is None else require(person, purpose, now)
    except (DeniedError, DatabaseError, InterfaceError) as denied:
        why = denied.denial if isinstance(denied, DeniedError) else Denial.STORE_DOWN
        log.warning("queued work for %s was not done: %s, %s", name_of(public), purpose, why.value)
        return None
    return None if person is None or granted is None else work(person, granted)


def name_of(public: str) -> str:
    """How a log names somebody: the beginning of what the ledger calls them, when that can be made."""
    try:
        return pseudonym("person", public)[:SHOWN]
    except OSError:
        return "somebody"
