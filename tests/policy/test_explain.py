import pytest

from ostoja.policy.explain import explain
from tests.policy.small import scope


def test_everything_that_the_policy_says_of_a_category_is_told() -> None:
    told = "\n".join(explain(scope(), "loc.coarse"))

    parts = ("Coarse location", "user.location.imprecise", "app.weather: Weather", "R08: 30 days", "weather_office")
    assert [part for part in parts if part not in told] == []


def test_what_is_never_stored_says_why() -> None:
    assert "  evaluated on the phone" in explain(scope(), "loc.precise")


def test_a_category_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"home\.history"):
        list(explain(scope(), "home.history"))
