from datetime import timedelta

import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import queries
from ostoja.cloud.homes.errors import NoRightError, NotYoursError
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.homes.road.flows import take_back
from ostoja.protocol.revocations import Subject

pytestmark = pytest.mark.django_db


def test_a_home_is_seen_by_those_who_belong(flat: Membership, ala: Person, bartek: Person, celina: Person) -> None:
    home = flat.installation.public

    assert queries.ownership_of(ala, home) == flat
    assert queries.membership_of(bartek, home).role == "member"
    with pytest.raises(NoRightError):
        queries.ownership_of(bartek, home)
    with pytest.raises(NotYoursError):
        queries.membership_of(celina, home)


@pytest.mark.parametrize("strange", ["", "A" * 22, "a\x00b", "' or 1=1"])
def test_what_is_no_home_is_nobodys(strange: str, ala: Person) -> None:
    with pytest.raises(NotYoursError):
        queries.membership_of(ala, strange)


def test_a_revocation_lives_as_long_as_a_ticket_that_it_strikes(home: Membership) -> None:
    now = timezone.now()
    take_back([(Subject.SESSION, "one")], now)

    assert len(queries.live_revocations(now + timedelta(seconds=130))) == 1
    assert queries.live_revocations(now + timedelta(seconds=133)) == []


def test_the_latest_of_what_was_taken_back_counts(flat: Membership) -> None:
    now = timezone.now()
    other = flat.installation.memberships.exclude(pk=flat.pk).get()
    assert queries.good_from(flat, other) == 0

    take_back([(Subject.INSTALLATION, flat.installation.public)], now)
    take_back([(Subject.MEMBER, other.public)], now + timedelta(seconds=5))

    assert queries.good_from(flat) == int(now.timestamp()) + 1
    assert queries.good_from(flat, other) == int(now.timestamp()) + 6
    assert queries.good_from() == 0
