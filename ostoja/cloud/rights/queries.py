"""What people asked for."""

from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.rules import address
from ostoja.cloud.consents.keys import pseudonym
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.rules import ENDED, Kind


def requests_of(person: Person) -> QuerySet[Request]:
    """Everything that a person asked for, the newest first."""
    return Request.objects.filter(person=person).order_by("-received", "-pk")


def open_like(person: Person, kind: Kind) -> Request | None:
    """A request of the same kind that is not answered yet; a second one is linked to it."""
    unanswered = Request.objects.filter(person=person, kind=kind.value)
    return unanswered.exclude(state__in=[state.value for state in ENDED]).first()


def who_writes(way: str) -> str:
    """By what the register knows somebody without an account, from how they are reached."""
    return pseudonym("contact", address(way))


def open_like_of(who: str, kind: Kind) -> Request | None:
    """A request of the same kind, from the same sender without an account, that is not answered yet."""
    return unanswered().filter(who=who, kind=kind.value).first()


def unanswered() -> QuerySet[Request]:
    """Every request that is not answered yet, the oldest first."""
    return Request.objects.exclude(state__in=[state.value for state in ENDED])


def answered() -> QuerySet[Request]:
    """Every request that is answered, the latest first."""
    return Request.objects.filter(closed__isnull=False).order_by("-closed", "-pk")


def request_named(public: str) -> Request | None:
    """The request with this public id."""
    return Request.objects.filter(public=public).select_related("person", "like").first()
