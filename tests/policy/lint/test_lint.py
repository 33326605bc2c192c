"""Proves: A001."""

from ostoja.policy.lint.lint import problems_of
from tests.policy.small import problems, small


def test_a_sound_policy_has_no_problem() -> None:
    assert problems_of(small()) == []


def test_references_that_lead_nowhere_hide_what_depends_on_them() -> None:
    told = problems("retention.toml", 'categories = ["pay.invoice"]', 'categories = ["pay.nothing"]')

    assert told == ["retention.toml: R12.categories: 'pay.nothing' is not in categories.toml"]
