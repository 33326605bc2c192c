"""A policy in force, under which people have rights."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from ostoja.cloud.policies.flows import Draft, publish
from ostoja.policy.shelf import shipped

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = replace(shipped("default"), sections={}, claims={})


@pytest.fixture(autouse=True)
def promise(office: None, db: None) -> None:
    publish(Draft(POLICY, frozenset(), demo=True), "Ala", LONG_AGO)
