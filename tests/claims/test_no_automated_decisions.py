"""Claim: nobody is judged by a program alone; where a program refuses, one can turn to a person.

The register of automatic decisions that GDPR art. 22 is about is empty: what a program refuses by itself is a request
that came too often, and its page leads to somebody who can be written to.
"""

import re

import pytest
from django.template.loader import render_to_string

from ostoja.cloud.config.declared import TABLES
from ostoja.policy.adapters import with_adapters
from ostoja.policy.render.outputs import output
from ostoja.policy.render.scope import Scope
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.text import Language
from ostoja.policy.words import Basis, Gate
from tests.claims.proved import everything
from tests.rules.code import PRODUCT, modules, name

# Words in which programs judge people.
JUDGEMENT = re.compile(r"(^|_)(score|scoring|rating|rank|risk|reputation|blacklist|banned|trust_level)(_|$)")


def test_no_table_holds_a_judgement_of_anybody() -> None:
    fields = {f"{table.name}.{field}" for table in TABLES for field in table.fields}

    assert {field for field in fields if JUDGEMENT.search(field.split(".")[-1])} == set()


def test_no_code_judges_anybody() -> None:
    judging = re.compile(r"\bdef \w*(?:score|profile_of|classify|predict)\w*\(|\bimport (?:sklearn|torch|tensorflow)")

    assert [name(path) for path in modules(PRODUCT / "cloud") if judging.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("set_name", SHIPPED)
def test_profiling_happens_only_for_those_who_agreed_to_it(set_name: str) -> None:
    profiling = [purpose for purpose in shipped(set_name).purposes.values() if purpose.profiling]

    assert [one.label.en for one in profiling if Basis.CONSENT is not one.basis and Gate.CONSENT is not one.gate] == []
    assert [one for one in with_adapters(shipped(set_name), ()).purposes.values() if one.profiling] == []


def test_the_page_that_refuses_leads_to_the_notice() -> None:
    assert 'href="/privacy/"' in render_to_string("429.html", {"request": None, "user": None})


@pytest.mark.parametrize("set_name", SHIPPED)
@pytest.mark.parametrize("language", Language)
def test_the_notice_names_whom_to_write_to(set_name: str, language: Language) -> None:
    policy = shipped(set_name)
    drawn = output(Scope.of(policy, (), language), "notice", "text", everything(policy)).decode()

    assert policy.controller.email in drawn
