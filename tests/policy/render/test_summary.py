import pytest
from msgspec.structs import replace

from ostoja.policy.adapters import adapters_of
from ostoja.policy.entries import Section
from ostoja.policy.policy import Policy
from ostoja.policy.render.blocks import Link, Table
from ostoja.policy.render.outputs import document, formatted
from ostoja.policy.render.scope import Scope
from ostoja.policy.render.summary import RULES_SHOWN, summary
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.text import Language

NOTHING_ON: frozenset[str] = frozenset()


def rows(policy: Policy, on: frozenset[str] = NOTHING_ON, language: Language = Language.EN) -> dict[str, str]:
    """What is said, by the section to which it leads."""
    (table,) = summary(Scope.of(policy, on, language))
    assert isinstance(table, Table)
    found = {}
    for way, words in table.rows:
        assert isinstance(way, Link)
        assert isinstance(words, str)
        found[way.url] = words
    return found


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", Language)
def test_the_first_layer_says_who_what_for_how_long_to_whom_and_which_rights(name: str, language: Language) -> None:
    policy = shipped(name)

    found = rows(policy, NOTHING_ON, language)

    assert list(found) == ["#controller", "#purposes", "#retention", "#recipients", "#rights"]
    assert policy.controller.email in found["#controller"]
    assert policy.purposes["app.auth"].label.in_(language) in found["#purposes"]
    assert policy.recipients["hosting"].label.in_(language) in found["#recipients"]
    assert policy.rights["objection"].label.in_(language) in found["#rights"]


def test_what_needs_consent_is_told_apart() -> None:
    policy = shipped("pol-003")
    weather = policy.purposes["app.weather"].label.en

    assert "with your consent" not in rows(policy)["#purposes"]
    assert rows(policy, frozenset({"weather"}))["#purposes"].endswith(f"; with your consent: {weather}")


def test_of_the_rules_only_the_first_are_shown() -> None:
    said = rows(shipped("default"))["#retention"]

    assert said.startswith("Account: file for claims – 6 years; Unused Account – 2 years; ")
    assert said.count("–") == RULES_SHOWN


def test_who_receives_nothing_is_no_recipient() -> None:
    policy = shipped("pol-003")

    assert "Maker of the sign-in software" not in rows(policy, adapters_of(policy))["#recipients"]


def test_what_no_section_shows_is_not_in_it() -> None:
    policy = shipped("default")
    sections: dict[str, Section] = {key: one for key, one in policy.sections.items() if key in {"rights", "cookies"}}

    assert list(rows(replace(policy, sections=sections))) == ["#rights"]
    assert list(summary(Scope.of(replace(policy, sections={}), NOTHING_ON, Language.EN))) == []
    assert list(summary(Scope.of(replace(policy, groups={}), NOTHING_ON, Language.EN))) == []


def test_nobody_receives_data_of_people_whom_no_recipient_names() -> None:
    assert "#recipients" not in rows(replace(shipped("default"), recipients={}))


@pytest.mark.parametrize("form", ["html", "text"])
def test_it_comes_before_all_the_rest(form: str) -> None:
    policy = shipped("default")
    drawn = document(Scope.of(policy, NOTHING_ON, Language.EN), "notice", policy.claims.keys())

    text = formatted(drawn, form).decode()

    assert text.index(policy.controller.email) < text.index("What the words mean")
    assert "<#" not in text
