import copy
import pickle

import pytest

from ostoja.privacy.consent.grants import Grant, GrantError
from ostoja.privacy.consent.minting import LIFETIME, grant
from tests.privacy.consent.purposes import DAY, NOW


@pytest.fixture
def weather() -> Grant:
    return grant("ala", "app.weather", NOW)


def test_a_grant_opens_what_it_is_for(weather: Grant) -> None:
    weather.check("ala", "app.weather", NOW)
    weather.check("ala", "app.weather", NOW + LIFETIME)


@pytest.mark.parametrize(("subject", "purpose"), [("bartek", "app.weather"), ("ala", "app.auth"), ("", "")])
def test_a_grant_opens_nothing_else(weather: Grant, subject: str, purpose: str) -> None:
    with pytest.raises(GrantError):
        weather.check(subject, purpose, NOW)


def test_a_grant_is_over_soon(weather: Grant) -> None:
    with pytest.raises(GrantError):
        weather.check("ala", "app.weather", NOW + LIFETIME * 1.01)
    assert LIFETIME < DAY


def test_a_grant_goes_into_no_queue(weather: Grant) -> None:
    with pytest.raises(GrantError):
        pickle.dumps(weather)
    with pytest.raises(GrantError):
        copy.copy(weather)
