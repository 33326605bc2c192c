"""What can happen to an account."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ostoja.cloud.accounts.models import ClaimsFile, Person
from ostoja.cloud.accounts.queries import unconfirmed
from ostoja.cloud.accounts.rules import LONGEST_NAME, address, forgotten_before, nowhere, one_line
from ostoja.cloud.accounts.signals import closing, rectified
from ostoja.cloud.sessions.flows import end_mentions

log = logging.getLogger(__name__)


class AccountError(Exception):
    """An account cannot be as asked; the text says why."""


@dataclass(frozen=True)
class NewPerson:
    """Who is to have an account."""

    email: str
    first_name: str
    last_name: str
    language: str
    password: str


@transaction.atomic
def add_person(new: NewPerson) -> Person:
    """An account whose address counts as confirmed, because the operator says so.

    Raises: AccountError when the address is taken, or the data or the password will not do.
    """
    person = Person(email=address(new.email), first_name=new.first_name, last_name=new.last_name, language=new.language)
    if Person.objects.filter(email=person.email).exists():
        raise AccountError("There is already an account with this address.")
    try:
        validate_password(new.password, person)
        person.set_password(new.password)
        person.full_clean()
    except ValidationError as wrong:
        raise AccountError(" ".join(wrong.messages)) from wrong
    if any(one_line(name, longest=LONGEST_NAME) != name for name in (new.first_name, new.last_name)):
        raise AccountError("A name must be one printable line, without hidden signs.")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@transaction.atomic
def describe(person: Person, *, first_name: str, last_name: str, language: str, time_zone: str) -> None:
    """Change what a person says of themselves; of another name everybody hears who was told the old one."""
    is_rectified = (person.first_name, person.last_name) != (first_name, last_name)
    person.first_name, person.last_name = first_name, last_name
    person.language, person.time_zone = language, time_zone
    person.save(update_fields=["first_name", "last_name", "language", "time_zone"])
    if is_rectified:
        rectified.send(Person, person=person)


def see(person: Person, now: datetime) -> None:
    """Note that an account is used; whoever was warned that it would end is not any more."""
    Person.objects.filter(pk=person.pk).update(seen=now, warned=None)


@transaction.atomic
def close(person: Person, now: datetime) -> None:
    """End an account: nobody signs in with it or is found by it; who it was stays sealed, in the claims file."""
    if person.closed is None:
        closing.send(Person, person=person, now=now)
    end_sessions([person])
    who = {"email": person.email, "first_name": person.first_name, "last_name": person.last_name}
    ClaimsFile.objects.get_or_create(person=person, defaults=who)
    person.email, person.first_name, person.last_name = nowhere(person.public), "", ""
    person.closed, person.is_active = now, False
    person.set_unusable_password()
    person.save(update_fields=["email", "first_name", "last_name", "closed", "is_active", "password"])
    EmailAddress.objects.filter(user=person).delete()


def forget_unconfirmed(now: datetime) -> int:
    """Forget sign-ups whose address was not confirmed in time, and say how many."""
    people = list(unconfirmed(forgotten_before(now)))
    end_sessions(people)
    for person in people:
        person.delete()
    return len(people)


def end_sessions(people: Collection[Person]) -> int:
    """End every browser's session in which these people stand, half signed up or signed in; how many it were."""
    return end_mentions([person.pk for person in people], [person.email for person in people]) if people else 0
