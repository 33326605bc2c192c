"""What is read about people."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, QuerySet

from ostoja.cloud.accounts.models import ClaimsFile, Person
from ostoja.cloud.accounts.rules import address


def person_at(email: str) -> Person | None:
    """The person with this e-mail address."""
    return Person.objects.filter(email=address(email)).first()


def has_confirmed(person: Person) -> bool:
    """Whether this person has shown that their address is theirs."""
    return bool(EmailAddress.objects.filter(user=person, verified=True).exists())


def first_person() -> Person | None:
    """Whoever has been here longest."""
    return Person.objects.filter(is_active=True).order_by("pk").first()


def unconfirmed(before: datetime) -> QuerySet[Person]:
    """People from before this instant who never confirmed an address."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    # A closed account has no address to sign in with either; the policy keeps its claims file.
    return Person.objects.filter(~Exists(confirmed), joined__lt=before, closed__isnull=True)


def claims_file(person: Person) -> ClaimsFile | None:
    """Who it was whose account is closed: for a claim, or to tell them what became of their data; for nothing else."""
    return ClaimsFile.objects.filter(person=person).first()
