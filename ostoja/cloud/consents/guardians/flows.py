"""What can happen between a child's account and that of a guardian.

Nobody proves who a child's parent is. What is asked is what two accounts say of each other: the child names an address,
and whoever signs in with it says that it is so. Source: GDPR art. 8(2), reasonable efforts; decision D15.
"""

from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import ChoiceError
from ostoja.cloud.consents.models import Age
from ostoja.cloud.consents.queries import age_of, age_row, wards_of, who_ask
from ostoja.cloud.consents.rules import may_change_age
from ostoja.privacy.consent.decide import NEEDS_A_GUARDIAN, AgeBand


@transaction.atomic
def declare_age(person: Person, band: AgeBand, named: Person | None = None) -> None:
    """Write down how old somebody says they are; a child may name who answers for them, and that person is asked.

    Raises: ChoiceError where a guardian answers already, or somebody names themselves.
    """
    known = age_row(person)
    has_guardian = known is not None and known.guardian is not None
    if known is not None and not may_change_age(AgeBand(known.band), has_guardian=has_guardian):
        raise ChoiceError("consent.guardian_decides")
    if named == person:
        raise ChoiceError("consent.no_guardian")
    asked = named if band in NEEDS_A_GUARDIAN else None
    Age.objects.update_or_create(person=person, defaults={"band": band.value, "guardian": None, "asked": asked})


@transaction.atomic
def become_guardian(guardian: Person, child: Person) -> None:
    """Say that one answers for a child who asked for it.

    Raises: ChoiceError when this child did not ask, or the one who was asked is no adult.
    """
    if not who_ask(guardian).filter(pk=child.pk).exists() or age_of(guardian) is not AgeBand.ADULT:
        raise ChoiceError("consent.no_guardian")
    Age.objects.filter(person=child).update(guardian=guardian, asked=None)


def decline(named: Person, child: Person) -> None:
    """Say that one does not answer for a child who asked for it."""
    Age.objects.filter(person=child, asked=named).update(asked=None)


@transaction.atomic
def correct_age(guardian: Person, child: Person, band: AgeBand) -> None:
    """Say how old a child is by now; one who is old enough answers alone from then on.

    Raises: ChoiceError when somebody else answers for the child.
    """
    if not wards_of(guardian).filter(pk=child.pk).exists():
        raise ChoiceError("consent.not_yours")
    still = guardian if band in NEEDS_A_GUARDIAN else None
    Age.objects.filter(person=child).update(band=band.value, guardian=still)


def part(guardian: Person, child: Person) -> None:
    """Answer for a child no more; what was agreed to stays until somebody withdraws it."""
    Age.objects.filter(person=child, guardian=guardian).update(guardian=None)


def leave(guardian: Person) -> None:
    """Answer for nobody any more; every child may name somebody else, or say that it is one no longer."""
    Age.objects.filter(guardian=guardian).update(guardian=None)
    Age.objects.filter(asked=guardian).update(asked=None)
