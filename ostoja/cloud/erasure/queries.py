"""The ledger, the reports, and who was told."""

from datetime import datetime

from django.conf import settings
from django.db.models import F, Q, QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.queries import who_is
from ostoja.cloud.disclosures.queries import disclosures_about
from ostoja.cloud.erasure.ledger import Ledger
from ostoja.cloud.erasure.models import Report, Telling

LEFT = ("sent", "outside")


def ledger() -> Ledger:
    """The office's ledger."""
    return Ledger(settings.ERASURE_FOLDER)


def handles_of(person: Person) -> tuple[str, str]:
    """By what somebody's keys and entries are found: the account's public id, and the pseudonym of the registers."""
    return person.public, who_is(person)


def report_named(public: str) -> Report | None:
    """The report with this public id, which nobody guesses."""
    return Report.objects.filter(public=public).first()


def unsent() -> QuerySet[Report]:
    """Reports of which nobody was written to yet."""
    return Report.objects.filter(sent__isnull=True, person__isnull=False).select_related("person").order_by("pk")


def recipients_of(person: Person) -> dict[str, str]:
    """Who received something about a person, each with the purpose of the last time."""
    return dict(disclosures_about(person).filter(state__in=LEFT).order_by("at").values_list("recipient", "purpose"))


def tellings_of(person: Person) -> QuerySet[Telling]:
    """Whom we had to tell of changes to a person's data, and whom we told."""
    return Telling.objects.filter(person=person).order_by("made", "pk")


def due_tellings(now: datetime) -> QuerySet[Telling]:
    """Who is to be called now: whoever has not said that it did its part."""
    due = Q(next__isnull=True) | Q(next__lte=now)
    return Telling.objects.filter(due, answered__isnull=True).select_related("person").order_by("pk")


def untold(person: Person) -> QuerySet[Telling]:
    """Recipients that could not be told yet."""
    return tellings_of(person).filter(told__isnull=True)


def told_without_answer() -> QuerySet[Telling]:
    """Recipients that took the message and did not say that they did their part, the longest waiting first."""
    return Telling.objects.filter(told__isnull=False, answered__isnull=True).order_by(F("told"), "pk")
