"""The shipped policy against the facts of the one that it follows, which stand in ``pol003.json``."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ostoja.policy.adapters import adapters_of
from ostoja.policy.periods import UNTIL_CLOSED, Period
from ostoja.policy.policy import Policy
from ostoja.policy.render.html import html
from ostoja.policy.render.outputs import document
from ostoja.policy.render.scope import Scope
from ostoja.policy.shelf import shipped
from ostoja.policy.text import Language
from ostoja.policy.words import Severity

FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "pol003.json").read_text(encoding="utf-8"))
AGE = re.compile(
    r"\d+ (?:rok|lat|miesi|dzie|dni|year|month|day)|do zamknięcia przeglądarki|until the browser is closed"
)


@cache
def policy() -> Policy:
    return shipped("pol-003")


@cache
def drawn(kind: str, language: Language) -> ET.Element:
    """A document with every adapter on and every claim taken for proved."""
    scope = Scope.of(policy(), adapters_of(policy()), language)
    return ET.fromstring(html(document(scope, kind, policy().claims)))  # noqa: S314 - our own


def rows_of_cookies(language: Language) -> dict[str, list[tuple[str, str]]]:
    """Name and age of each cookie, by the anchor of its row."""
    found: dict[str, list[tuple[str, str]]] = {}
    row = ""
    for element in drawn("cookies", language).iter():
        row = element.attrib["id"] if element.tag == "h3" else row
        cells = ["".join(cell.itertext()) for cell in element] if element.tag == "tr" else []
        if len(cells) == 3 and element[0].attrib["scope"] == "row":
            found.setdefault(row, []).append((cells[0], cells[2]))
    return found


# A002.
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("row", FACTS["cookie_rows"])
def test_every_name_stands_once_in_its_row_with_an_age(row: str, language: Language) -> None:
    cells = rows_of_cookies(language)[f"cookies-{row.replace('.', '-')}"]

    assert sorted(name for name, _age in cells) == FACTS["cookie_rows"][row]["names"]
    assert [age for _name, age in cells if not AGE.match(age)] == []


def test_no_other_row_holds_a_name_of_the_table() -> None:
    ours = {key: row for key, row in policy().cookies.items() if key not in FACTS["cookie_rows"]}

    assert {name for row in ours.values() for name in row.names} & set(FACTS["cookie_names"]) == set()


def test_there_are_93_names_with_a_numeric_age_or_until_the_window_closes() -> None:
    ages = {name: age for key in FACTS["cookie_rows"] for name, age in policy().cookies[key].names.items()}

    assert ages.keys() == set(FACTS["cookie_names"])
    assert len(ages) == 93
    assert all(age == UNTIL_CLOSED or Period.parse(age).longest_days() > 0 for age in ages.values())


@pytest.mark.parametrize("row", FACTS["cookie_rows"])
def test_a_row_names_the_party_that_sets_it(row: str) -> None:
    assert policy().cookies[row].party.value == FACTS["cookie_rows"][row]["party"]


# A003.
def test_the_twenty_sections_stand_in_their_order() -> None:
    seeds = [section.seed for section in policy().sections.values() if section.seed is not None]

    assert seeds == FACTS["sections"]


@pytest.mark.parametrize("language", Language)
def test_every_section_has_a_heading_and_words(language: Language) -> None:
    article = drawn("notice", language)
    headings = [element for element in article if element.tag == "h2" and element.attrib.get("id") in policy().sections]

    assert len(headings) == len(policy().sections)
    assert all(article[list(article).index(heading) + 1].tag != "h2" for heading in headings)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("purpose", FACTS["purposes"])
def test_every_purpose_stands_under_its_group_with_its_article(purpose: str, language: Language) -> None:
    fact, entry = FACTS["purposes"][purpose], policy().purposes[purpose]
    told = " ".join(drawn("notice", language).itertext())

    assert fact["group"] in entry.groups
    assert entry.basis.value == fact["article"] or deviates(fact["section"])
    assert entry.label.in_(language) in told


def deviates(section: str) -> bool:
    """Whether some entry says that this section was departed from."""
    return any(section in deviation.seed for deviation in policy().deviations.values())


def test_what_follows_from_the_rest_of_the_policy_has_purposes_too() -> None:
    assert set(FACTS["purposes_implied"]) - policy().purposes.keys() == set()


@pytest.mark.parametrize("language", Language)
def test_every_group_and_the_controller_are_named(language: Language) -> None:
    told = " ".join(drawn("notice", language).itertext())
    who = policy().controller

    assert [key for key in FACTS["groups"] if policy().groups[key].label.in_(language) not in told] == []
    assert [
        said for said in (who.name, who.address, who.email, *(one.number for one in who.registers)) if said not in told
    ] == []


@pytest.mark.parametrize("category", FACTS["categories"])
def test_every_category_is_held_of_its_groups(category: str) -> None:
    assert set(FACTS["categories"][category]) - set(policy().categories[category].groups) == set()


@pytest.mark.parametrize("recipient", FACTS["recipients"])
def test_every_recipient_is_one_of_its_groups(recipient: str) -> None:
    named = policy().recipients[recipient]
    same = [one for one in policy().recipients.values() if one is named or (named.name and one.name == named.name)]

    assert set(FACTS["recipients"][recipient]) - {group for one in same for group in one.groups} == set()


@pytest.mark.parametrize("rule", FACTS["retention"])
def test_every_period_of_the_policy_has_a_rule(rule: str) -> None:
    fact, entry = FACTS["retention"][rule], policy().retention[rule]

    assert set(fact["groups"]) - set(entry.groups) == set()
    assert entry.seed == fact["section"]


@pytest.mark.parametrize("right", FACTS["rights"])
def test_every_right_has_its_article(right: str) -> None:
    assert policy().rights[right].article == FACTS["rights"][right]


@pytest.mark.parametrize("tool", FACTS["tools"])
def test_every_tool_runs_where_it_ran_and_waits_for_its_adapter(tool: str) -> None:
    fact, entry = FACTS["tools"][tool], policy().tools[tool]

    assert set(entry.places) == set(fact["places"])
    assert entry.seed == fact["section"]
    assert entry.adapter


# A011.
@pytest.mark.parametrize("gap", FACTS["gaps"])
def test_every_gap_is_answered_with_a_reason(gap: str) -> None:
    answers = [deviation for deviation in policy().deviations.values() if gap in deviation.gaps]

    assert answers
    assert {answer.severity.value for answer in answers} == {FACTS["gaps"][gap]}
    assert all(answer.seed for answer in answers)


@pytest.mark.parametrize("gap", [gap for gap, severity in FACTS["gaps"].items() if severity == Severity.HIGH.value])
def test_every_severe_gap_has_a_decision_of_its_own(gap: str) -> None:
    assert [deviation.gaps for deviation in policy().deviations.values() if gap in deviation.gaps] == [(gap,)]


def test_deviations_answer_only_gaps_that_there_are() -> None:
    named = {gap for deviation in policy().deviations.values() for gap in deviation.gaps}

    assert named == FACTS["gaps"].keys()
