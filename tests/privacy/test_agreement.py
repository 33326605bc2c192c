"""Proves: A015."""

from msgspec.structs import replace

from ostoja.gateway.store.personal import TABLES as OF_THE_HOME
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.words import Kept
from ostoja.privacy.agreement import disagreements
from ostoja.privacy.declare import Table, not_personal, personal

POLICY = shipped("default")


def only(**categories: object) -> Policy:
    """A policy with these categories alone."""
    return replace(POLICY, categories={key.replace("__", "."): held for key, held in categories.items()})


def test_the_gateways_store_holds_what_every_shipped_policy_says() -> None:
    assert [found for name in SHIPPED for found in disagreements(shipped(name), OF_THE_HOME, Kept.HOME)] == []


def test_a_category_that_the_policy_does_not_know_is_named() -> None:
    tables = [Table("people", {"id": not_personal("a number"), "nip": personal("id.nip")})]

    assert disagreements(only(), tables, Kept.CLOUD) == [
        "people.nip holds id.nip, which the policy does not know",
    ]


def test_a_category_that_is_kept_on_another_machine_is_named() -> None:
    tables = [Table("people", {"state": personal("home.state")})]
    policy = only(home__state=replace(POLICY.categories["home.state"], kept=(Kept.HOME,)))

    assert disagreements(policy, tables, Kept.CLOUD) == [
        "people.state holds home.state, which the policy does not keep here (cloud)",
    ]


def test_a_category_that_no_table_holds_is_named_unless_the_policy_says_why() -> None:
    email = replace(POLICY.categories["id.email"], unstored=None)

    assert disagreements(only(id__email=email), [], Kept.CLOUD) == [
        "the policy keeps id.email here (cloud), but no table does; say why in 'unstored'"
    ]
    assert disagreements(only(id__email=replace(email, unstored="it comes later")), [], Kept.CLOUD) == []
