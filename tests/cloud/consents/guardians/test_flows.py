"""Ala answers for Bartek, who says that he is a child.

Proves: A039.
"""

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import ChoiceError
from ostoja.cloud.consents.guardians.flows import become_guardian, correct_age, declare_age, decline, leave, part
from ostoja.cloud.consents.models import Age
from ostoja.cloud.consents.queries import age_of, wards_of, who_ask
from ostoja.privacy.consent.decide import AgeBand

pytestmark = pytest.mark.django_db


def test_whoever_says_nothing_is_an_adult(bartek: Person) -> None:
    assert age_of(bartek) is AgeBand.ADULT


def test_a_child_names_somebody_who_is_the_guardian_only_after_saying_so(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    assert (list(who_ask(ala)), list(wards_of(ala))) == ([bartek], [])

    become_guardian(ala, bartek)

    assert (list(who_ask(ala)), list(wards_of(ala))) == ([], [bartek])


def test_nobody_becomes_the_guardian_of_a_child_that_did_not_ask(ala: Person, bartek: Person, celina: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)

    with pytest.raises(ChoiceError, match=r"consent\.no_guardian"):
        become_guardian(celina, bartek)
    decline(celina, bartek)
    assert list(who_ask(ala)) == [bartek]


@pytest.mark.parametrize("band", [AgeBand.UNDER_13, AgeBand.FROM_13, AgeBand.FROM_16])
def test_a_guardian_is_an_adult(ala: Person, bartek: Person, band: AgeBand) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    declare_age(ala, band)

    with pytest.raises(ChoiceError, match=r"consent\.no_guardian"):
        become_guardian(ala, bartek)


def test_nobody_is_their_own_guardian(bartek: Person) -> None:
    with pytest.raises(ChoiceError, match=r"consent\.no_guardian"):
        declare_age(bartek, AgeBand.FROM_13, bartek)


def test_who_is_no_child_asks_nobody(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_16, ala)

    assert list(who_ask(ala)) == []


def test_whoever_was_named_may_say_no(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)

    decline(ala, bartek)

    assert list(who_ask(ala)) == []
    assert Age.objects.get(person=bartek).guardian is None


def test_a_child_with_a_guardian_does_not_say_how_old_it_is(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    become_guardian(ala, bartek)

    with pytest.raises(ChoiceError, match=r"consent\.guardian_decides"):
        declare_age(bartek, AgeBand.ADULT)


def test_the_guardian_says_when_the_child_is_old_enough(ala: Person, bartek: Person, celina: Person) -> None:
    declare_age(bartek, AgeBand.UNDER_13, ala)
    become_guardian(ala, bartek)
    with pytest.raises(ChoiceError, match=r"consent\.not_yours"):
        correct_age(celina, bartek, AgeBand.FROM_16)

    correct_age(ala, bartek, AgeBand.FROM_13)
    assert list(wards_of(ala)) == [bartek]
    correct_age(ala, bartek, AgeBand.FROM_16)

    assert (age_of(bartek), list(wards_of(ala))) == (AgeBand.FROM_16, [])


def test_a_guardian_who_parts_answers_no_more(ala: Person, bartek: Person, celina: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    become_guardian(ala, bartek)
    part(celina, bartek)
    assert list(wards_of(ala)) == [bartek]

    part(ala, bartek)

    assert list(wards_of(ala)) == []


def test_a_guardian_whose_account_is_gone_leaves_the_child_without_one(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    become_guardian(ala, bartek)

    ala.delete()

    assert Age.objects.get(person=bartek).guardian is None


def test_whose_guardian_left_may_name_another_or_grow_up(ala: Person, bartek: Person, celina: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    become_guardian(ala, bartek)
    declare_age(celina, AgeBand.FROM_13, ala)

    leave(ala)

    assert list(who_ask(ala)) == []
    assert Age.objects.get(person=bartek).guardian is None
    declare_age(bartek, AgeBand.FROM_13, celina)
