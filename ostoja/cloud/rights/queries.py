"""What people asked for."""

from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.rules import ENDED, Kind


def requests_of(person: Person) -> QuerySet[Request]:
    """Everything that a person asked for, the newest first."""
    return Request.objects.filter(person=person).order_by("-received", "-pk")


def open_like(person: Person, kind: Kind) -> Request | None:
    """A request of the same kind that is not answered yet; a second one is linked to it."""
    unanswered = Request.objects.filter(person=person, kind=kind.value)
    return unanswered.exclude(state__in=[state.value for state in ENDED]).first()
