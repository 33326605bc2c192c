import pytest

from ostoja.policy.render.short import short_notice
from ostoja.policy.text import Language
from tests.policy.small import scope, small


def test_a_short_notice_says_why_on_what_basis_which_data_how_long_and_who() -> None:
    found = short_notice(scope(), "app.weather")

    assert found is not None
    assert (found.why, found.data, found.recipients) == ("Weather", "Coarse location", "Weather office")
    assert found.basis == "art. 6(1)(a) GDPR; with your consent"
    assert found.kept == ("30 days; you may choose: at once, 7 days (the last change)",)


def test_what_is_off_has_no_short_notice() -> None:
    assert short_notice(scope(Language.EN, small(), "organisations"), "app.weather") is None


def test_a_purpose_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"app\.ads"):
        short_notice(scope(), "app.ads")
