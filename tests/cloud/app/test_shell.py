from pathlib import Path

import pytest
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db


def test_the_app_is_served_to_everybody_with_the_names_of_its_modules() -> None:
    answer = browser().get("/app/")

    head, _, body = answer.content.decode().partition("</head>")
    assert '<link rel="modulepreload" href="/static/app/main.js">' in head
    assert "modulepreload" not in body
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "connect-src 'self' ws://localhost:8001" in answer.headers["Content-Security-Policy"]
    assert not answer.cookies


def test_the_worker_looks_after_the_whole_app() -> None:
    answer = browser().get("/app/sw.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Service-Worker-Allowed"] == "/app/"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("language", "words"), [("pl", "Twój dom"), ("en", "Your home")])
def test_the_manifest_speaks_the_readers_language(language: str, words: str) -> None:
    answer = browser().get("/app/manifest.webmanifest", headers={"accept-language": language})

    content = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert words in content["description"]
    assert (content["lang"], content["scope"], content["start_url"]) == (language, "/app/", "/app/")


def test_without_the_apps_files_there_is_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.UI_FOLDER = tmp_path

    assert browser().get("/app/").status_code == 404


def test_a_visitor_is_welcomed_and_a_person_goes_to_the_app(ala: Person) -> None:
    page = browser().get("/", headers={"accept-language": "pl"}).content.decode()

    assert "Zaloguj się" in page
    assert "Załóż konto" in page
    assert browser(ala).get("/").headers["Location"] == "/app/"
