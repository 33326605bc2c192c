"""After every no there is a way on: what is said is true, and the next step is on the page."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from tests.cloud.accounts.test_views import NEW, code_in, sign_up
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
WRONG = "zzzzzz"


def focused(page: str) -> list[str]:
    return re.findall(r"<[^>]*\bautofocus\b[^>]*>", page)


def test_a_page_that_says_to_wait_leads_back_to_the_form() -> None:
    client = browser()
    sign_up(client)

    answer = client.post("/accounts/confirm-email/", {"action": "resend"}, headers=ENGLISH)

    assert answer.status_code == 429
    assert 'href="/accounts/confirm-email/"' in answer.content.decode()


def test_a_code_that_is_sent_again_is_told_of(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "100/d/key"}
    client = browser()
    sign_up(client)
    assert "A new code" not in client.get("/accounts/confirm-email/", headers=ENGLISH).content.decode()

    page = client.post("/accounts/confirm-email/", {"action": "resend"}, headers=ENGLISH, follow=True)

    assert "A new code is on its way" in page.content.decode()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("email", ["dorota@example.org", "ala@example.org"])
def test_whoever_mistyped_their_address_starts_again(email: str, ala: Person) -> None:
    client = browser()
    sign_up(client, email=email)
    page = client.get("/accounts/confirm-email/", headers=ENGLISH).content.decode()
    assert "Start again with another address" in page

    answer = client.post("/accounts/logout/", {"next": "/accounts/signup/"})

    assert answer.headers["Location"] == "/accounts/signup/"
    assert client.get("/accounts/signup/").status_code == 200


def tried_too_often(client: Client, path: str) -> str:
    for _ in range(2):
        client.post(path, {"code": WRONG})
    return client.post(path, {"code": WRONG}, headers=ENGLISH, follow=True).content.decode()


def test_a_code_that_was_tried_too_often_is_said_to_be_no_longer_good() -> None:
    client = browser()
    sign_up(client)

    page = tried_too_often(client, "/accounts/confirm-email/")

    assert "this code is no longer good" in page
    assert "Wait a few minutes" not in page


def test_so_is_one_for_a_new_password(ala: Person) -> None:
    client = browser()
    client.post("/accounts/password/reset/", {"email": "ala@example.org"})

    assert "this code is no longer good" in tried_too_often(client, "/accounts/password/reset/confirm/")


def test_a_new_password_is_told_once_above_the_sign_in(ala: Person) -> None:
    client = browser()
    client.post("/accounts/password/reset/", {"email": "ala@example.org"})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(mail.outbox[0])})
    form = {"password1": NEW, "password2": NEW}

    page = client.post("/accounts/password/reset/complete/", form, headers=ENGLISH, follow=True)

    assert page.redirect_chain[-1][0] == "/accounts/login/"
    assert page.content.decode().count("The password has been changed.") == 1


def test_the_first_field_that_will_not_do_has_the_focus() -> None:
    [field] = focused(sign_up(browser(), last_name="", email="nobody"))

    assert 'name="last_name"' in field


def test_what_no_field_is_to_blame_for_has_the_focus_itself(ala: Person) -> None:
    form = {"login": "ala@example.org", "password": "wrong wrong wrong"}

    [notice] = focused(browser().post("/accounts/login/", form).content.decode())

    assert 'role="alert"' in notice


def test_the_account_page_does_the_same(ala: Person) -> None:
    form = {"first_name": "Ala", "last_name": "", "language": "pl", "time_zone": "Europe/Warsaw"}

    [field] = focused(browser(ala).post("/accounts/", form).content.decode())

    assert 'name="last_name"' in field


def test_a_page_that_was_not_sent_yet_moves_no_focus(ala: Person) -> None:
    assert focused(browser(ala).get("/accounts/").content.decode()) == []
