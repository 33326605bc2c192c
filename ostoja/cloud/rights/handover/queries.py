"""The links by which data are handed over."""

from datetime import datetime

from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.queries import disguised
from ostoja.cloud.rights.models import Handover


def disguise(token: str) -> str:
    """The form in which the secret part of a link is kept."""
    return disguised("handover", token)


def links_of(person: Person) -> QuerySet[Handover]:
    """A person's links, the newest first, for as long as they are kept."""
    return Handover.objects.filter(person=person).order_by("-made", "-pk")


def open_of(person: Person, now: datetime) -> QuerySet[Handover]:
    """The links of a person that still open something."""
    return links_of(person).filter(fetched__isnull=True, until__gt=now)


def handover_at(token: str, now: datetime) -> Handover | None:
    """What a link opens, while it does."""
    standing = Handover.objects.filter(fetched__isnull=True, until__gt=now, person__is_active=True)
    return standing.filter(token_hash=disguise(token)).select_related("person").first()
