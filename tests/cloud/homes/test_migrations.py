from collections.abc import Callable, Iterator

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ostoja.cloud.homes.models import Invitation
from ostoja.protocol.ids import is_id
from tests.cloud.cast import person

BEFORE, AFTER = "0001_homes_members_and_codes", "0002_invitations_have_public_ids"


def migrate(name: str) -> Apps:
    executor = MigrationExecutor(connection)
    return executor.migrate([("homes", name)]).apps


@pytest.fixture
def at(transactional_db: None) -> Iterator[Callable[[str], Apps]]:
    try:
        yield migrate
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


def test_invitations_that_are_there_already_get_an_identifier_each(at: Callable[[str], Apps]) -> None:
    ala, now = person("Ala"), timezone.now()
    old = at(BEFORE)
    home = old.get_model("homes", "Installation").objects.create(name="Dom", made=now)
    memberships, invitations = (old.get_model("homes", name).objects for name in ("Membership", "Invitation"))
    owner = memberships.create(person_id=ala.pk, installation=home, role="owner", joined=now)
    for token in "ab":
        invitations.create(token_hash=token, installation=home, invited_by=owner, role="member", made=now, expires=now)

    at(AFTER)

    given = list(Invitation.objects.values_list("public", flat=True))
    assert len(set(given)) == 2
    assert all(is_id(one) for one in given)
