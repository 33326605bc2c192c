import pytest
from django.test import Client

from ostoja.cloud.accounts import adapter as accounts
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security import adapter
from ostoja.cloud.security.models import Event
from ostoja.cloud.security.rules import Kind
from ostoja.cloud.web.limits import Limit
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.security.second.keys import Key
from tests.cloud.security.second.ways import PASSKEY_LOGIN, added, confirmed, is_in, question
from tests.cloud.security.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_the_owner_reads_that_somebody_typed_a_wrong_password(ala: Person) -> None:
    client = browser()

    client.post("/accounts/login/", {"login": f" {ala.email.upper()}", "password": "another one entirely"})
    client.post("/accounts/login/", {"login": "nobody@example.org", "password": "another one entirely"})

    assert [(one.person, one.kind) for one in Event.objects.all()] == [(ala, Kind.WRONG_PASSWORD)]


def tried(person: Person, network: int, said: str = "another one entirely") -> Client:
    client = browser()
    typed = {"login": person.email, "password": said}
    client.post("/accounts/login/", typed, REMOTE_ADDR=f"198.51.{network // 250}.{network % 250 + 1}")
    return client


class TestGuessing:
    """Proves: L01."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(accounts, "SIGN_INS_OF_ACCOUNT", Limit("sign_in.account", most=5, seconds=3_600))
        monkeypatch.setattr(accounts, "SIGN_INS_OF_NETWORK", Limit("sign_in.network", most=8, seconds=86_400))
        monkeypatch.setattr(adapter, "SIGN_INS_OF_BROWSER", Limit("sign_in.browser", most=3, seconds=3_600))

    def guessed_at(self, person: Person) -> None:
        for network in range(6):
            tried(person, network)

    def test_from_many_networks_ends_for_strangers_and_not_for_a_browser_that_is_known(self, ala: Person) -> None:
        mine = signed_in(ala, stay=True)
        mine.post("/accounts/logout/")

        self.guessed_at(ala)

        assert not is_in(tried(ala, 100, PASSWORD))
        assert is_in(signed_in(ala, in_=mine, near="192.0.2.8"))

    def test_never_keeps_a_passkey_out(self, ala: Person) -> None:
        key, client = Key(), browser()
        added(confirmed(browser(ala)), key)

        self.guessed_at(ala)
        client.post(PASSKEY_LOGIN, {"credential": key.shown(question(client))})

        assert is_in(client)

    def test_ends_with_a_new_password(self, ala: Person) -> None:
        self.guessed_at(ala)

        accounts.AccountAdapter().set_password(ala, PASSWORD)

        assert is_in(tried(ala, 100, PASSWORD))

    def test_in_a_browser_that_is_known_ends_too(self, ala: Person) -> None:
        mine = signed_in(ala, stay=True)
        mine.post("/accounts/logout/")
        for _ in range(3):
            mine.post("/accounts/login/", {"login": ala.email, "password": "another one entirely"})

        mine.post("/accounts/login/", {"login": ala.email, "password": PASSWORD})

        assert not is_in(mine)

    def test_at_many_accounts_from_one_network_ends_by_the_day(self, ala: Person, bartek: Person) -> None:
        for number in range(8):
            tried(Person(email=f"somebody{number}@example.org"), 1)

        assert not is_in(tried(bartek, 1, PASSWORD))
        assert is_in(tried(bartek, 2, PASSWORD))
