"""The office as tests find it: a signing key, empty limits, and the cast."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.homes.signing import cabinet
from ostoja.cloud.policies import cookies, flows, pages, queries
from ostoja.cloud.policies.models import Publication
from ostoja.policy.render import outputs
from ostoja.policy.render.blocks import Document
from ostoja.policy.shelf import shipped
from tests.cloud import cast, publications

DEFAULT = queries.InForce(shipped("default"), frozenset())


@pytest.fixture(autouse=True)
def office(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS_FOLDER = tmp_path / "keys of the office"
    settings.ERASURE_FOLDER = tmp_path / "erasure"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    cabinet().open(timezone.now())


@pytest.fixture(autouse=True)
def policy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer of every test sets only cookies of the policy that ships; and what a policy claims is proved."""

    def in_force(now: datetime) -> queries.InForce:
        try:
            return queries.in_force(now)
        except queries.NothingPublishedError:
            return DEFAULT

    def formatted(document: Document, form: str) -> bytes:
        # A long notice takes a second to become PDF; tests/cloud/policies/test_pages.py has it drawn.
        return outputs.formatted(document, form) if form != "pdf" else f"%PDF {document.title}".encode()

    monkeypatch.setattr(cookies, "in_force", in_force)
    monkeypatch.setattr(flows, "claims_of", lambda policy: frozenset(policy.claims))
    monkeypatch.setattr(pages, "formatted", formatted)


@pytest.fixture
def promise(db: None) -> Publication:
    """The policy that ships, in force."""
    return publications.published(shipped("default"), demo=True)


@pytest.fixture
def ala(db: None) -> Person:
    return cast.person("Ala")


@pytest.fixture
def bartek(db: None) -> Person:
    return cast.person("Bartek")


@pytest.fixture
def celina(db: None) -> Person:
    return cast.person("Celina", language="en")


@pytest.fixture
def gateway() -> cast.Gateway:
    return cast.Gateway()


@pytest.fixture
def home(ala: Person, gateway: cast.Gateway) -> Membership:
    return gateway.claimed_by(ala)


@pytest.fixture
def flat(home: Membership, ala: Person, bartek: Person) -> Membership:
    cast.invited(ala, home.installation.public, bartek)
    return home
