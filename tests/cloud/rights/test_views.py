"""Proves: A070, A082."""

import io
import zipfile
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.views import TRIES
from ostoja.privacy.consent.decide import Denial
from tests.cloud import cast
from tests.cloud.cast import browser

PASSWORD = {"password": cast.PASSWORD}


@pytest.fixture
def page(ala: Person) -> Client:
    return browser(ala)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_all_rights_are_on_one_page_in_both_languages(language: str, ala: Person) -> None:
    ala.language = language
    ala.save()

    said = browser(ala).get("/privacy/mine/").content.decode()

    for address in (
        "/access/",
        "/portability/",
        "/accounts/",
        "/choices/",
        "/limit",
        "/close/",
        "/ask/",
        "uodo.gov.pl",
    ):
        assert address in said


def test_a_copy_comes_after_the_password(page: Client, ala: Person) -> None:
    assert page.post("/privacy/mine/access/", {"password": "wrong"}).status_code == HTTPStatus.OK
    assert not Request.objects.exists()

    answer = page.post("/privacy/mine/access/", PASSWORD)

    assert answer.headers["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert Request.objects.get().state == "fulfilled"


def test_who_guesses_passwords_is_stopped(page: Client) -> None:
    answers = [page.post("/privacy/mine/access/", {"password": "wrong"}).status_code for _ in range(TRIES.most + 1)]

    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert page.post("/privacy/mine/access/", PASSWORD).status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_an_account_is_closed_after_the_password(page: Client, ala: Person) -> None:
    assert page.get("/privacy/mine/close/").status_code == HTTPStatus.OK

    answer = page.post("/privacy/mine/close/", PASSWORD)

    assert answer.status_code == HTTPStatus.FOUND
    assert page.get("/privacy/mine/").status_code == HTTPStatus.FOUND
    ala.refresh_from_db()
    assert ala.closed is not None


def test_a_restriction_closes_the_gate_until_it_is_lifted(page: Client, ala: Person) -> None:
    page.post("/privacy/mine/limit")
    assert ask(ala, "app.home_control", timezone.now()) is Denial.RESTRICTED

    page.post("/privacy/mine/limit", {"lift": "yes"})

    assert ask(ala, "app.home_control", timezone.now()) is None


def test_anything_else_is_asked_in_words(page: Client) -> None:
    assert page.post("/privacy/mine/ask/", {"kind": "telepathy", "words": "?"}).status_code == HTTPStatus.OK
    page.post("/privacy/mine/ask/", {"kind": "objection", "words": "Please stop."})

    assert Request.objects.get().words == "Please stop."
    assert "Sprzeciw" in page.get("/privacy/mine/").content.decode()
