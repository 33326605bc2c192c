"""A policy with every adapter on, and a stand-in for the one who sends letters."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from pytest_django import Settings

from ostoja.cloud.policies.flows import Draft, publish
from ostoja.policy.adapters import adapters_of
from ostoja.policy.shelf import shipped
from tests.doubles.standin import StandIn, stand_in

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = replace(shipped("pol-003"), sections={}, claims={}, tools={})


@pytest.fixture
def promise(office: None, transactional_db: None) -> None:
    publish(Draft(POLICY, adapters_of(POLICY), demo=True), "Ala", LONG_AGO)


@pytest.fixture
def mailer(settings: Settings) -> Iterator[StandIn]:
    with stand_in() as server:
        settings.STAND_INS = {"mailerlite": (server.host,)}
        yield server
