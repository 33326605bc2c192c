"""What can happen to the register of disclosures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import rfc8785
from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.flows import append
from ostoja.cloud.disclosures.models import Concerned, Disclosure
from ostoja.cloud.policies.queries import publication_in_force

CHAIN = "disclosures"


class State(StrEnum):
    """What became of what was to leave; ``outside`` went by hand and was entered by staff."""

    WRITTEN = "written"
    SENT = "sent"
    FAILED = "failed"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Entry:
    """What is written of a disclosure."""

    recipient: str
    purpose: str
    categories: tuple[str, ...]
    country: str
    mechanism: str
    commitment: str
    state: State = State.WRITTEN
    by: Person | None = None
    note: str = ""
    at: datetime | None = None
    """When it left, for what is written down later than that."""


@transaction.atomic(durable=True)
def write(entry: Entry, subjects: Collection[Person], now: datetime) -> Disclosure:
    """Write that something leaves; when this answers it is on disk, whatever the caller does next.

    Raises: RuntimeError within another transaction, which could still take the entry back.
    """
    standing = publication_in_force(now)
    made = Disclosure.objects.create(
        recipient=entry.recipient,
        purpose=entry.purpose,
        categories=" ".join(entry.categories),
        country=entry.country,
        mechanism=entry.mechanism,
        policy="" if standing is None else standing.hash,
        count=len(subjects),
        commitment=entry.commitment,
        state=entry.state.value,
        by=entry.by,
        note=entry.note,
        at=entry.at or now,
    )
    Concerned.objects.bulk_create(Concerned(disclosure=made, person=person) for person in subjects)
    append(CHAIN, body_of(made), now)
    return made


def body_of(made: Disclosure) -> bytes:
    """What the chain holds of a disclosure: references and no person."""
    said = {"disclosure": made.public, "recipient": made.recipient, "purpose": made.purpose, "at": made.at.isoformat()}
    return rfc8785.dumps(said | {"categories": made.categories, "commitment": made.commitment, "count": made.count})


def settle(made: Disclosure, state: State) -> None:
    """Write what became of it."""
    made.state = state.value
    made.save(update_fields=["state"])


def note_erasures(now: datetime) -> int:
    """Let the time of entries run of which nobody concerned is left here, and say how many."""
    return Disclosure.objects.filter(erased__isnull=True, concerned__isnull=True).update(erased=now)
