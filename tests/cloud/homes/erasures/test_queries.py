import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows
from ostoja.cloud.homes.erasures.flows import close
from ostoja.cloud.homes.erasures.queries import Standing, orders_for, progress_of, signed_excerpt
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.homes.signing import cabinet
from ostoja.cloud.policies.models import Publication
from ostoja.protocol.excerpts import read_excerpt
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import read_order, sign_receipt
from tests.cloud.cast import Gateway

pytestmark = pytest.mark.django_db


def test_a_home_is_given_its_own_orders_until_it_has_answered(home: Membership, ala: Person, gateway: Gateway) -> None:
    flows.part_with_homes(ala, timezone.now)
    now, key = timezone.now(), gateway.key

    (token,) = orders_for(key.public, now)
    order = read_order(token, cabinet().published(now), key.public, now)

    assert (order.member, order.whole) == (home.public, True)
    assert orders_for(PrivateKey.new().public, now) == []
    close(key.public, [sign_receipt(order.id, 7, key)])
    assert orders_for(key.public, now) == []


def test_a_person_sees_how_far_their_homes_are(home: Membership, ala: Person, celina: Person, gateway: Gateway) -> None:
    flows.part_with_homes(ala, timezone.now)
    assert [one.standing for one in progress_of(ala)] == [Standing.PENDING]

    order = ala.erasures.get()
    close(gateway.key.public, [sign_receipt(order.public, 7, gateway.key)])

    assert [one.standing for one in progress_of(ala)] == [Standing.ERASED]
    assert progress_of(celina) == []


def test_homes_hear_of_the_policy_that_holds(promise: Publication) -> None:
    now = timezone.now()
    token = signed_excerpt(now)

    assert token is not None
    assert read_excerpt(token, cabinet().published(now)).policy == promise.hash


def test_before_any_policy_is_published_homes_hear_of_none() -> None:
    assert signed_excerpt(timezone.now()) is None
