"""Claim: states, history, names of rooms and devices, and automations stay in the home; the servers store none."""

import grimp
import pytest

from ostoja.cloud.config.declared import TABLES, differences
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.words import Kept
from ostoja.privacy.declare import Personal

CLAIMED = {category for name in SHIPPED for category in shipped(name).claims["home_data_stay_home"].categories}
# What can say or hold a state, a name of a room or a history.
WORDS_OF_A_HOME = {"ostoja.protocol.messages", "ostoja.protocol.traits"}


def test_no_field_of_any_table_of_the_cloud_holds_them() -> None:
    held = {
        f"{table.name}.{field}": declared.category
        for table in TABLES
        for field, declared in table.fields.items()
        if isinstance(declared, Personal)
    }

    assert {field: category for field, category in held.items() if category in CLAIMED} == {}


def test_every_field_that_there_is_was_looked_at() -> None:
    assert differences() == []


@pytest.mark.parametrize("place", ["ostoja.cloud", "ostoja.relay"])
def test_the_servers_do_not_even_know_the_words_of_a_home(place: str) -> None:
    used = grimp.build_graph("ostoja", cache_dir=None).find_upstream_modules(place, as_package=True)

    assert used & WORDS_OF_A_HOME == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_the_policy_puts_them_in_the_home(name: str) -> None:
    kept = {key: set(entry.kept) for key, entry in shipped(name).categories.items() if key in CLAIMED}

    assert {key for key, places in kept.items() if not places <= {Kept.HOME, Kept.BROWSER}} == set()
