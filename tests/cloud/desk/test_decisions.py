"""Proves: A111."""

import ast

from allauth.account import app_settings
from django.template.loader import render_to_string
from django.urls import reverse

from ostoja.cloud.desk.decisions import DECISIONS, LIBRARY, Decision, WayOut, unlisted, without_way_out
from ostoja.cloud.web.texts import catalogue
from tests.rules.code import PRODUCT, modules, tree


def limits_in_code() -> set[str]:
    """The names of all limits of the office, found where they are made."""
    calls = (node for path in modules(PRODUCT / "cloud") for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    made = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Limit")
    return {str(call.args[0].value) for call in made if isinstance(call.args[0], ast.Constant)}


def limits_of_library() -> set[str]:
    return {LIBRARY + name for name in app_settings.RATE_LIMITS}


def test_every_limit_stands_in_the_register() -> None:
    assert len(limits_in_code()) >= 10
    assert unlisted(limits_in_code() | limits_of_library()) == []


def test_the_register_names_no_limit_that_is_none() -> None:
    assert {limit for one in DECISIONS for limit in one.limits} - limits_in_code() - limits_of_library() == set()


def test_every_decision_has_a_way_to_a_person() -> None:
    assert without_way_out() == []


def test_one_without_a_way_out_and_a_limit_that_nobody_listed_are_found() -> None:
    broken = Decision("score", ("score.day",), None)

    assert without_way_out([*DECISIONS, broken]) == ["score"]
    assert unlisted(["score.day", "score.week"], [broken]) == ["score.week"]


def test_the_page_that_refuses_says_whom_to_write_to() -> None:
    page = render_to_string("429.html", {"request": None, "user": None})

    assert catalogue("pl")["error.many_person"] in page or catalogue("en")["error.many_person"] in page
    assert f'href="{reverse("policies:notice")}"' in page


def test_every_decision_and_way_out_has_words() -> None:
    keys = {f"desk.decision.{one.name}" for one in DECISIONS} | {f"desk.out.{out}" for out in WayOut}

    assert keys - catalogue("pl").keys() == set()
