"""Proves: A112."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config.declared import TABLES
from ostoja.cloud.desk.breaches.query import Event, Finding, finding
from ostoja.cloud.desk.breaches.rules import Reach
from ostoja.cloud.disclosures.flows import Entry, write
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.rights.flows import Asked, register
from ostoja.cloud.rights.rules import Kind
from ostoja.cloud.sessions.models import Session
from tests.cloud import cast

START, END = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, 22, 30, tzinfo=UTC)


def found(*tables: str, reach: Reach = Reach.LAY) -> Finding:
    return finding(Event(tables, START, END, reach), TABLES)


def joined(name: str, at: datetime) -> Person:
    person = cast.person(name)
    Person.objects.filter(pk=person.pk).update(joined=at)
    return person


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    joined("Ala", START - timedelta(days=30))
    joined("Bartek", START + timedelta(hours=1))
    joined("Celina", END + timedelta(hours=1))


def test_categories_and_people_come_from_the_tables() -> None:
    seen = found("accounts.Person")

    assert (seen.people, seen.rows, seen.loose) == (2, {"accounts.Person": 2}, 0)
    assert "id.email" in seen.categories
    assert set(seen.high) <= set(seen.categories)


def test_what_only_came_in_that_time_is_less() -> None:
    assert found("accounts.Person", reach=Reach.CAME).people == 1


def test_a_person_in_two_tables_is_counted_once_and_a_row_without_arrival_always() -> None:
    seen = found("accounts.Person", "account.EmailAddress", reach=Reach.CAME)

    assert seen.rows == {"accounts.Person": 1, "account.EmailAddress": 3}
    assert seen.people == 3


def test_rows_that_lead_to_nobody_are_told_apart() -> None:
    cast.browser(Person.objects.get(first_name="Ala"))
    cast.browser().post("/accounts/password/reset/", {"email": "ala@example.org"})
    Session.objects.update(began=START)

    seen = found("sessions.Session")

    assert (seen.people, seen.loose) == (1, 1)
    assert seen.categories == ("acc.credentials", "acc.session")


def test_a_letter_that_was_written_down_during_a_breach_counts_whenever_it_came() -> None:
    ala = Person.objects.get(first_name="Ala")
    for day in (1, 2, 3):
        register(ala, Asked(Kind.ACCESS, "post", date(2020, 11, day)), "signed_in", ala, END)

    assert found("rights.Request", reach=Reach.CAME).rows == {"rights.Request": 3}


def test_what_left_by_hand_counts_whenever_it_did() -> None:
    ala = Person.objects.get(first_name="Ala")
    write(
        Entry("email_operators", "app.transactional_mail", ("id.email",), "", "", "1"), [ala], START - timedelta(days=9)
    )

    assert found("disclosures.Disclosure", reach=Reach.CAME).rows == {"disclosures.Disclosure": 1}


def test_the_way_from_a_row_to_its_people_may_lead_through_others() -> None:
    ala = Person.objects.get(first_name="Ala")
    cast.Gateway().claimed_by(ala)
    Membership.objects.update(joined=START)

    assert found("homes.Membership").people == 1
    assert found("no.Table") == Finding((), (), 0, {}, 0)
