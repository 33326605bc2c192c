"""What the page of rights shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.queries import EVERYTHING, age_of, standing_of, who_is
from ostoja.cloud.policies.queries import InForce, in_force
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.queries import counts_from, requests_of
from ostoja.cloud.rights.rules import Clock, State, clock
from ostoja.privacy.consent.choices import RESTRICTION, Kind, last_of


@dataclass(frozen=True)
class Asked:
    """A request as its person sees it, with its clock."""

    request: Request
    clock: Clock


def today(now: datetime, found: InForce) -> date:
    """The day where the operator is."""
    return now.astimezone(ZoneInfo(found.policy.about.zone)).date()


def page_of(person: Person, language: str, now: datetime) -> dict[str, Any]:
    """The rights in the policy's words, and what this person asked for."""
    found = in_force(now)
    scope, day = found.scope(language), today(now, found)
    last = last_of(standing_of(who_is(person), EVERYTHING, age_of(person)).restrictions, RESTRICTION)
    return {
        "rights": {key: (scope.say(right.label), scope.say(right.text)) for key, right in scope.policy.rights.items()},
        "asked": [Asked(one, clock(counts_from(one, day), State(one.state), day)) for one in requests_of(person)],
        "restricted": last is not None and last.kind is Kind.RESTRICTED,
        "authority": found.policy.controller.authority,
        "authority_name": scope.say(found.policy.controller.authority.name),
        "controller": found.policy.controller,
    }
