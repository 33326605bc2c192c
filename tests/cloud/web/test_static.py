import gzip
import re

import pytest
from django.conf import settings

from ostoja.cloud.app.shell_files import shell_files
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
    assert "Last-Modified" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_the_browser_has_is_not_sent_again() -> None:
    answer = browser().get(PATH, headers={"if-none-match": browser().get(PATH).headers["ETag"]})

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_part_of_a_file_and_its_head_are_served(content: bytes) -> None:
    part = browser().get(PATH, headers={"range": "bytes=3-5"})
    head = browser().head(PATH)

    assert (part.status_code, part.content) == (206, content[3:6])
    assert (head.content, head.headers["Content-Length"]) == (b"", str(len(content)))


def test_it_is_small_on_the_way_for_whoever_takes_it_so(content: bytes) -> None:
    answer = browser().get(PATH, headers={"accept-encoding": "br, gzip;q=0.8"})

    assert gzip.decompress(answer.content) == content
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert int(answer.headers["Content-Length"]) == len(answer.content) < len(content) / 2
    again = browser().get(PATH, headers={"accept-encoding": "gzip", "if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = browser().get(PATH)
    assert answer.headers["ETag"] == f"W/{plain.headers['ETag']}"
    assert plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "GZIP ; q=0.0", "x-gzip"])
def test_whoever_takes_no_gzip_gets_it_plain(content: bytes, accepted: str) -> None:
    answer = browser().get(PATH, headers={"accept-encoding": accepted})

    assert answer.content == content
    assert "Content-Encoding" not in answer.headers


def test_a_part_a_head_and_a_picture_are_not_compressed(content: bytes) -> None:
    takes = {"accept-encoding": "gzip"}
    part = browser().get(PATH, headers=takes | {"range": "bytes=3-5"})
    picture = browser().get("/static/icons/mark-192.png", headers=takes)

    assert (part.content, part.headers.get("Content-Encoding")) == (content[3:6], None)
    assert browser().head(PATH, headers=takes).headers["Content-Length"] == str(len(content))
    assert "Content-Encoding" not in picture.headers
    assert "Vary" not in picture.headers


def test_the_whole_app_is_small_on_the_way() -> None:
    _, files = shell_files()
    sizes = [len(browser().get(path, headers={"accept-encoding": "gzip"}).content) for path in files]

    assert sum(sizes) < 150 * 1024


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
