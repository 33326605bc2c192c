import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.app.answers import REFUSALS, as_installation
from ostoja.cloud.homes import errors
from ostoja.cloud.homes.models import Membership
from tests.cloud.app.test_views import at, send
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db

# These become words only where it is known what was asked for.
TOLD_BY_VIEWS = {"CodeUnknownError", "CodeSpentError", "ClaimedError", "NumberTakenError", "UnclaimedError"}


def test_every_refusal_has_its_word() -> None:
    kinds = {kind.__name__ for kind in errors.HomeError.__subclasses__()}

    assert kinds - {kind.__name__ for kind in REFUSALS} == TOLD_BY_VIEWS


def test_an_installation_is_told_with_ones_own_part(home: Membership) -> None:
    told = as_installation(home)

    assert told == {"id": home.installation.public, "name": "Dom", "role": "owner", "member": home.public}


class TestAnotherSite:
    def test_a_change_without_the_token_is_refused(self, home: Membership, ala: Person) -> None:
        assert send(browser(ala, checked=True), "POST", at(home, "/tickets")) == (403, {"error": "csrf"})

    def test_with_the_token_of_me_it_is_done(self, home: Membership, ala: Person) -> None:
        client = browser(ala, checked=True)
        token = client.get("/app/api/me").json()["csrf"]
        answer = client.post(f"/app/api/{at(home)}/tickets", headers={"x-csrftoken": token})

        assert answer.status_code == 201

    def test_from_another_origin_the_token_does_not_help(self, home: Membership, ala: Person) -> None:
        client = browser(ala, checked=True)
        token = client.get("/app/api/me").json()["csrf"]
        headers = {"x-csrftoken": token, "origin": "https://evil.example"}

        assert client.post(f"/app/api/{at(home)}/tickets", headers=headers).status_code == 403
