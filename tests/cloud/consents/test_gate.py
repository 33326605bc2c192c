"""Proves: A028, A029, A030, A116."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents import gate
from ostoja.cloud.consents.flows import Said, Way, choose_cookies, refuse, restrict, withdraw, write
from ostoja.cloud.consents.gate import DeniedError, agreed, ask, at_run_time, require
from ostoja.cloud.consents.guardians.flows import declare_age
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import Visitor, asked
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import InForce, in_force
from ostoja.policy.words import CookieCategory
from ostoja.privacy.consent.choices import Kind
from ostoja.privacy.consent.decide import QUIET, AgeBand, Denial
from ostoja.privacy.consent.grants import Grant
from tests.cloud.consents.promises import ADAPTERS, DAY, EVERYTHING, LONG_AGO, NOW, SALES, WEATHER, asking
from tests.cloud.consents.promises import agreed as says_yes
from tests.cloud.consents.promises import in_force as promise

pytestmark = pytest.mark.django_db
VISITOR = Visitor("V" * 22)


def nothing(_: Person) -> None:
    pass


def refuses(person: Person) -> None:
    refuse(person, WEATHER, Way(person, "pl"), NOW)


def withdraws(person: Person) -> None:
    says_yes(person)
    withdraw(person, WEATHER, Way(person, "pl"), NOW)


def expires(person: Person) -> None:
    says_yes(person)
    write(person, Said(WEATHER, Kind.EXPIRED), Way(person, "pl"), NOW)


def is_asked_something_else(person: Person) -> None:
    says_yes(person, now=NOW - DAY)
    promise(asking("Another question?"), NOW)


def is_restricted(person: Person) -> None:
    says_yes(person)
    restrict(person, Way(person, "pl"), NOW)


def is_a_child(person: Person) -> None:
    says_yes(person)
    declare_age(person, AgeBand.UNDER_13)


@pytest.mark.parametrize(
    ("state", "denial"),
    [
        (nothing, Denial.NOT_ASKED),
        (refuses, Denial.REFUSED),
        (withdraws, Denial.WITHDRAWN),
        (expires, Denial.EXPIRED),
        (is_asked_something_else, Denial.INVALIDATED),
        (is_restricted, Denial.RESTRICTED),
        (is_a_child, Denial.NEEDS_A_GUARDIAN),
    ],
)
def test_a028_every_state_but_a_yes_denies(
    ala: Person, everything: Publication, state: Callable[[Person], None], denial: Denial
) -> None:
    state(ala)

    assert ask(ala, WEATHER, NOW) is denial
    with pytest.raises(DeniedError, match=denial.value) as denied:
        require(ala, WEATHER, NOW)
    assert denied.value.denial is denial


def test_a_yes_opens_the_gate_for_the_work_at_hand(ala: Person, everything: Publication) -> None:
    says_yes(ala)

    grant = require(ala, WEATHER, NOW)

    grant.check(ala.public, WEATHER, NOW)


def test_a028_an_unknown_purpose_and_a_promise_that_is_not_made_deny(ala: Person, everything: Publication) -> None:
    assert ask(ala, "app.unknown", NOW) is Denial.UNKNOWN_PURPOSE
    assert ask(ala, WEATHER, LONG_AGO - DAY) is Denial.UNKNOWN_PURPOSE


@pytest.mark.django_db(transaction=True)
def test_a028_a_store_that_is_down_denies(
    ala: Person, everything: Publication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    says_yes(ala)
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "/nowhere/at/all")
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")

    denial, kinds = ask(ala, WEATHER, NOW), agreed(VISITOR, InForce(EVERYTHING, ADAPTERS), NOW)

    connection.close()
    assert (denial, kinds) == (Denial.STORE_DOWN, frozenset())
    assert caplog.text.count("the ledger of consents cannot be read") == 2


@pytest.mark.django_db(transaction=True)
def test_a028_a_connection_that_breaks_while_it_is_used_denies(ala: Person, everything: Publication) -> None:
    says_yes(ala)
    connection.ensure_connection()
    connection.connection.close()

    denial = ask(ala, WEATHER, NOW)

    connection.close()
    assert denial is Denial.STORE_DOWN


def test_a028_a_key_that_is_gone_denies(ala: Person, everything: Publication, settings: Settings) -> None:
    says_yes(ala)

    settings.KEYS_FOLDER = settings.KEYS_FOLDER / "receipts.secret" / "not a folder"
    (settings.KEYS_FOLDER.parent).write_bytes(b"")

    assert ask(ala, WEATHER, NOW) is Denial.STORE_DOWN


def test_a028_a_row_that_nobody_understands_denies(ala: Person, everything: Publication) -> None:
    row = says_yes(ala)
    Choice.objects.bulk_create([Choice(who=row.who, purpose=WEATHER, kind="dreamt", policy="", language="pl", at=NOW)])

    assert ask(ala, WEATHER, NOW) is Denial.STORE_DOWN


@dataclass
class Work:
    """Queued work, and for whom it was done."""

    done: list[tuple[Person, Grant]] = field(default_factory=list)

    def __call__(self, person: Person, grant: Grant) -> int:
        self.done.append((person, grant))
        return len(self.done)


def test_a029_queued_work_is_done_while_it_is_allowed(ala: Person, everything: Publication) -> None:
    says_yes(ala)
    work = Work()

    assert at_run_time(ala.public, WEATHER, NOW, work) == 1

    assert work.done[0][0] == ala
    work.done[0][1].check(ala.public, WEATHER, NOW)


def test_a029_consent_that_is_withdrawn_in_between_stops_it_and_the_denial_is_recorded(
    ala: Person, everything: Publication, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    says_yes(ala)
    queued, work = (ala.public, WEATHER), Work()
    withdraw(ala, WEATHER, Way(ala, "pl"), NOW)

    assert at_run_time(*queued, NOW + DAY, work) is None

    assert work.done == []
    assert "queued work for" in caplog.text
    assert f"{WEATHER}, withdrawn" in caplog.text
    assert ala.public not in caplog.text


def test_a029_nothing_is_done_for_who_is_gone(ala: Person, everything: Publication) -> None:
    says_yes(ala)
    work = Work()
    Person.objects.filter(pk=ala.pk).update(is_active=False)

    assert at_run_time(ala.public, WEATHER, NOW, work) is None
    assert at_run_time("A" * 22, WEATHER, NOW, work) is None
    assert work.done == []


@pytest.mark.django_db(transaction=True)
def test_a029_nothing_is_done_while_the_store_is_down(
    ala: Person, everything: Publication, caplog: pytest.LogCaptureFixture
) -> None:
    says_yes(ala)
    work = Work()
    connection.ensure_connection()
    connection.connection.close()

    assert at_run_time(ala.public, WEATHER, NOW, work) is None

    connection.close()
    assert work.done == []
    assert "store_down" in caplog.text


def test_a_log_names_nobody_even_without_the_key(settings: Settings) -> None:
    (settings.KEYS_FOLDER / "file").write_bytes(b"")
    settings.KEYS_FOLDER = settings.KEYS_FOLDER / "file"

    assert gate.name_of("A" * 22) == "somebody"


@pytest.mark.parametrize(("given", "other"), [(WEATHER, SALES), (SALES, WEATHER)])
def test_a030_consent_to_one_purpose_counts_for_that_one(
    ala: Person, bartek: Person, everything: Publication, given: str, other: str
) -> None:
    says_yes(ala, given)
    says_yes(bartek, other)

    def counted(purpose: str) -> list[Person]:
        return [person for person in (ala, bartek) if ask(person, purpose, NOW) is None]

    assert (counted(given), counted(other)) == ([ala], [bartek])


@pytest.mark.parametrize("said", [refuses, withdraws])
def test_a037_after_a_no_nobody_is_asked_for_180_days(
    ala: Person, everything: Publication, said: Callable[[Person], None]
) -> None:
    said(ala)

    def is_asked(now: datetime) -> bool:
        return next(one for one in asked(ala, in_force(now), now) if one.key == WEATHER).may_be_asked

    assert not is_asked(NOW + QUIET - timedelta(seconds=1))
    assert is_asked(NOW + QUIET)


def test_a037_unless_something_else_is_asked(ala: Person, everything: Publication) -> None:
    refuses(ala)
    promise(asking("Another question?"), NOW + DAY)

    found = asked(ala, in_force(NOW + DAY), NOW + DAY)

    assert next(one for one in found if one.key == WEATHER).may_be_asked


def test_a_visitor_without_a_name_agreed_to_nothing(everything: Publication) -> None:
    assert agreed(None, in_force(NOW), NOW) == set()


def test_a_visitor_agreed_to_what_the_ledger_says(everything: Publication) -> None:
    choose_cookies(VISITOR, {"cookies.marketing"}, Way(VISITOR, "pl"), NOW)

    assert agreed(VISITOR, in_force(NOW), NOW) == {CookieCategory.MARKETING}
    assert agreed(Visitor("W" * 22), in_force(NOW), NOW) == set()


def test_a116_a_changed_text_closes_the_gate_in_the_instant_it_takes_effect(
    ala: Person, everything: Publication
) -> None:
    says_yes(ala, now=NOW - DAY)
    promise(asking("Another question?"), NOW)

    assert ask(ala, WEATHER, NOW - timedelta(microseconds=1)) is None
    assert ask(ala, WEATHER, NOW) is Denial.INVALIDATED
