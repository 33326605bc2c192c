"""The report on a page and in a letter."""

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.core import mail

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.erasure import jobs
from ostoja.cloud.erasure.models import Report, Telling
from ostoja.cloud.homes.models import Erasure, Membership
from ostoja.cloud.rights.flows import close_account
from tests.cloud import cast
from tests.cloud.cast import browser

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def closed(person: Person) -> Report:
    return close_account(person, date(2026, 11, 22), lambda: NOW)


@pytest.mark.parametrize(("language", "word"), [("pl", "zostaje najdłużej do"), ("en", "stays until")])
def test_whoever_closes_an_account_sees_what_became_of_their_data(language: str, word: str, ala: Person) -> None:
    page = browser(ala)
    answer = page.post("/privacy/mine/close/", {"password": cast.PASSWORD}, HTTP_ACCEPT_LANGUAGE=language)

    said = page.get(answer.headers["Location"], HTTP_ACCEPT_LANGUAGE=language)

    assert said.status_code == HTTPStatus.OK
    assert word in said.content.decode()
    assert "no-store" in said.headers["Cache-Control"]
    assert "ala@" not in said.content.decode()


def test_a_report_that_there_is_not_is_not_found() -> None:
    assert browser().get("/privacy/closed/nothing/").status_code == HTTPStatus.NOT_FOUND


def test_a_letter_says_the_same_once(ala: Person) -> None:
    report = closed(ala)
    Telling.objects.create(person=ala, recipient="hosting", purpose="app.contract", change="erasure", made=NOW)

    jobs.tell(NOW)
    jobs.tell(NOW)

    assert [letter.to for letter in mail.outbox] == [["ala@example.org"]]
    assert f"/privacy/closed/{report.public}/" in mail.outbox[0].body
    assert "Hosting" in mail.outbox[0].body
    assert Report.objects.get().sent == NOW


def test_what_the_homes_were_asked_stands_on_the_page_until_they_answer(flat: Membership, bartek: Person) -> None:
    report = closed(bartek)
    page = f"/privacy/closed/{report.public}/"
    assert "has not answered yet" in browser().get(page).content.decode()
    Erasure.objects.update(done=NOW)

    assert "The gateway answered on 2026-11-22" in browser().get(page).content.decode()
