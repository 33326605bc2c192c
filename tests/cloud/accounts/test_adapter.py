from http import HTTPStatus

import pytest
from django.core import mail
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from tests.cloud.accounts.test_views import sign_up
from tests.cloud.cast import PASSWORD, browser

pytestmark = pytest.mark.django_db


def test_when_no_letter_can_be_sent_the_person_is_told(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1

    page = sign_up(browser())

    assert "Nie możemy teraz wysłać e-maila" in page


def test_a_known_persons_letter_is_in_their_own_language(celina: Person) -> None:
    browser().post("/accounts/password/reset/", {"email": "celina@example.org"}, headers={"accept-language": "pl"})

    assert mail.outbox[0].subject.endswith("the code to set a new password")


@pytest.mark.parametrize("page", ["/accounts/password/reset/", "/accounts/signup/"])
def test_an_address_to_which_no_letter_can_be_written_is_told_so(page: str) -> None:
    typed = {"first_name": "Ala", "last_name": "Lis", "email": "x@\u3002a.pl", "password1": PASSWORD}

    answer = browser().post(page, typed)

    assert answer.status_code == HTTPStatus.OK
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Person.objects.exists()
