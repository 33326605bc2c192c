import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.headers import SecurityHeaders
from tests.cloud.cast import browser

POLICY = (
    "default-src 'self'; connect-src 'self' ws://localhost:8001; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/accounts/login/", "/app/", "/app/sw.js", "/app/api/me", "/nowhere", "/healthz", "/static/nowhere"]
)
def test_every_answer_trusts_nothing_from_elsewhere(path: str) -> None:
    answer = browser().get(path)

    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in answer.headers
    answer.close()


def test_a_file_that_pages_are_made_of_says_less_and_may_do_nothing_by_itself() -> None:
    headers = browser().get("/static/styles/base.css").headers

    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not {"Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options"} & set(headers)


def test_what_is_about_a_person_is_not_kept_by_the_browser(ala: Person) -> None:
    assert browser(ala).get("/accounts/").headers["Cache-Control"] == "no-store"


def test_no_page_has_a_script_or_style_of_its_own(client: Client, db: None) -> None:
    for path in ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        page = browser().get(path).content.decode()
        assert re.search(r"<script(?![^>]*\ssrc=)", page) is None
        assert "style=" not in page
        assert "<style" not in page


def test_behind_tls_browsers_are_told_to_stay_there(settings: Settings) -> None:
    settings.SECURITY_HSTS = 31_536_000

    answer = SecurityHeaders(lambda _: HttpResponse())(HttpRequest())

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_page_may_bring_a_header_of_its_own_and_gets_the_others() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    answer = SecurityHeaders(lambda _: own)(HttpRequest())

    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["X-Frame-Options"] == "DENY"
