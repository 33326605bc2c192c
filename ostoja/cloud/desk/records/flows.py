"""What staff do about records: they hold one or let it go, and enter what left by hand; all of it in the chain."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from secrets import token_bytes
from zoneinfo import ZoneInfo

from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.flows import note
from ostoja.cloud.disclosures.flows import Entry, State, write
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.disclosures.rules import Obstacle, obstacle_to, transfer_of
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.retention import flows
from ostoja.cloud.retention.models import Hold
from ostoja.policy.policy import Policy

SALT_BYTES = 16


class HandedError(Exception):
    """What left by hand may not have left; ``obstacle`` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


@dataclass(frozen=True)
class Handed:
    """What left by hand: to whom, for what, which categories, on which day, and what it was."""

    recipient: str
    purpose: str
    categories: tuple[str, ...]
    day: date
    note: str


@transaction.atomic
def hold(staff: Person, kept: flows.Held, reason: str, review: date, now: datetime) -> Hold:
    """Keep a record beyond its last day.

    Raises: HoldError without a reason, or when nobody would look at it again within half a year.
    """
    made = flows.hold(kept, reason, review, staff, now)
    note(staff, "held", {"hold": str(made.pk), "table": kept.table, "row": kept.row}, now)
    return made


@transaction.atomic
def release(staff: Person, kept: Hold, now: datetime) -> None:
    """Let a record go."""
    flows.release(kept, now)
    note(staff, "released", {"hold": str(kept.pk), "table": kept.table, "row": kept.row}, now)


def hand_over(staff: Person, handed: Handed, subjects: Collection[Person], now: datetime) -> Disclosure:
    """Write down what left by hand, under the same rules as at the door.

    Raises: HandedError when the policy does not let it go there.
    """
    policy = in_force(now).scope("en").policy
    obstacle = obstacle_to(policy, handed.recipient, handed.purpose, handed.categories, handed.day)
    if obstacle is not None:
        raise HandedError(obstacle)
    made = write(entry_of(policy, staff, handed), subjects, now)
    note(staff, "handed over", {"disclosure": made.public}, now)
    return made


def entry_of(policy: Policy, staff: Person, handed: Handed) -> Entry:
    """The entry, of the same form as one of the door."""
    transfer = transfer_of(policy, handed.recipient)
    zone = ZoneInfo(policy.about.zone)
    return Entry(
        recipient=handed.recipient,
        purpose=handed.purpose,
        categories=tuple(sorted(handed.categories)),
        country=policy.recipients[handed.recipient].country or "",
        mechanism="" if transfer is None else transfer.mechanism.value,
        commitment=hashlib.sha256(token_bytes(SALT_BYTES) + handed.note.encode()).hexdigest(),
        state=State.OUTSIDE,
        by=staff,
        note=handed.note,
        at=datetime.combine(handed.day, time(12), zone),
    )
