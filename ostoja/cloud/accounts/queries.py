"""What is read about people."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, QuerySet

from ostoja.cloud.accounts.models import Person
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
    return Person.objects.filter(~Exists(confirmed), joined__lt=before)
