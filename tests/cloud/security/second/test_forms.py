"""Proves: L04, L06."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.cache import cache
from django.test import Client

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.models import Event
from ostoja.cloud.security.rules import Kind
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.security.second.ways import (
    AGAIN,
    APP,
    LOGIN,
    SECOND,
    SHOWN,
    code,
    code_of,
    confirmed,
    is_in,
    spare_code,
    with_codes,
)

pytestmark = pytest.mark.django_db
NEW = "niebieska furtka za sadem"


@pytest.fixture
def protected(ala: Person) -> Person:
    return with_codes(ala)


def halfway(person: Person) -> Client:
    """A browser in which the password was typed, and nothing else."""
    client = browser()
    answer = client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"] == SECOND
    return client


def comes_in(person: Person, given: str) -> bool:
    client = halfway(person)
    client.post(SECOND, {"code": given})
    return is_in(client)


def first_code(client: Client) -> str:
    found = SHOWN.search(client.get(APP).content.decode())
    assert found is not None
    return code_of(found[1])


class TestSettingUp:
    def test_takes_the_first_code_and_shows_the_spare_ones_once(self, ala: Person) -> None:
        client = confirmed(browser(ala))

        answer = client.post(APP, {"code": first_code(client)}, follow=True)

        shown = re.findall(r"<code>(\d{8})</code>", answer.content.decode())
        assert len(set(shown)) == 10
        again = client.get("/accounts/security/codes/").content.decode()
        assert not any(one in again for one in shown)
        assert "Zostało: 10" in again

    def test_leads_on_to_where_somebody_was(self, ala: Person) -> None:
        client = confirmed(browser(ala))

        answer = client.post(f"{APP}?next=/desk/", {"code": first_code(client)}, follow=True)

        assert 'href="/desk/"' in answer.content.decode()

    def test_keeps_the_secret_sealed(self, ala: Person) -> None:
        client = confirmed(browser(ala))
        found = SHOWN.search(client.get(APP).content.decode())
        assert found is not None

        client.post(APP, {"code": code_of(found[1])})

        kept = str(list(Authenticator.objects.values_list("data", flat=True)))
        assert found[1] not in kept
        assert "mfa.totp.secret" not in client.session

    def test_needs_the_password_once_more(self, ala: Person) -> None:
        client = browser(ala)
        answer = client.get(APP)
        assert answer.headers["Location"] == f"{AGAIN}?next=%2Faccounts%2Fsecurity%2Fapp%2F"

        assert client.post(AGAIN, {"password": "another one"}).status_code == 200
        assert client.get(APP).status_code == 302
        confirmed(client)
        assert client.get(APP).status_code == 200

    def test_refuses_a_wrong_code(self, ala: Person) -> None:
        client = confirmed(browser(ala))
        first_code(client)

        answer = client.post(APP, {"code": "000000"})

        assert answer.status_code == 200
        assert not Authenticator.objects.exists()

    def test_shows_a_picture_without_style_of_its_own(self, ala: Person) -> None:
        page = confirmed(browser(ala)).get(APP).content.decode()

        assert "<svg" in page
        assert "<?xml" not in page
        assert "style=" not in page

    def test_the_first_code_does_not_open_once_more(self, ala: Person) -> None:
        client = confirmed(browser(ala))
        given = first_code(client)
        client.post(APP, {"code": given})

        assert not comes_in(ala, given)


class TestSigningIn:
    def test_needs_the_code_after_the_password_for_every_page(self, protected: Person) -> None:
        client = halfway(protected)
        for path in ("/accounts/", "/accounts/security/", APP, "/privacy/mine/", "/accounts/password/change/"):
            assert client.get(path).status_code == 302
        assert not is_in(client)

        client.post(SECOND, {"code": code(protected)})

        assert is_in(client)

    def test_takes_the_code_that_the_phone_showed_a_moment_ago(
        self, protected: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = time.time()
        monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now))

        assert comes_in(protected, code(protected, now - 30))
        assert not comes_in(protected, code(protected, now - 60))

    def test_takes_a_code_once_also_after_the_library_forgot_it(self, protected: Person) -> None:
        given = code(protected)
        assert comes_in(protected, given)

        cache.delete(f"allauth.mfa.totp.used?user={protected.pk}&code={given}")

        assert not comes_in(protected, f"{given[:3]} {given[3:]}")

    def test_takes_a_spare_code_once_and_writes_it_down(self, protected: Person) -> None:
        spare = spare_code(protected)

        assert comes_in(protected, spare)
        assert not comes_in(protected, spare)
        kinds = list(Event.objects.values_list("kind", flat=True))
        assert (kinds.count(Kind.CODE_USED), kinds.count(Kind.WRONG_CODE)) == (1, 1)

    def test_ends_the_guessing_after_a_few_tries_for_a_while(self, protected: Person) -> None:
        client = halfway(protected)
        for guess in range(5):
            client.post(SECOND, {"code": f"{guess:06}"})

        answer = client.post(SECOND, {"code": code(protected)})

        assert not is_in(client)
        assert "Too many tries" in answer.content.decode()

    def test_says_what_is_to_be_typed(self, protected: Person) -> None:
        assert 'autocomplete="one-time-code"' in halfway(protected).get(SECOND).content.decode()

    def test_asks_nobody_else_for_a_code(self, ala: Person) -> None:
        answer = browser().post(LOGIN, {"login": ala.email, "password": PASSWORD})

        assert answer.headers["Location"] == "/app/"

    def test_a_page_for_the_code_leads_nobody_in_who_gave_no_password(self) -> None:
        client = browser()

        assert client.get(SECOND).headers["Location"] == LOGIN
        assert client.post(SECOND, {"code": "000000"}).headers["Location"] == LOGIN


class TestBeforeDangerousActs:
    def test_whoever_has_codes_gives_one_and_the_password_is_not_enough(self, protected: Person) -> None:
        client = browser(protected)
        remove = f"{APP}remove/"
        assert client.post(AGAIN, {"password": PASSWORD}).headers["Location"].startswith(f"{AGAIN}code/")
        assert client.get(remove).status_code == 302

        client.post(f"{AGAIN}code/", {"code": code(protected)})
        client.post(remove)

        assert not Authenticator.objects.exists()
        assert [str(one.subject) for one in mail.outbox] == ["Drugi składnik jest wyłączony"]

    def test_new_spare_codes_take_the_place_of_the_old_ones(self, protected: Person) -> None:
        old, client = spare_code(protected), browser(protected)
        client.post(f"{AGAIN}code/", {"code": code(protected)})

        client.post("/accounts/security/codes/new/")

        assert not comes_in(protected, old)
        assert comes_in(protected, spare_code(protected))


def test_a_new_password_takes_no_second_factor_away(protected: Person) -> None:
    client = browser()
    client.post("/accounts/password/reset/", {"email": protected.email})
    client.post("/accounts/password/reset/confirm/", {"code": mail.outbox[-1].subject.split()[0]})
    client.post("/accounts/password/reset/complete/", {"password1": NEW, "password2": NEW})
    assert not is_in(client)
    assert Authenticator.objects.count() == 2

    answer = browser().post(LOGIN, {"login": protected.email, "password": NEW})

    assert answer.headers["Location"] == SECOND
