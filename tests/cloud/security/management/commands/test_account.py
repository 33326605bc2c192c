"""Proves: L09."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.errors import SignedOutError
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.security.models import Event
from tests.cloud.cast import PASSWORD, browser, is_struck, ticket_of
from tests.cloud.security.second.ways import with_codes

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("account", *words, stdout=out)
    return out.getvalue().strip()


def test_an_account_that_is_switched_off_is_dead_everywhere(home: Membership, ala: Person) -> None:
    client = browser(ala)
    ticket = ticket_of(ala, home, "s")

    assert said("off", ala.email) == "OFF"

    assert client.get("/app/api/me").status_code == 401
    assert is_struck(ticket)
    with pytest.raises(SignedOutError):
        ticket_of(ala, home, "another")
    answer = browser().post("/accounts/login/", {"login": ala.email, "password": PASSWORD})
    assert answer.headers.get("Location") != "/app/"


def test_one_that_is_switched_on_again_opens_and_shows_what_happened(ala: Person) -> None:
    said("off", ala.email)

    assert said("on", ala.email) == "ON"

    client = browser()
    client.post("/accounts/login/", {"login": ala.email, "password": PASSWORD})
    assert client.get("/app/api/me").status_code == 200
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[:2] == ["switched_off", "switched_on"]


def test_an_address_that_nobody_has_is_told_in_a_sentence(db: None) -> None:
    with pytest.raises(CommandError, match="no account"):
        said("off", "nobody@example.org")


def test_lost_second_factors_are_taken_away_and_the_owner_is_told(ala: Person) -> None:
    with_codes(ala)

    assert said("reset", ala.email) == "RESET"

    assert not Authenticator.objects.exists()
    assert Event.objects.get().kind == "second_removed"
    assert [(one.to, str(one.subject)) for one in mail.outbox] == [([ala.email], "Drugi składnik jest wyłączony")]
    with pytest.raises(CommandError, match="no second factor"):
        said("reset", ala.email)
