"""Proves: A112."""

from datetime import timedelta

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.breaches.flows import BreachError, Told, record, report, tell
from ostoja.cloud.desk.breaches.queries import breach_named, breaches
from ostoja.cloud.desk.breaches.query import Event, Finding
from ostoja.cloud.desk.breaches.rules import Reach
from ostoja.cloud.desk.models import Breach
from tests.cloud.desk.conftest import NOW
from tests.cloud.desk.test_flows import said

EVENT = Event(("accounts.Person",), NOW - timedelta(days=1), NOW, Reach.LAY)
FOUND = Finding(("id.email",), (), 7, {"accounts.Person": 7}, 2)


@pytest.fixture
def breach(officer: Person) -> Breach:
    return record(officer, EVENT, FOUND, Told(NOW, "A copy was taken.", "Letters may come.", "Keys changed."), NOW)


def test_a_breach_is_in_the_register_with_what_the_law_asks(breach: Breach) -> None:
    kept = breaches().get()

    assert (kept.people, kept.loose, kept.categories, kept.tables) == (7, 2, "id.email", "accounts.Person")
    assert (kept.facts, kept.effects, kept.measures) == ("A copy was taken.", "Letters may come.", "Keys changed.")
    assert breach_named(kept.public) == kept
    assert said()[-1]["deed"] == "recorded a breach"


def test_the_authority_and_the_people_are_told_once(breach: Breach, officer: Person) -> None:
    report(officer, breach, "", NOW + timedelta(hours=1))
    tell(officer, breach, NOW + timedelta(hours=2))

    with pytest.raises(BreachError, match="known"):
        report(officer, breach, "", NOW)
    with pytest.raises(BreachError, match="known"):
        tell(officer, breach, NOW)


def test_who_is_late_says_why(breach: Breach, officer: Person) -> None:
    late = NOW + timedelta(hours=73)
    with pytest.raises(BreachError, match="why_late"):
        report(officer, breach, " ", late)

    report(officer, breach, "It was found in a backup.", late)

    assert breaches().get().late == "It was found in a backup."
