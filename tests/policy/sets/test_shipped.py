"""What holds of every policy that ships, whatever is turned on."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ostoja.policy.adapters import adapters_of, with_adapters
from ostoja.policy.filling import fill, values_of
from ostoja.policy.lint import references
from ostoja.policy.lint.lint import problems_of
from ostoja.policy.lint.texts import texts_of
from ostoja.policy.policy import Policy
from ostoja.policy.render.outputs import KINDS, output
from ostoja.policy.render.scope import Scope
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.text import Language
from ostoja.policy.words import Kept
from ostoja.privacy.consent.decide import needs_consent
from tests.rules.code import ROOT


@cache
def policy(name: str) -> Policy:
    return shipped(name)


# Adapters that mean nothing alone; sets/pol-003/tools.toml says so beside their names.
NEEDS = {"payments": {"invoices"}}
SETS_AND_ADAPTERS = [(name, adapter) for name in SHIPPED for adapter in ("", *sorted(adapters_of(shipped(name))))]


@pytest.mark.parametrize(("name", "adapter"), SETS_AND_ADAPTERS)
def test_it_is_sound_with_nothing_on_and_with_each_adapter_alone(name: str, adapter: str) -> None:
    assert list(map(str, problems_of(with_adapters(policy(name), {adapter} | NEEDS.get(adapter, set()))))) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(adapters_of(shipped("pol-003"))))), st.sampled_from(Language))
def test_no_choice_of_adapters_leaves_a_loose_end(on: set[str], language: Language) -> None:
    smaller = with_adapters(policy("pol-003"), on)
    values = values_of(smaller, language)

    assert list(references.faults(smaller)) == []
    assert all("{" not in fill(text, values, language) for _file, _key, text in texts_of(smaller))


# A053.
@pytest.mark.parametrize("name", SHIPPED)
def test_every_cell_of_categories_and_groups_has_a_rule_with_anchor_period_and_basis(name: str) -> None:
    found = policy(name)
    cells = {(key, group) for key, held in found.categories.items() for group in held.groups}
    ended = {
        (category, group)
        for rule in found.retention.values()
        if rule.anchor and rule.period and rule.basis
        for category in rule.categories
        for group in rule.groups
    }

    assert cells - ended == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_an_anchor_is_a_field_of_something(name: str) -> None:
    anchors = {rule.anchor for rule in policy(name).retention.values()}

    assert [anchor for anchor in anchors if len(anchor.split(".")) != 2 or not all(anchor.split("."))] == []


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("kind", KINDS)
def test_everything_can_be_drawn_with_nothing_on_and_with_everything(name: str, kind: str) -> None:
    found = policy(name)
    for on in ((), adapters_of(found)):
        for language in Language:
            assert output(Scope.of(found, on, language), kind, "text", found.claims) or kind == "egress"


def test_the_default_has_one_adapter_of_its_own_and_nobody_outside_the_area() -> None:
    assert adapters_of(policy("default")) == {"statistics"}
    assert policy("default").transfers == {}


def test_the_default_asks_for_nothing_until_an_adapter_is_on_and_then_for_one_thing() -> None:
    def asked(*on: str) -> list[str]:
        return [key for key, one in with_adapters(policy("default"), on).purposes.items() if needs_consent(one)]

    assert asked() == []
    assert asked("statistics") == ["app.statistics"]


@pytest.mark.parametrize("language", Language)
def test_the_default_tells_of_statistics_where_there_are_any(language: Language) -> None:
    found = policy("default")
    words = found.sections["statistics"].heading.in_(language), found.purposes["app.statistics"].label.in_(language)

    def said(*on: str) -> str:
        return output(Scope.of(found, on, language), "notice", "text", found.claims).decode()

    assert [word in said("statistics") for word in words] == [True, True]
    assert [word in said() for word in words] == [False, False]


@pytest.mark.parametrize("name", SHIPPED)
def test_home_data_lie_in_the_home_alone(name: str) -> None:
    home = {"home.state", "home.history", "home.commands", "home.automation", "home.topology"}
    held = {key: entry.kept for key, entry in policy(name).categories.items() if key in home}

    assert {key for key, kept in held.items() if not set(kept) <= {Kept.HOME, Kept.BROWSER}} == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_claim_names_a_test_that_exists(name: str) -> None:
    assert [claim.test for claim in policy(name).claims.values() if not (ROOT / claim.test).exists()] == []
