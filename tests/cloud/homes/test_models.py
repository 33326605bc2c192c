from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows
from ostoja.cloud.homes.erasures.flows import order_erasure
from ostoja.cloud.homes.models import (
    Attempt,
    Erasure,
    GatewayKey,
    Installation,
    Invitation,
    LastChosen,
    Membership,
    Offer,
    Revocation,
)
from ostoja.cloud.homes.road.flows import end_session

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


def test_a_row_names_nobody(flat: Membership, ala: Person) -> None:
    flows.count_attempt(ala, "192.0.2.1", now())
    end_session(ala, "s", now)
    order_erasure(flat, now(), whole=False)
    tables = (Installation, Membership, GatewayKey, Offer, Attempt, Invitation, Revocation, Erasure, LastChosen)
    rows: list[Model | None] = [table.objects.first() for table in tables]

    assert [str(row).rsplit(" ", 1)[0] for row in rows] == [
        "installation",
        "membership",
        "gateway key",
        "offer",
        "attempt",
        "invitation",
        "revocation",
        "erasure",
        "last chosen",
    ]


def test_the_database_knows_the_roles_and_that_one_belongs_once(flat: Membership, ala: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.update(role="king")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=ala, installation=flat.installation, role="owner", joined=now())


def test_a_key_speaks_for_one_home_at_a_time(home: Membership) -> None:
    first = GatewayKey.objects.get()
    other = Installation.objects.create(name="Domek", made=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        GatewayKey.objects.create(key=first.key, installation=other, claimed=now())

    GatewayKey.objects.update(removed=now())

    assert GatewayKey.objects.create(key=first.key, installation=other, claimed=now()).removed is None
