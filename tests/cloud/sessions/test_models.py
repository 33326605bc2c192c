from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.sessions.models import Session
from tests.cloud.cast import browser


def test_what_is_noted_beside_a_session_survives_its_saving(ala: Person) -> None:
    client = browser(ala)
    Session.objects.update(browser="Firefox")
    session = client.session
    session["_messages"] = "[]"

    session.save()

    row = Session.objects.get()
    assert (row.browser, row.get_decoded()["_messages"]) == ("Firefox", "[]")
    assert str(row) == f"session {row.pk}"


def test_a_session_without_its_key_can_be_read_by_its_table_alone(ala: Person) -> None:
    browser(ala)

    row = Session.objects.get(expire_date__gt=timezone.now())

    assert row.get_decoded()["_auth_user_id"] == str(ala.pk)
