import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.policy.changes.classes import Class, ages, growth, judge, lengthening, shrinking
from ostoja.policy.periods import Period

EDITORIAL, INFORMATIONAL, MATERIAL = Class.EDITORIAL, Class.INFORMATIONAL, Class.MATERIAL


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (["a"], ["a", "b"], MATERIAL),
        (["a", "b"], ["a"], INFORMATIONAL),
        (["a", "b"], ["b", "a"], INFORMATIONAL),
        (None, ["a"], MATERIAL),
    ],
)
def test_a_list_that_grows_is_material(before: object, after: object, verdict: Class) -> None:
    assert growth(before, after) is verdict
    assert shrinking(after, before) is verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("P1Y", "P2Y", MATERIAL),
        ("P2Y", "P1Y", INFORMATIONAL),
        ("P1M", "P31D", INFORMATIONAL),
        ("P1M", "P32D", MATERIAL),
        ("P1Y", "per_entry", MATERIAL),
        (None, "P1Y", MATERIAL),
    ],
)
def test_a_longer_period_is_material(before: object, after: object, verdict: Class) -> None:
    assert lengthening(before, after) is verdict


PERIODS = st.builds("P{}M{}D".format, st.integers(0, 90), st.integers(0, 900))


@given(PERIODS, PERIODS)
def test_no_lengthening_passes_for_less(one: str, other: str) -> None:
    longer = Period.parse(other).longest_days() > Period.parse(one).longest_days()

    assert (lengthening(one, other) is MATERIAL) == longer


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ({"a": "P1Y"}, {"a": "P1Y", "b": "P1D"}, MATERIAL),
        ({"a": "P1Y"}, {"a": "P2Y"}, MATERIAL),
        ({"a": "session"}, {"a": "P1D"}, MATERIAL),
        ({"a": "P1Y", "b": "P1D"}, {"a": "P1Y"}, INFORMATIONAL),
        ({"a": "P1Y"}, {"a": "P1M"}, INFORMATIONAL),
    ],
)
def test_a_new_cookie_and_an_older_one_are_material(
    before: dict[str, str], after: dict[str, str], verdict: Class
) -> None:
    assert ages(before, after) is verdict


@pytest.mark.parametrize(
    ("kind", "field", "verdict"),
    [
        ("purposes", "label", EDITORIAL),
        ("sections", "parts", EDITORIAL),
        ("sections", "adapter", EDITORIAL),
        ("about", "version", EDITORIAL),
        ("about", "measures", INFORMATIONAL),
        ("controller", "email", INFORMATIONAL),
        ("controller", "name", MATERIAL),
        ("recipients", "adapter", MATERIAL),
        ("retention", "anchor", MATERIAL),
        ("rights", "article", MATERIAL),
        ("claims", "text", MATERIAL),
    ],
)
def test_a_field_has_its_class(kind: str, field: str, verdict: Class) -> None:
    assert judge(kind, field, "one", "other") is verdict
