"""A policy in force that asks for statistics, and an office that counts."""

import pytest
from pytest_django import Settings

from ostoja.cloud.policies import flows
from ostoja.cloud.policies.models import Publication
from tests.cloud.publications import published
from tests.cloud.statistics.agreeing import LONG_AGO, POLICY


@pytest.fixture
def asking(settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """The default with its adapter on; its documents, which take a while to draw, are left out."""
    monkeypatch.setattr(flows, "documents", lambda *_: ())
    settings.OSTOJA_ADAPTERS = ("statistics",)
    return published(POLICY, frozenset({"statistics"}), LONG_AGO, demo=True)
