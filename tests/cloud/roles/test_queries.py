"""Proves: A082."""

from datetime import UTC, datetime

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, lift, object_to, restrict
from ostoja.cloud.roles.queries import hidden_from
from ostoja.policy.shelf import shipped

pytestmark = pytest.mark.usefixtures("promise")

PURPOSES = shipped("default").purposes
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def hidden(key: str) -> list[int]:
    return [row["pk"] for row in hidden_from(key, PURPOSES[key])]


def test_who_restricted_everything_is_hidden_but_from_claims_and_duties(ala: Person, bartek: Person) -> None:
    restrict(ala, Way(ala, "en"), NOW)

    assert hidden("app.transactional_mail") == [ala.pk]
    assert hidden("gdpr.accountability") == []
    assert hidden("app.claims") == []


def test_who_lifted_it_is_seen_again(ala: Person) -> None:
    restrict(ala, Way(ala, "en"), NOW)
    lift(ala, Way(ala, "en"), NOW)

    assert hidden("app.transactional_mail") == []


def test_who_objects_is_hidden_from_what_they_object_to(ala: Person) -> None:
    object_to(ala, "app.claims", Way(ala, "en"), NOW)

    assert hidden("app.claims") == [ala.pk]
    assert hidden("app.transactional_mail") == []
