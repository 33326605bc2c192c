from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from ostoja.cloud.accounts.flows import close
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security import listening
from ostoja.cloud.security.models import Event, KnownBrowser
from ostoja.cloud.security.rules import KNOWN_FOR, Kind
from ostoja.cloud.sessions.models import Session
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.security.signing_in import EDGE, FAR, signed_in

pytestmark = pytest.mark.django_db
NEW = "niebieska furtka za sadem"
NEWS = "Nowe zalogowanie do Konta"


def kinds(person: Person) -> list[str]:
    return list(Event.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def letters() -> list[str]:
    return [str(one.subject) for one in mail.outbox]


def test_signing_in_is_written_down_with_where_it_came_from(ala: Person) -> None:
    signed_in(ala)

    event, session = Event.objects.get(), Session.objects.get()
    assert (event.person, event.kind) == (ala, Kind.NEW_BROWSER)
    for row in (event, session):
        assert (row.browser, row.system, row.network) == ("Firefox", "Linux", "192.0.2.0/24")


def test_the_first_browser_of_all_is_no_news_and_every_new_one_after_it_is(ala: Person) -> None:
    signed_in(ala)
    assert letters() == []

    signed_in(ala, says=EDGE, near=FAR)

    assert letters() == [NEWS]
    assert "/accounts/security/" in str(mail.outbox[0].body)
    assert kinds(ala) == [Kind.NEW_BROWSER, Kind.NEW_BROWSER]


def test_the_same_kind_of_browser_from_the_same_vicinity_is_no_news(ala: Person) -> None:
    signed_in(ala)
    signed_in(ala, near="192.0.2.200")

    assert (letters(), kinds(ala)) == ([], [Kind.NEW_BROWSER, Kind.SIGNED_IN])


def test_a_browser_in_which_somebody_stays_is_known_anywhere(ala: Person) -> None:
    client = signed_in(ala, stay=True)
    client.post("/accounts/logout/")

    signed_in(ala, near=FAR, in_=client)

    assert letters() == []
    assert kinds(ala) == [Kind.NEW_BROWSER, Kind.SIGNED_OUT, Kind.SIGNED_IN]


def test_a_browser_that_one_person_knows_is_new_to_another(ala: Person, bartek: Person) -> None:
    signed_in(bartek, says=EDGE, near=FAR)
    client = signed_in(ala, stay=True)
    client.post("/accounts/logout/")

    signed_in(bartek, in_=client)

    assert letters() == [NEWS]


def test_a_browser_that_was_not_used_for_long_is_new_again(ala: Person) -> None:
    client = signed_in(ala, stay=True)
    client.post("/accounts/logout/")
    KnownBrowser.objects.update(used=timezone.now() - KNOWN_FOR - timedelta(minutes=1))

    signed_in(ala, near=FAR, in_=client)

    assert letters() == [NEWS]


def test_only_a_browser_in_which_somebody_stays_gets_the_cookie(ala: Person) -> None:
    passing, staying = signed_in(ala), signed_in(ala, stay=True)

    assert settings.KNOWN_COOKIE_NAME not in passing.cookies
    cookie = staying.cookies[settings.KNOWN_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 90 * 86_400)
    assert cookie.value not in str(KnownBrowser.objects.values())


def test_a_letter_that_cannot_be_sent_keeps_nobody_out(ala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: EmailMessage) -> int:
        raise SMTPException

    signed_in(ala)
    monkeypatch.setattr(EmailMessage, "send", broken)

    assert signed_in(ala, says=EDGE, near=FAR).get("/app/api/me").status_code == 200


def test_a_changed_password_is_written_down_and_every_browser_is_to_be_known_anew(ala: Person) -> None:
    client = signed_in(ala, stay=True)

    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert kinds(ala)[-1] == Kind.PASSWORD_CHANGED
    assert not KnownBrowser.objects.exists()


def test_a_replaced_password_is_written_down(ala: Person) -> None:
    client = browser()
    client.post("/accounts/password/reset/", {"email": ala.email})
    client.post("/accounts/password/reset/confirm/", {"code": mail.outbox[-1].subject.split()[0]})
    client.post("/accounts/password/reset/complete/", {"password1": NEW, "password2": NEW})

    assert kinds(ala)[0] == Kind.PASSWORD_RESET


def test_nobody_knows_the_browsers_of_somebody_who_left(ala: Person) -> None:
    signed_in(ala, stay=True)

    close(ala, timezone.now())

    assert not KnownBrowser.objects.exists()


def test_a_session_that_was_nobodys_ends_without_an_event() -> None:
    browser().post("/accounts/logout/")
    listening.signed_out(request=None, user=None)  # type: ignore[arg-type]  # nobody, which is the point

    assert not Event.objects.exists()
