import pytest
from django.conf import settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.store import SessionStore
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["\0" + "a" * 31, "a" * 31, "a" * 33, "A" * 32, "a" * 31 + "\n", "ż" * 32, ""])
def test_what_we_did_not_make_is_no_session(key: str) -> None:
    assert SessionStore(key).session_key is None


def test_what_we_made_is_one(ala: Person) -> None:
    kept = browser(ala).session.session_key

    assert kept is not None
    assert SessionStore(kept).session_key == kept


@pytest.mark.parametrize("key", ['"\\000' + "a" * 31 + '"', '"\\355\\240\\200' + "a" * 29 + '"'])
@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/accounts/", 302), ("/app/api/me", 401)])
def test_a_strange_cookie_is_a_visitors(key: str, path: str, status: int) -> None:
    answer = browser().get(path, headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})

    assert answer.status_code == status
