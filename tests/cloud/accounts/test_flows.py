from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from ostoja.cloud.accounts.flows import AccountError, NewPerson, add_person, close, forget_unconfirmed
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.sessions.models import Session
from tests.cloud.cast import PASSWORD, browser, person

pytestmark = pytest.mark.django_db

NEW = NewPerson("Iwona@Example.org", "Iwona", "Lis", "pl", PASSWORD)


def test_an_added_person_can_sign_in_at_once() -> None:
    iwona = add_person(NEW)

    assert iwona.email == "iwona@example.org"
    assert str(iwona) == f"person {iwona.pk}"
    answer = browser().post("/accounts/login/", {"login": "iwona@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/app/"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "nobody"}, "valid email"),
        ({"password": "short"}, "too short"),
        ({"first_name": ""}, "blank"),
        ({"last_name": "\u202eLis"}, "printable"),
        ({"language": "de"}, "language"),
    ],
)
def test_data_that_will_not_do_are_refused_with_a_sentence(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(AccountError, match=sentence):
        add_person(replace(NEW, **changed))

    assert not Person.objects.exists()


def test_an_address_has_one_account() -> None:
    add_person(NEW)

    with pytest.raises(AccountError, match="already an account"):
        add_person(NEW)


def test_sign_ups_that_nobody_confirms_are_forgotten_after_a_day() -> None:
    confirmed, waiting = person("Ala"), person("Celina")
    EmailAddress.objects.filter(user=waiting).update(verified=False)

    assert forget_unconfirmed(timezone.now() + timedelta(hours=23)) == 0
    assert forget_unconfirmed(timezone.now() + timedelta(hours=25)) == 1
    assert list(Person.objects.all()) == [confirmed]


def test_a_closed_account_is_no_sign_up_that_nobody_confirmed() -> None:
    ala = person("Ala")
    close(ala, timezone.now())

    assert forget_unconfirmed(timezone.now() + timedelta(days=2)) == 0
    assert Person.objects.get() == ala


def test_the_browsers_of_a_closed_account_hold_nothing_of_it(ala: Person, bartek: Person) -> None:
    for one in (ala, ala, bartek):
        browser().post("/accounts/login/", {"login": one.email, "password": PASSWORD})
    asked = browser()
    asked.post("/accounts/password/reset/", {"email": ala.email})

    close(ala, timezone.now())

    [left] = Session.objects.all()
    assert left.get_decoded()["_auth_user_id"] == str(bartek.pk)


def test_the_browser_of_a_forgotten_sign_up_holds_nothing_of_it() -> None:
    typed = {"first_name": "Celina", "last_name": "Sowa", "email": "celina@example.org", "password1": PASSWORD}
    browser().post("/accounts/signup/", typed)
    assert "celina@example.org" in str(Session.objects.get().get_decoded())

    assert forget_unconfirmed(timezone.now() + timedelta(hours=25)) == 1

    assert not Session.objects.exists()
