from datetime import timedelta

import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.security.devices import Device
from ostoja.cloud.security.flows import end_browsers, know, note_failure, unknow
from ostoja.cloud.security.models import Event, KnownBrowser
from ostoja.cloud.security.rules import MOST_FAILURES, Kind
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.queries import sessions_of
from tests.cloud.cast import browser, is_struck, ticket_of

pytestmark = pytest.mark.django_db


def test_whoever_guesses_fills_nobodys_page(ala: Person, bartek: Person) -> None:
    now = timezone.now()
    for _ in range(MOST_FAILURES + 5):
        note_failure(ala, Kind.WRONG_PASSWORD, Device(), now)
    note_failure(bartek, Kind.WRONG_PASSWORD, Device(), now)
    assert Event.objects.count() == MOST_FAILURES + 1

    note_failure(ala, Kind.WRONG_PASSWORD, Device(), now + timedelta(hours=1))

    assert Event.objects.count() == MOST_FAILURES + 2


def test_a_browser_is_known_once_and_then_no_more(ala: Person, bartek: Person) -> None:
    now = timezone.now()
    for person in (ala, ala, bartek):
        know(person, "secret", now)
    assert KnownBrowser.objects.count() == 2

    unknow(ala, "secret")

    assert KnownBrowser.objects.get().person == bartek


def test_browsers_end_with_their_tickets(home: Membership, ala: Person) -> None:
    client = browser(ala)
    session = Session.objects.get()
    ticket = ticket_of(ala, home, session.public)

    end_browsers(ala, list(sessions_of(ala.pk)), Kind.OTHERS_ENDED, Device(), timezone.now)

    assert is_struck(ticket)
    assert client.get("/app/api/me").status_code == 401
    assert Event.objects.get().kind == Kind.OTHERS_ENDED


def test_when_nothing_can_be_taken_back_no_browser_ends_quietly(
    home: Membership, ala: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    browser(ala)
    monkeypatch.setattr("ostoja.cloud.security.flows.end_session", broken)

    with pytest.raises(RuntimeError):
        end_browsers(ala, list(sessions_of(ala.pk)), Kind.OTHERS_ENDED, Device(), timezone.now)

    assert Session.objects.count() == 1
    assert not Event.objects.exists()
