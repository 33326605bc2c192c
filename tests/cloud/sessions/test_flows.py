from datetime import timedelta

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.sessions.flows import end_every, note_use
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.rules import UNKEPT
from ostoja.cloud.sessions.store import SessionStore
from tests.cloud.cast import PASSWORD, browser

pytestmark = pytest.mark.django_db


def store(ala: Person, *, stay: bool) -> SessionStore:
    client, typed = browser(), {"login": ala.email, "password": PASSWORD}
    client.post("/accounts/login/", typed | ({"remember": "on"} if stay else {}))
    return SessionStore(client.session.session_key)


@pytest.mark.parametrize("stay", [True, False])
def test_the_last_use_is_noted_every_few_minutes(ala: Person, *, stay: bool) -> None:
    session, began = store(ala, stay=stay), Session.objects.get().used

    note_use(session, began + timedelta(minutes=4))
    assert Session.objects.get().used == began
    later = began + timedelta(minutes=6)
    note_use(session, later)

    row = Session.objects.get()
    assert row.used == later
    assert (row.expire_date == later + UNKEPT) is not stay


def test_everybody_can_be_signed_out(ala: Person, bartek: Person) -> None:
    clients = [browser(ala), browser(bartek)]

    assert end_every() == 2

    assert [one.get("/app/api/me").status_code for one in clients] == [401, 401]
