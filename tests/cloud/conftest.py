"""The office as tests find it: a signing key, empty limits, and the cast."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.homes.signing import cabinet
from tests.cloud import cast


@pytest.fixture(autouse=True)
def office(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS_FOLDER = tmp_path / "keys of the office"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    cabinet().open(timezone.now())


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
