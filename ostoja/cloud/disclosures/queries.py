"""Who received what about a person."""

from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.disclosures.models import Concerned, Disclosure


def disclosures_about(person: Person) -> QuerySet[Disclosure]:
    """Every disclosure about a person, the newest first."""
    return Disclosure.objects.filter(concerned__person=person).order_by("-at", "-pk")


def known_to(recipient: str, person: Person) -> frozenset[str]:
    """The categories of what a recipient got about a person."""
    sent = disclosures_about(person).filter(recipient=recipient, state__in=["sent", "outside"])
    return frozenset(key for keys in sent.values_list("categories", flat=True) for key in keys.split())


def untold_recipients(person: Person) -> QuerySet[Concerned]:
    """Where recipients were not told yet that a person's data changed or are gone. Source: GDPR art. 19."""
    return Concerned.objects.filter(person=person, told__isnull=True, disclosure__state__in=["sent", "outside"])


def latest_disclosures() -> QuerySet[Disclosure]:
    """Every disclosure, about whomever, the newest first."""
    return Disclosure.objects.order_by("-at", "-pk")
