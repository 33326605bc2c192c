"""A policy in force, an officer at the desk, and Ala's request."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from msgspec.structs import replace

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.policies.flows import Draft, publish
from ostoja.cloud.rights.flows import Asked, register
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.rules import Kind
from ostoja.policy.shelf import shipped
from tests.cloud.desk import people

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLICY = replace(shipped("default"), sections={}, claims={})


@pytest.fixture(autouse=True)
def promise(office: None, db: None) -> None:
    publish(Draft(POLICY, frozenset(), demo=True), "Ala", LONG_AGO)


@pytest.fixture
def officer(db: None) -> Person:
    return people.staff("Bartek")


@pytest.fixture
def second_officer(db: None) -> Person:
    return people.staff("Dorota")


@pytest.fixture
def support(db: None) -> Person:
    return people.staff("Iwona", Role.SUPPORT)


@pytest.fixture
def desk(officer: Person) -> Client:
    return people.at_desk(officer)


@pytest.fixture
def asked(ala: Person) -> Request:
    words = Asked(Kind.ERASURE, "page", date(2026, 11, 22), "Forget my roses.")
    return register(ala, words, "signed_in", ala, NOW)
