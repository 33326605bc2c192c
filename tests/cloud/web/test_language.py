import pytest

from ostoja.cloud.accounts.models import Person
from tests.cloud.cast import browser


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "spoken"), [("pl", "pl"), ("en-GB,pl;q=0.5", "en"), ("de", "en"), ("", "en")])
def test_a_visitor_is_answered_in_the_browsers_language(asked: str, spoken: str) -> None:
    answer = browser().get("/", headers={"accept-language": asked})

    assert answer.headers["Content-Language"] == spoken
    assert f'<html lang="{spoken}">' in answer.content.decode()


def test_an_accounts_language_goes_before_the_browsers(celina: Person, ala: Person) -> None:
    assert "Language" in browser(celina).get("/accounts/", headers={"accept-language": "pl"}).content.decode()
    assert "Strefa czasowa" in browser(ala).get("/accounts/", headers={"accept-language": "en"}).content.decode()
