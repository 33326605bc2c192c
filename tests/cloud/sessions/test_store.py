import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.rules import UNKEPT
from ostoja.cloud.sessions.store import SessionStore
from tests.cloud.cast import PASSWORD, browser

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


def test_the_database_does_not_hold_the_key_of_a_cookie(ala: Person) -> None:
    key = str(browser(ala).session.session_key)

    [row] = Session.objects.values()

    assert key not in str(row)
    assert row["person_id"] == ala.pk
    assert SessionStore().exists(key)
    assert not SessionStore().exists(row["session_key"])


def test_whoever_did_not_ask_to_stay_leaves_with_the_window_and_after_a_day_in_any_case(ala: Person) -> None:
    client = browser()

    answer = client.post("/accounts/login/", {"login": ala.email, "password": PASSWORD})

    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    row = Session.objects.get()
    assert row.began + UNKEPT <= row.expire_date <= timezone.now() + UNKEPT


def test_whoever_asked_to_stay_stays(ala: Person) -> None:
    answer = browser().post("/accounts/login/", {"login": ala.email, "password": PASSWORD, "remember": "on"})

    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_whoever_signs_up_was_not_asked() -> None:
    client = browser()
    typed = {"first_name": "Celina", "last_name": "Sowa", "email": "celina@example.org", "password1": PASSWORD}
    client.post("/accounts/signup/", typed)
    code = mail.outbox[0].subject.split()[0]

    answer = client.post("/accounts/confirm-email/", {"code": code})

    assert client.get("/app/api/me").status_code == 200
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_a_session_is_ended_by_its_key_or_by_itself(ala: Person) -> None:
    first, second = (browser(ala).session.session_key for _ in range(2))

    SessionStore().delete(first)
    SessionStore(second).delete()
    SessionStore().delete()

    assert not Session.objects.exists()
