"""Proves: A074."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config.declared import TABLES
from ostoja.cloud.disclosures.door import DisclosureError
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.policies.flows import Draft, publish
from ostoja.cloud.rights.handover.flows import RECIPIENT, fetch, offer
from ostoja.cloud.rights.handover.queries import handover_at
from ostoja.cloud.rights.models import Handover
from ostoja.cloud.rights.package.archive import portable_categories
from ostoja.cloud.rights.package.rows import exported
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import SHIPPED, shipped
from tests.cloud.rights.conftest import POLICY

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def offered(person: Person) -> Handover:
    found = handover_at(offer(person, "Biblioteka", NOW.date(), NOW), NOW)
    assert found is not None
    return found


def test_of_two_who_fetch_at_once_one_gets_the_data(ala: Person) -> None:
    first, second = (offered(ala),) * 2

    answers = [fetch(first, TABLES, NOW), fetch(second, TABLES, NOW)]

    assert [answer is None for answer in answers] == [False, True]
    assert sorted(Disclosure.objects.values_list("state", flat=True)) == ["failed", "sent"]


def test_under_a_policy_without_such_a_receiver_nothing_leaves_and_the_link_stays(ala: Person) -> None:
    without = {key: one for key, one in POLICY.recipients.items() if key != RECIPIENT}
    link = offered(ala)
    publish(Draft(replace(POLICY, recipients=without), frozenset(), demo=True), "Ala", NOW - timedelta(days=1))

    with pytest.raises(DisclosureError):
        fetch(link, TABLES, NOW)

    assert Handover.objects.get().fetched is None
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("policy", [shipped(name) for name in SHIPPED], ids=SHIPPED)
def test_the_policy_names_everything_that_can_be_handed_over(policy: Policy) -> None:
    kept = portable_categories(policy)

    held = {said for table in TABLES if table.of for said in exported(table, policy, kept).values()}

    assert held <= set(policy.recipients[RECIPIENT].categories)
