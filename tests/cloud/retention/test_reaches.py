"""Every table under the policy that ships: what is within its time stays, and what is beyond goes.

Proves: A083.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config.declared import REACHES, TABLES
from ostoja.cloud.consents.flows import Way, lift, restrict
from ostoja.cloud.consents.models import Age, Choice
from ostoja.cloud.disclosures.models import Concerned, Disclosure
from ostoja.cloud.homes.models import Attempt, Erasure, Invitation, Membership, Revocation
from ostoja.cloud.policies.models import Publication, Told
from ostoja.cloud.retention.flows import run
from ostoja.cloud.retention.models import Hold
from ostoja.cloud.rights.models import Request, Step

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SIX_YEARS = timedelta(days=6 * 366)


def choice(ala: Person, then: datetime) -> None:
    Choice.objects.create(
        who="w", person=ala, purpose="p", kind="refused", policy="", language="pl", at=then, ended=then
    )


def age(ala: Person, then: datetime) -> None:
    Age.objects.create(person=ala, band="adult")
    Person.objects.filter(pk=ala.pk).update(closed=then)


def entry(**times: datetime) -> Disclosure:
    return Disclosure.objects.create(recipient="r", purpose="p", categories="id.email", state="sent", **times)


def erased_entry(_ala: Person, then: datetime) -> None:
    entry(at=then, erased=then)


def old_entry(ala: Person, then: datetime) -> None:
    Concerned.objects.create(disclosure=entry(at=then), person=ala)


def request(ala: Person, then: datetime) -> None:
    made = Request.objects.create(
        person=ala, who="w", kind="access", received=then.date(), state="fulfilled", closed=then
    )
    Step.objects.create(request=made, state="fulfilled", at=then)


def hold(_ala: Person, then: datetime) -> None:
    Hold.objects.create(table="t", row="1", reason="r", made=then, review=then.date(), released=then)


def told(ala: Person, then: datetime) -> None:
    Told.objects.create(publication=Publication.objects.get(), person=ala, told=then)


def invitation(ala: Person, then: datetime) -> None:
    own = Membership.objects.get(person=ala)
    Invitation.objects.create(
        token_hash="h", installation=own.installation, invited_by=own, role="member", made=then, expires=then
    )


def attempt(_ala: Person, then: datetime) -> None:
    Attempt.objects.create(who_hash="h", tried=then)


def revocation(_ala: Person, then: datetime) -> None:
    Revocation.objects.create(subject="member", about="a", not_before=0, token="t", made=then)


def unanswered_order(ala: Person, then: datetime) -> None:
    Erasure.objects.create(key="k", installation="i", member="m", person=ala, whole=True, made=then)


Maker = Callable[[Person, datetime], None]
# A table, who makes a row of it, and how old the row may become: so many days more and it is gone.
CASES: list[tuple[str, Maker, timedelta, timedelta]] = [
    ("consents.Choice", choice, 5 * 365 * DAY, 7 * 366 * DAY),
    ("consents.Age", age, 30 * DAY, 31 * DAY),
    ("disclosures.Disclosure", erased_entry, 365 * DAY, 367 * DAY),
    ("disclosures.Disclosure", old_entry, 6 * 365 * DAY, SIX_YEARS),
    ("rights.Request", request, 5 * 365 * DAY, 7 * 366 * DAY),
    ("rights.Step", request, 5 * 365 * DAY, 7 * 366 * DAY),
    ("retention.Hold", hold, 5 * 365 * DAY, 7 * 366 * DAY),
    ("policies.Told", told, 5 * 365 * DAY, 7 * 366 * DAY),
    ("homes.Invitation", invitation, DAY, 2 * DAY),
    ("homes.Attempt", attempt, 365 * DAY, 367 * DAY),
    ("homes.Erasure", unanswered_order, 6 * 366 * DAY, 7 * 366 * DAY),
    ("homes.Revocation", revocation, 90 * DAY, 91 * DAY),
]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("table", "make", "within", "beyond"), CASES, ids=[case[1].__name__ for case in CASES])
def test_a_row_stays_for_its_time_and_no_longer(
    table: str, make: Maker, within: timedelta, beyond: timedelta, ala: Person
) -> None:
    rows = apps.get_model(table)._base_manager
    make(ala, NOW - within)
    run(REACHES, NOW)
    assert rows.count() == 1

    run(REACHES, NOW - within + beyond)

    assert rows.count() == 0


def test_the_register_forgets_who_asked_before_it_forgets_that_somebody_did(ala: Person) -> None:
    request(ala, NOW - timedelta(days=100))
    asked = Request.objects.get()
    asked.words, asked.answer = "my address is …", "Dear Ala"
    asked.save()
    Step.objects.update(by=ala, reason="because Ala said so")

    run(REACHES, NOW)

    kept = Request.objects.get()
    assert (kept.person, kept.words, kept.answer) == (None, "", "")
    assert (kept.who, kept.kind, kept.state) == ("w", "access", "fulfilled")
    assert (kept.steps.get().by, kept.steps.get().reason) == (None, "")


def test_a_sign_up_that_nobody_confirmed_goes_and_a_closed_account_stays(
    ala: Person, bartek: Person, celina: Person
) -> None:
    Person.objects.update(joined=NOW - 3 * DAY)
    EmailAddress.objects.filter(user=celina).update(verified=False)
    EmailAddress.objects.filter(user=bartek).delete()
    EmailAddress.objects.create(user=ala, email="second@example.org", verified=False, primary=False)
    Person.objects.filter(pk=bartek.pk).update(closed=NOW)

    run(REACHES, NOW)

    assert set(Person.objects.all()) == {ala, bartek}


class TestARestriction:
    @pytest.fixture
    def ended(self, ala: Person, bartek: Person) -> None:
        for person in (ala, bartek):
            restrict(person, Way(person, "pl"), NOW - 7 * 366 * DAY)
        lift(bartek, Way(bartek, "pl"), NOW)
        Person.objects.update(closed=NOW - SIX_YEARS)

    def test_keeps_what_falls_due_until_it_is_lifted(self, ended: None, ala: Person) -> None:
        """A083."""
        run(REACHES, NOW)
        assert list(Person.objects.all()) == [ala]
        lift(ala, Way(ala, "pl"), NOW)

        run(REACHES, NOW)

        assert not Person.objects.exists()

    def test_of_one_purpose_keeps_nothing(self, ala: Person) -> None:
        restrict(ala, Way(ala, "pl"), NOW, "app.weather")
        Person.objects.update(closed=NOW - SIX_YEARS)

        run(REACHES, NOW)

        assert not Person.objects.exists()


def test_a_day_is_the_operators_day() -> None:
    # 23:30 in Warsaw is 22:30 in UTC: of the 20th, whatever day it is in Greenwich.
    Attempt.objects.create(who_hash="h", tried=datetime(2025, 11, 20, 22, 30, tzinfo=UTC))

    run(REACHES, datetime(2026, 11, 20, 23, 30, tzinfo=UTC))

    assert not Attempt.objects.exists()


def test_what_somebody_had_restricted_stays_in_every_table_that_is_about_them() -> None:
    paths = {table.name: set(table.of) for table in TABLES}

    assert [reach for reach in REACHES if set(reach.of) != paths[reach.table]] == []
