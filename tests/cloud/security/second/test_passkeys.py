"""Proves: L05."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.models import Event
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.security.second.keys import THERE, Key
from tests.cloud.security.second.ways import (
    ADD,
    AGAIN,
    LOGIN,
    PASSKEY_LOGIN,
    SECOND,
    added,
    asked,
    confirmed,
    is_in,
    question,
    spare_code,
)

pytestmark = pytest.mark.django_db
AGAIN_KEY = f"{AGAIN}passkey/"
Lie = Callable[[Key], None]
Capture = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def client(ala: Person) -> Client:
    return confirmed(browser(ala))


@pytest.fixture
def key(client: Client) -> Key:
    """A key of Ala's."""
    made = Key()
    assert added(client, made, "Telefon").status_code == 302
    return made


def lie(name: str, value: object) -> Lie:
    return lambda key: setattr(key, name, value)


LIES = {
    "origin": lie("origin", "http://localhost:8001"),
    "origin without a port": lie("origin", "http://localhost"),
    "origin that begins alike": lie("origin", "http://localhost:8000.example.org"),
    "rp": lie("rp", "example.org"),
    "frame of another page": lie("crosses", value=True),
    "nobody there": lie("flags", Key.flags & 0),
    "not verified": lie("flags", THERE),
}


def came_in(key: Key, client: Client | None = None) -> Client:
    client = client or browser()
    client.post(PASSKEY_LOGIN, {"credential": key.shown(question(client))})
    return client


class TestAdding:
    def test_leads_to_the_spare_codes_and_is_told_by_letter(
        self, client: Client, ala: Person, django_capture_on_commit_callbacks: Capture
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            answer = added(client, Key(), "Telefon")

        assert answer.headers["Location"] == "/accounts/security/codes/"
        assert "Telefon" in client.get("/accounts/security/").content.decode()
        assert [str(one.subject) for one in mail.outbox] == ["Dodano klucz dostępu"]
        assert {"passkey_added", "codes_made"} <= set(Event.objects.values_list("kind", flat=True))

    def test_needs_the_password_once_more(self, ala: Person) -> None:
        answer = browser(ala).get(ADD)

        assert answer.headers["Location"].startswith(AGAIN)

    def test_gives_a_name_to_a_key_without_one(self, client: Client) -> None:
        added(client, Key())
        added(client, Key())

        names = [one.wrap().name for one in Authenticator.objects.filter(type="webauthn").order_by("pk")]
        assert names == ["Klucz 1", "Klucz 2"]

    def test_keeps_the_key_out_that_is_there_already(self, client: Client, key: Key) -> None:
        excluded = asked(client, ADD)["publicKey"]["excludeCredentials"]

        assert len(excluded) == 1

    @pytest.mark.parametrize("name", LIES)
    def test_refuses_a_key_that_lies(self, client: Client, name: str) -> None:
        lying = Key()
        LIES[name](lying)

        answer = added(client, lying)

        assert answer.status_code == 200
        assert "Ten kod nie pasuje" in answer.content.decode() or 'role="alert"' in answer.content.decode()
        assert not Authenticator.objects.exists()

    def test_refuses_what_was_made_for_another_question(self, client: Client) -> None:
        made = Key().made(asked(client, ADD))
        asked(client, ADD)

        client.post(ADD, {"name": "", "credential": made})

        assert not Authenticator.objects.exists()

    def test_refuses_a_name_that_nobody_can_see(self, client: Client) -> None:
        assert added(client, Key(), "\u200b").status_code == 200
        assert not Authenticator.objects.exists()


class TestSigningIn:
    def test_needs_neither_password_nor_code(self, key: Key) -> None:
        assert is_in(came_in(key))

    def test_goes_on_to_where_somebody_wanted(self, key: Key) -> None:
        client = browser()
        sent = {"credential": key.shown(question(client)), "next": "/privacy/mine/", "remember": "on"}

        answer = client.post(PASSKEY_LOGIN, sent)

        assert answer.headers["Location"] == "/privacy/mine/"
        assert answer.cookies["ostoja_session"]["max-age"] == 90 * 86_400

    @pytest.mark.parametrize("name", LIES)
    def test_refuses_a_key_that_lies(self, key: Key, name: str) -> None:
        LIES[name](key)

        assert not is_in(came_in(key))

    def test_refuses_what_was_said_before(self, key: Key) -> None:
        client = browser()
        said = key.shown(question(client))
        client.post(PASSKEY_LOGIN, {"credential": said})
        assert is_in(client)

        for other in (browser(), browser()):
            question(other)
            other.post(PASSKEY_LOGIN, {"credential": said})
            assert not is_in(other)

    def test_refuses_a_key_that_counts_backwards(self, key: Key) -> None:
        key.count = 40
        assert is_in(came_in(key))

        for count in (3, 40):
            key.count = count
            assert not is_in(came_in(key))
        key.count = 41
        assert is_in(came_in(key))

    def test_takes_a_key_that_does_not_count(self, client: Client) -> None:
        key = Key(count=0)
        added(client, key)
        for _ in range(2):
            key.count = -1
            assert is_in(came_in(key))

    def test_refuses_another_key_under_its_name(self, key: Key, ala: Person) -> None:
        other = Key(id=key.id, owner=key.owner)

        assert not is_in(came_in(other))

    def test_refuses_the_key_of_an_account_that_is_switched_off(self, key: Key, ala: Person) -> None:
        Person.objects.filter(pk=ala.pk).update(is_active=False)

        assert not is_in(came_in(key))

    def test_asks_by_a_page_of_ours_alone(self) -> None:
        assert browser().get(PASSKEY_LOGIN).headers["Location"] == LOGIN

    @given(
        said=st.recursive(
            st.none() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["id", "rawId", "type", "response", "clientDataJSON", "userHandle", "authenticatorData", "x"]
                    ),
                    inner,
                    max_size=4,
                )
            ),
        )
    )
    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_never_fails_whatever_is_sent(self, db: None, said: object) -> None:
        cache.clear()
        client = browser()
        question(client)

        answer = client.post(PASSKEY_LOGIN, {"credential": json.dumps(said)})

        assert answer.headers["Location"] == LOGIN


class TestAfterThePassword:
    def test_a_key_or_a_spare_code_is_asked_for(self, key: Key, ala: Person) -> None:
        client = browser()
        answer = client.post(LOGIN, {"login": ala.email, "password": PASSWORD})
        assert answer.headers["Location"] == SECOND
        assert not is_in(client)

        client.post(SECOND, {"credential": key.shown(asked(client, SECOND))})

        assert is_in(client)
        other = browser()
        other.post(LOGIN, {"login": ala.email, "password": PASSWORD})
        other.post(SECOND, {"code": spare_code(ala)})
        assert is_in(other)
        assert "code_used" in Event.objects.values_list("kind", flat=True)

    def test_a_key_that_lies_opens_nothing(self, key: Key, ala: Person) -> None:
        client = browser()
        client.post(LOGIN, {"login": ala.email, "password": PASSWORD})
        key.origin = "http://localhost:8001"

        answer = client.post(SECOND, {"credential": key.shown(asked(client, SECOND))})

        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()
        assert not is_in(client)


class TestBeforeDangerousActs:
    def test_the_key_is_asked_for_and_no_longer_the_password(self, key: Key, ala: Person) -> None:
        client = came_in(key)
        assert client.get(ADD).headers["Location"].startswith(AGAIN)
        assert client.post(AGAIN, {"password": PASSWORD}).headers["Location"].startswith(f"{AGAIN}code/")

        answer = client.post(f"{AGAIN_KEY}?next={ADD}", {"credential": key.shown(asked(client, AGAIN_KEY))})

        assert answer.headers["Location"] == ADD
        assert client.get(ADD).status_code == 200

    def test_a_key_that_lies_changes_nothing(self, key: Key, ala: Person) -> None:
        client = came_in(key)
        key.origin = "http://localhost:8001"

        answer = client.post(AGAIN_KEY, {"credential": key.shown(asked(client, AGAIN_KEY))})

        assert answer.status_code == 200
        assert client.get(ADD).status_code == 302


class TestKeeping:
    def test_a_key_is_renamed_and_removed(self, client: Client, key: Key, ala: Person) -> None:
        number = Authenticator.objects.get(type="webauthn").pk
        client.post(f"/accounts/security/passkeys/{number}/rename/", {"name": "Tablet"})
        page = client.get(f"/accounts/security/passkeys/{number}/remove/").content.decode()
        assert "Tablet" in page

        client.post(f"/accounts/security/passkeys/{number}/remove/")

        assert not Authenticator.objects.exists()
        assert "passkey_removed" in Event.objects.values_list("kind", flat=True)
        assert not is_in(came_in(key))

    @pytest.mark.parametrize("deed", ["rename", "remove"])
    def test_the_key_of_somebody_else_is_not_found(self, key: Key, bartek: Person, deed: str) -> None:
        """Proves: L13."""
        number = Authenticator.objects.get(type="webauthn").pk
        client = confirmed(browser(bartek))

        assert client.post(f"/accounts/security/passkeys/{number}/{deed}/", {"name": "Mine"}).status_code == 404
        assert Authenticator.objects.get(type="webauthn").wrap().name == "Telefon"
