import pytest
from pytest_django import Settings

from ostoja.cloud.accounts import hashers
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.passwords.turns import Turns
from tests.cloud.cast import PASSWORD, browser


def test_whoever_would_wait_for_nothing_is_told_to_come_again(
    ala: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = ["ostoja.cloud.accounts.hashers.Argon2", *settings.PASSWORD_HASHERS]
    monkeypatch.setattr(hashers, "TURNS", Turns(at_once=0, waiting=0))

    answer = browser().post("/accounts/login/", {"login": "nobody@example.org", "password": PASSWORD})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Too many people at once" in answer.content.decode()


def test_another_failure_is_none_of_its_business(ala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("ostoja.cloud.security.adapter.Adapter.may_try", broken)
    client = browser()
    client.raise_request_exception = False

    answer = client.post("/accounts/login/", {"login": ala.email, "password": PASSWORD})

    assert answer.status_code == 500
