import re

import pytest
from django.conf import settings

from tests.cloud.cast import browser

PATH = "/static/styles/pages.css"


@pytest.fixture
def content() -> bytes:
    return (settings.UI_FOLDER / "styles" / "pages.css").read_bytes()


def test_a_file_is_served_whole_and_asked_about_again(content: bytes) -> None:
    answer = browser().get(PATH)

    assert answer.content == content
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "max-age=0" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_the_browser_has_is_not_sent_again() -> None:
    answer = browser().get(PATH, headers={"if-modified-since": browser().get(PATH).headers["Last-Modified"]})

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_part_of_a_file_and_its_head_are_served(content: bytes) -> None:
    part = browser().get(PATH, headers={"range": "bytes=3-5"})
    head = browser().head(PATH)

    assert (part.status_code, part.content) == (206, content[3:6])
    assert (head.content, head.headers["Content-Length"]) == (b"", str(len(content)))


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/static/vendor/@hpke/core@1.7.2/mod.js", True),
        ("/static/vendor/plot@1/a.css", True),
        ("/static/a@1.css", False),
    ],
)
def test_only_a_file_with_its_version_in_the_path_is_kept_for_ever(path: str, is_kept: bool) -> None:  # noqa: FBT001 - a row of the table
    assert bool(re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, path)) is is_kept


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/static/../settings.py", "/static/nowhere.css", "/static/"])
def test_nothing_else_is_served(path: str) -> None:
    assert browser().get(path).status_code == 404
