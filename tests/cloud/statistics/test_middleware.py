"""Who agreed is counted; nobody else is, and no page is ever broken by it."""

import logging
from collections.abc import Callable

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, refuse, restrict, withdraw
from ostoja.cloud.consents.gate import DeniedError
from ostoja.cloud.consents.guardians.flows import declare_age
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import NothingPublishedError
from ostoja.cloud.statistics import middleware
from ostoja.cloud.statistics.middleware import CountedPages
from ostoja.cloud.statistics.rules import PURPOSE
from ostoja.privacy.consent.decide import AgeBand, Denial
from tests.cloud.cast import browser
from tests.cloud.desk import people
from tests.cloud.statistics.agreeing import agrees, totals

pytestmark = pytest.mark.django_db
PAGE, NAME = "/privacy/choices/", "consents:mine"


def refuses(person: Person) -> None:
    refuse(person, PURPOSE, Way(person, "pl"), timezone.now())


def withdraws(person: Person) -> None:
    agrees(person)
    withdraw(person, PURPOSE, Way(person, "pl"), timezone.now())


def is_a_child(person: Person) -> None:
    agrees(person)
    declare_age(person, AgeBand.FROM_13)


def is_restricted(person: Person) -> None:
    agrees(person)
    restrict(person, Way(person, "pl"), timezone.now())


def test_who_agreed_is_counted(ala: Person, asking: Publication) -> None:
    agrees(ala)
    client = browser(ala)

    for _ in range(2):
        assert client.get(PAGE).status_code == 200

    assert totals() == {NAME: 2}


@pytest.mark.parametrize("state", [refuses, withdraws, is_a_child, is_restricted, lambda _person: None])
def test_a028_who_did_not_agree_is_not(ala: Person, asking: Publication, state: Callable[[Person], None]) -> None:
    state(ala)

    assert browser(ala).get(PAGE).status_code == 200

    assert totals() == {}


def test_a_browser_that_says_no_is_not_counted_whoever_agreed(ala: Person, asking: Publication) -> None:
    agrees(ala)

    assert browser(ala).get(PAGE, headers={"Sec-GPC": "1"}).status_code == 200

    assert totals() == {}


def test_nobody_who_is_not_signed_in_is_counted(asking: Publication) -> None:
    assert browser().get("/privacy/versions/").status_code == 200

    assert totals() == {}


def test_what_is_no_page_of_the_app_is_not_counted(ala: Person, asking: Publication) -> None:
    agrees(ala)
    client = browser(ala)

    client.head(PAGE)
    client.post("/privacy/choices/choose")
    client.get("/privacy/policy.jsonld")
    client.get("/nowhere/")
    client.get("/desk/")

    assert totals() == {}


def test_the_desk_is_no_page_that_is_counted(asking: Publication) -> None:
    officer = people.staff("Bartek")
    agrees(officer)

    assert people.at_desk(officer).get("/desk/").status_code == 200

    assert totals() == {}


def test_off_nothing_is_counted_and_nothing_stands_in_the_way(
    ala: Person, asking: Publication, settings: Settings
) -> None:
    agrees(ala)
    settings.OSTOJA_ADAPTERS = ()

    assert browser(ala).get(PAGE).status_code == 200

    assert totals() == {}
    with pytest.raises(MiddlewareNotUsed):
        CountedPages(lambda _request: HttpResponse())


def test_on_while_the_policy_in_force_does_not_ask_nothing_is_counted(
    ala: Person, promise: Publication, settings: Settings
) -> None:
    settings.OSTOJA_ADAPTERS = ("statistics",)

    assert browser(ala).get(PAGE).status_code == 200

    assert totals() == {}


@pytest.mark.parametrize("wrong", [DatabaseError, InterfaceError, OperationalError])
def test_a_total_that_cannot_be_written_costs_nobody_their_page(
    ala: Person,
    asking: Publication,
    wrong: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise wrong("a row of ala@example.org")

    agrees(ala)
    monkeypatch.setattr(middleware, "count", broken)
    caplog.set_level(logging.INFO)

    assert browser(ala).get(PAGE).status_code == 200

    assert f"was not counted: {wrong.__name__}" in caplog.text
    assert "example.org" not in caplog.text
    assert ala.public not in caplog.text


@pytest.mark.parametrize("wrong", [DeniedError(PURPOSE, Denial.WITHDRAWN), NothingPublishedError()])
def test_what_ends_between_asking_and_counting_is_heeded(
    ala: Person, asking: Publication, wrong: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise wrong

    agrees(ala)
    monkeypatch.setattr(middleware, "require", broken)

    assert browser(ala).get(PAGE).status_code == 200

    assert totals() == {}
