"""Claim: signing in with e-mail address and password happens on our servers; the maker of the software gets nothing.

Proves: A051.
"""

import re
import socket

import pytest
from django.conf import settings
from django.core import mail

from tests.cloud.cast import PASSWORD, browser, person

pytestmark = pytest.mark.django_db
ELSEWHERE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//(?!localhost)""")


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every address to which anything was sent, or that was looked up."""
    addresses: list[object] = []

    def note(*words: object, **_more: object) -> None:
        addresses.append(words)

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, note)
    monkeypatch.setattr(socket, "getaddrinfo", note)
    return addresses


def test_signing_up_in_and_out_calls_nobody(called: list[object]) -> None:
    person("Ala")
    client = browser()

    answer = client.post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD})
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": "ala@example.org"})

    assert answer.status_code == 302
    assert len(mail.outbox) >= 1
    assert called == []


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_its_pages_load_nothing_from_elsewhere(path: str) -> None:
    page = browser().get(path).content.decode()

    assert "<form" in page
    assert ELSEWHERE.search(page) is None


def test_no_sign_in_of_another_service_is_installed() -> None:
    assert [app for app in settings.INSTALLED_APPS if "socialaccount" in app] == []
