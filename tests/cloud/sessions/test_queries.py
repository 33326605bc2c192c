import pytest
from django.http import HttpRequest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.queries import session_name, sessions_of, store_of
from ostoja.cloud.sessions.store import SessionStore
from ostoja.protocol.ids import is_id
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db


def test_a_session_keeps_its_name_until_somebody_signs_in() -> None:
    request = HttpRequest()
    request.session = SessionStore()

    first = session_name(request)

    assert is_id(first)
    assert session_name(request) == first
    store_of(request).cycle_key()
    second = session_name(request)
    assert second != first
    store_of(request).flush()
    assert session_name(request) not in {first, second}


def test_the_browsers_of_a_person_are_found_the_last_used_first(ala: Person, bartek: Person) -> None:
    for one in (ala, bartek, ala):
        browser(one)
    first, _, last = Session.objects.order_by("began")

    assert list(sessions_of(ala.pk)) == [last, first]
