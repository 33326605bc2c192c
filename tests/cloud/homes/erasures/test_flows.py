"""Proves: A058."""

import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows
from ostoja.cloud.homes.erasures.flows import close
from ostoja.cloud.homes.erasures.queries import pending_for, progress_of
from ostoja.cloud.homes.models import Erasure, Installation, Membership
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import sign_receipt
from tests.cloud.cast import Gateway, invited

pytestmark = pytest.mark.django_db


def test_when_the_last_one_leaves_the_home_is_asked_to_erase_everything(
    home: Membership, ala: Person, gateway: Gateway
) -> None:
    flows.part_with_homes(ala, timezone.now)

    order = Erasure.objects.get()
    assert (order.key, order.member, order.whole) == (gateway.key.public.text(), home.public, True)
    assert order.installation == home.installation.public
    assert not Installation.objects.exists()


def test_when_somebody_else_stays_the_home_keeps_its_history(flat: Membership, ala: Person) -> None:
    flows.part_with_homes(ala, timezone.now)

    assert [one.whole for one in progress_of(ala)] == [False]


def test_whoever_leaves_asks_to_be_forgotten_and_whoever_is_removed_is_shut_out(
    flat: Membership, ala: Person, bartek: Person, celina: Person
) -> None:
    home = flat.installation.public
    leaving, removed = bartek.memberships.get(), invited(ala, home, celina)

    flows.remove(bartek, home, leaving.public, timezone.now)
    flows.remove(ala, home, removed.public, timezone.now)

    assert [one.member for one in Erasure.objects.all()] == [leaving.public]


def test_only_the_home_itself_closes_an_order_and_only_once(home: Membership, ala: Person, gateway: Gateway) -> None:
    flows.part_with_homes(ala, timezone.now)
    order, key = Erasure.objects.get(), gateway.key
    stranger = PrivateKey.new()

    assert close(stranger.public, [sign_receipt(order.public, 7, stranger)]) == 0
    assert close(key.public, [sign_receipt(order.public, 7, stranger), sign_receipt("another", 7, key)]) == 0
    assert close(key.public, [sign_receipt(order.public, 7, key)]) == 1
    assert close(key.public, [sign_receipt(order.public, 8, key)]) == 0

    assert not pending_for(key.public).exists()
    assert [one.done is not None and one.done.timestamp() for one in progress_of(ala)] == [7]
