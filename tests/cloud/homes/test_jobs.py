from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows, jobs
from ostoja.cloud.homes.models import Attempt, Invitation, Membership, Offer, Revocation
from ostoja.cloud.homes.road.flows import end_session
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol.tickets import Role
from tests.cloud.cast import Gateway

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


class TestForgetting:
    def test_what_is_spent_is_forgotten_and_nothing_else(self, flat: Membership, ala: Person) -> None:
        Gateway().shows_code()
        flows.invite(ala, flat.installation.public, Role.MEMBER, "another", now())
        end_session(ala, "s", now)
        flows.count_attempt(ala, "192.0.2.1", now())
        tables = (Offer, Invitation, Revocation, Attempt)

        def counts(later: timedelta) -> list[int]:
            jobs.forget(now() + later)
            return [table.objects.count() for table in tables]

        assert counts(timedelta(0)) == [2, 2, 1, 2]
        assert counts(timedelta(minutes=11)) == [2, 2, 1, 0]
        assert counts(timedelta(hours=2)) == [0, 2, 0, 0]
        assert counts(timedelta(days=2)) == [0, 1, 0, 0]
        assert counts(timedelta(days=9)) == [0, 0, 0, 0]
        assert Membership.objects.count() == 2

    def test_keys_are_rotated_by_the_clock(self, db: None) -> None:
        jobs.rotate_keys(now())
        assert len(cabinet().keys()) == 1
        jobs.rotate_keys(now() + timedelta(days=91))
        assert len(cabinet().keys()) == 2
        jobs.rotate_keys(now() + timedelta(days=91 + 95))
        assert len(cabinet().keys()) == 2
