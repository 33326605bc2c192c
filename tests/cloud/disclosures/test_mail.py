import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.disclosures.mail import DisclosedMail
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.disclosures.queries import disclosures_about

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("promise")]


class Broken(EmailBackend):
    def send_messages(self, *_: object) -> int:
        raise OSError("the server is gone")


@pytest.fixture(autouse=True)
def real(settings: Settings) -> None:
    settings.MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def letter(to: str) -> EmailMessage:
    return EmailMessage("Code", "123456", "ostoja@example.org", [to])


def test_every_letter_is_written_down_and_leaves(ala: Person) -> None:
    assert DisclosedMail().send_messages([letter(ala.email), letter("celina@example.org")]) == 2

    assert [one.to for one in mail.outbox] == [["ala@example.org"], ["celina@example.org"]]
    assert disclosures_about(ala).get().recipient == "email_operators"
    assert sorted(Disclosure.objects.values_list("count", "state")) == [(0, "sent"), (1, "sent")]


def test_a_letter_that_fails_is_written_down_as_failed(ala: Person, settings: Settings) -> None:
    settings.MAIL_BACKEND = f"{__name__}.Broken"

    with pytest.raises(OSError, match="gone"):
        DisclosedMail().send_messages([letter(ala.email)])

    assert disclosures_about(ala).get().state == "failed"


def test_a_letter_that_nobody_took_is_written_down_as_failed(ala: Person, settings: Settings) -> None:
    settings.MAIL_BACKEND = "django.core.mail.backends.base.BaseEmailBackend"

    with pytest.raises(NotImplementedError):
        DisclosedMail().send_messages([letter(ala.email)])

    assert disclosures_about(ala).get().state == "failed"
