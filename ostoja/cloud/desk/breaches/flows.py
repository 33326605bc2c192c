"""What can happen to the register of breaches. Source: GDPR art. 33(5)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.breaches.query import Event, Finding
from ostoja.cloud.desk.breaches.rules import clock
from ostoja.cloud.desk.flows import note
from ostoja.cloud.desk.models import Breach


class BreachError(Exception):
    """A breach cannot be as asked; the text is the key of a sentence."""


@dataclass(frozen=True)
class Told:
    """What is known of a breach: when it was noticed, what happened, what follows, what was done."""

    noticed: datetime
    facts: str
    effects: str
    measures: str


@transaction.atomic
def record(staff: Person, event: Event, found: Finding, told: Told, now: datetime) -> Breach:
    """Write a breach into the register; the clock runs from the moment in which it was noticed."""
    made = Breach.objects.create(
        noticed=told.noticed,
        since=event.since,
        until=event.until,
        reach=event.reach.value,
        tables=" ".join(event.tables),
        categories=" ".join(found.categories),
        people=found.people,
        loose=found.loose,
        facts=told.facts,
        effects=told.effects,
        measures=told.measures,
        by=staff,
    )
    note(staff, "recorded a breach", {"breach": made.public}, now)
    return made


@transaction.atomic
def report(staff: Person, breach: Breach, late: str, now: datetime) -> None:
    """Write down that the authority knows.

    Raises: BreachError when it knew before, or learns of it late and nobody says why.
    """
    if breach.reported is not None:
        raise BreachError("desk.breach.known")
    if clock(breach.noticed, None, now).overdue and not late.strip():
        raise BreachError("desk.breach.why_late")
    breach.reported, breach.late = now, late
    breach.save(update_fields=["reported", "late"])
    note(staff, "reported a breach", {"breach": breach.public}, now)


@transaction.atomic
def tell(staff: Person, breach: Breach, now: datetime) -> None:
    """Write down that the people know. Source: GDPR art. 34.

    Raises: BreachError when they knew before.
    """
    if breach.told is not None:
        raise BreachError("desk.breach.known")
    breach.told = now
    breach.save(update_fields=["told"])
    note(staff, "told people of a breach", {"breach": breach.public}, now)
