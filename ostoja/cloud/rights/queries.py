"""What people asked for."""

from datetime import date

from django.db.models import F, QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.rules import address
from ostoja.cloud.consents.keys import pseudonym
from ostoja.cloud.rights.models import Request, Step
from ostoja.cloud.rights.rules import ENDED, NEWS, Kind, State, waited


def requests_of(person: Person) -> QuerySet[Request]:
    """Everything that a person asked for, the newest first."""
    return Request.objects.filter(person=person).order_by("-received", "-pk").prefetch_related("steps")


def counts_from(request: Request, day: date) -> date:
    """The day from which the month of a request counts: that of its receipt, and later by what identity took."""
    steps = sorted(request.steps.all(), key=lambda step: step.pk)
    return request.received + waited([(State(step.state), step.at.date()) for step in steps], day)


def untold() -> QuerySet[Step]:
    """The news of a request, made by somebody else, of which its person has not heard yet."""
    news = Step.objects.filter(told__isnull=True, state__in=[state.value for state in NEWS])
    with_account = news.filter(request__person__is_active=True).exclude(by=F("request__person"))
    return with_account.select_related("request__person").order_by("pk")


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
    ended = [state.value for state in ENDED]
    return Request.objects.exclude(state__in=ended).prefetch_related("steps")


def answered() -> QuerySet[Request]:
    """Every request that is answered, the latest first."""
    return Request.objects.filter(closed__isnull=False).order_by("-closed", "-pk").prefetch_related("steps")


def request_named(public: str) -> Request | None:
    """The request with this public id."""
    return Request.objects.filter(public=public).select_related("person", "like").first()
