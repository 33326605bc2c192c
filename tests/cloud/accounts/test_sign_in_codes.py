"""Signing in with a code from a letter, and another address for an account. Proves: L02, L07."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from ostoja.cloud.accounts.flows import NewPerson, add_person
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.models import Event
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.security.second.ways import AGAIN, SECOND, confirmed, is_in, with_codes

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'<(?:input|button|h1|a)[^>]* (?:name|type|href)="([^"]*)"')
ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"
EMAIL, VERIFY = "/accounts/email/", "/accounts/confirm-email/"
NEW = "ala.nowa@example.org"


def code() -> str:
    return str(mail.outbox[-1].subject).split()[0]


def asked(email: str) -> Client:
    client = browser()
    answer = client.post(ASK, {"email": email})
    assert answer.headers["Location"] == CONFIRM
    return client


class TestSigningInByCode:
    def test_takes_the_code_of_the_letter(self, ala: Person) -> None:
        client = asked(ala.email)
        assert "Kod jest ważny 10 minut" in str(mail.outbox[0].body)

        answer = client.post(CONFIRM, {"code": code(), "remember": "on"})

        assert is_in(client)
        assert answer.cookies["ostoja_session"]["max-age"] == 90 * 86_400
        assert Event.objects.get().kind == "new_browser"

    def test_leads_on_to_where_somebody_wanted(self, ala: Person) -> None:
        client = browser()
        client.post(f"{ASK}?next=/privacy/mine/", {"email": ala.email, "next": "/privacy/mine/"})

        answer = client.post(f"{CONFIRM}?next=/privacy/mine/", {"code": code()})

        assert answer.headers["Location"] == "/privacy/mine/"

    def test_takes_a_code_once_and_in_its_own_browser(self, ala: Person) -> None:
        client, other = asked(ala.email), browser()
        given = code()

        assert other.post(CONFIRM, {"code": given}).status_code == 302
        assert not is_in(other)
        client.post(CONFIRM, {"code": given})
        client.post("/accounts/logout/")
        client.post(CONFIRM, {"code": given})
        assert not is_in(client)

    def test_asks_for_the_second_factor_all_the_same(self, ala: Person) -> None:
        with_codes(ala)
        client = asked(ala.email)

        assert client.post(CONFIRM, {"code": code()}).headers["Location"] == SECOND
        assert not is_in(client)

    def test_ends_after_a_few_wrong_codes(self, ala: Person) -> None:
        client = asked(ala.email)
        given = code()
        for guess in ("000000", "111111", "222222"):
            client.post(CONFIRM, {"code": guess})

        client.post(CONFIRM, {"code": given})

        assert not is_in(client)

    def test_answers_the_same_for_an_address_that_nobody_has(self, ala: Person) -> None:
        known, unknown = asked(ala.email), asked("nobody@example.org")

        fields = [FIELD.findall(one.get(CONFIRM).content.decode()) for one in (known, unknown)]

        assert fields[0] == fields[1]
        assert [one.to for one in mail.outbox] == [[ala.email], ["nobody@example.org"]]
        assert not any(char.isdigit() for char in str(mail.outbox[1].subject))
        assert unknown.post(CONFIRM, {"code": "000000"}).status_code == 200

    def test_sends_a_few_letters_and_then_says_to_wait(self, ala: Person) -> None:
        answers = [browser().post(ASK, {"email": ala.email}).status_code for _ in range(8)]

        assert answers[-1] in {200, 429}
        assert len(mail.outbox) <= 6

    def test_lets_nobody_in_whose_account_is_switched_off(self, ala: Person) -> None:
        Person.objects.update(is_active=False)

        client = asked(ala.email)

        assert client.post(CONFIRM, {"code": code()}).status_code in {200, 302}
        assert not is_in(client)


class TestAnotherAddress:
    @pytest.fixture
    def client(self, ala: Person) -> Client:
        return confirmed(browser(ala))

    def test_is_confirmed_and_the_old_one_is_told(self, client: Client, ala: Person) -> None:
        assert client.post(EMAIL, {"email": NEW.upper()}).headers["Location"] == VERIFY
        assert mail.outbox[-1].to == [NEW]
        ala.refresh_from_db()
        assert ala.email == "ala@example.org"

        answer = client.post(VERIFY, {"code": code()})

        ala.refresh_from_db()
        assert ala.email == NEW
        assert answer.headers["Location"] == "/accounts/"
        assert [(one.email, one.verified, one.primary) for one in EmailAddress.objects.all()] == [(NEW, True, True)]
        assert (mail.outbox[-1].to, str(mail.outbox[-1].subject)) == (
            ["ala@example.org"],
            "Konto ma inny adres e-mail",
        )
        assert Event.objects.latest("pk").kind == "email_changed"

    def test_opens_the_account_in_place_of_the_old_one(self, client: Client, ala: Person) -> None:
        client.post(EMAIL, {"email": NEW})
        client.post(VERIFY, {"code": code()})

        new, old = browser(), browser()
        new.post("/accounts/login/", {"login": NEW, "password": PASSWORD})
        old.post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD})

        assert (is_in(new), is_in(old)) == (True, False)

    def test_needs_the_password_once_more(self, ala: Person) -> None:
        client = browser(ala)

        assert client.get(EMAIL).headers["Location"].startswith(AGAIN)
        assert client.post(EMAIL, {"email": NEW}).headers["Location"].startswith(AGAIN)
        assert mail.outbox == []

    def test_takes_a_code_once(self, client: Client, ala: Person) -> None:
        client.post(EMAIL, {"email": NEW})
        given = code()
        client.post(VERIFY, {"code": given})

        assert client.post(VERIFY, {"code": given}).status_code == 302
        assert Event.objects.filter(kind="email_changed").count() == 1

    def test_of_somebody_else_stays_theirs_and_the_page_does_not_tell(
        self, client: Client, ala: Person, bartek: Person
    ) -> None:
        assert client.post(EMAIL, {"email": bartek.email}).headers["Location"] == VERIFY

        assert mail.outbox[-1].to == [bartek.email]
        assert not any(char.isdigit() for char in str(mail.outbox[-1].subject))
        assert client.post(VERIFY, {"code": "000000"}).status_code == 200
        ala.refresh_from_db()
        assert ala.email == "ala@example.org"

    def test_that_somebody_takes_in_the_meantime_stays_theirs(self, client: Client, ala: Person) -> None:
        client.post(EMAIL, {"email": NEW})
        given = code()
        add_person(NewPerson(NEW, "Celina", "Sowa", "pl", PASSWORD))

        assert client.post(VERIFY, {"code": given}).status_code in {200, 302}

        ala.refresh_from_db()
        assert ala.email == "ala@example.org"

    @pytest.mark.parametrize("typed", ["", "no address", "ala@example.org", "a@b", "x" * 300 + "@example.org"])
    def test_that_will_not_do_is_said_so(self, client: Client, typed: str) -> None:
        answer = client.post(EMAIL, {"email": typed})

        assert answer.status_code == 200
        assert "field__error" in answer.content.decode()
        assert mail.outbox == []
