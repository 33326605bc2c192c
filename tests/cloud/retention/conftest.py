"""A policy in force since long ago, under which things end."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from ostoja.cloud.policies.flows import Draft, publish
from ostoja.policy.shelf import shipped

LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def promise(office: None, db: None) -> None:
    policy = replace(shipped("default"), sections={}, claims={})
    publish(Draft(policy, frozenset(), demo=True), "Ala", LONG_AGO)
