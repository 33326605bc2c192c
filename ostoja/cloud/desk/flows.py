"""What can happen among staff: they are appointed and dismissed, and they look; all of it in the audit chain."""

from dataclasses import dataclass
from datetime import datetime

import rfc8785
from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.flows import append
from ostoja.cloud.desk.models import Appointment, Look
from ostoja.cloud.desk.rules import Purpose, Role
from ostoja.cloud.rights.models import Request

CHAIN = "staff"


class LookError(Exception):
    """Nobody looks at a person's data without saying what for and in which matter."""


@dataclass(frozen=True)
class Reason:
    """Why somebody's data are opened: what is opened, for which purpose, in which matter or on which request."""

    what: str
    purpose: str
    ticket: str = ""
    request: Request | None = None


@transaction.atomic
def appoint(person: Person, role: Role, now: datetime) -> Appointment:
    """Make a person staff; whoever had another role has this one from now on."""
    standing = Appointment.objects.filter(person=person, role=role.value, ended__isnull=True).first()
    if standing is not None:
        return standing
    dismiss(person, now)
    made = Appointment.objects.create(person=person, role=role.value, granted=now)
    note(None, "appointed", {"person": person.public, "role": role.value}, now)
    return made


@transaction.atomic
def dismiss(person: Person, now: datetime) -> bool:
    """End a person's role, and say whether they had one."""
    standing = Appointment.objects.filter(person=person, ended__isnull=True)
    if not standing.update(ended=now):
        return False
    note(None, "dismissed", {"person": person.public}, now)
    return True


@transaction.atomic
def look(staff: Person, person: Person | None, reason: Reason, now: datetime) -> Look:
    """Write down that somebody among staff opens a person's data; the person can read it.

    Raises: LookError without a purpose and a matter.
    """
    if reason.purpose not in {one.value for one in Purpose} or not (reason.request or reason.ticket.strip()):
        raise LookError
    made = Look.objects.create(
        staff=staff,
        person=person,
        what=reason.what,
        purpose=reason.purpose,
        ticket=reason.ticket,
        request=reason.request,
        at=now,
    )
    # The chain outlives the time after which a request is nobody's: it never holds the two side by side.
    about = {"look": str(made.pk), "what": made.what, "purpose": made.purpose, "ticket": made.ticket}
    note(staff, "looked", about | ({} if person is None else {"person": person.public}), now)
    return made


def note(staff: Person | None, deed: str, about: dict[str, str], now: datetime) -> None:
    """Write a deed of staff, or of the operator about staff, into the chain: references, and never a name."""
    by = "operator" if staff is None else staff.public
    append(CHAIN, rfc8785.dumps({"by": by, "deed": deed, "at": now.isoformat()} | about), now)
