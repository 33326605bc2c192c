from http import HTTPStatus

import pytest

from ostoja.cloud.accounts.models import Person
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/privacy/closed/%00/", "/privacy/ask/%00/", "/privacy/versions/%00/", "/%00"])
def test_what_no_database_takes_is_no_page(path: str) -> None:
    assert browser().get(path).status_code == HTTPStatus.NOT_FOUND
    assert browser().post(path, {"kind": "access", "words": "x", "email": "a@example.org"}).status_code == (
        HTTPStatus.NOT_FOUND
    )


def test_whoever_is_signed_in_finds_none_there_either(ala: Person) -> None:
    page = browser(ala)

    assert page.get("/privacy/choices/receipts/%00.json").status_code == HTTPStatus.NOT_FOUND
    assert page.post("/privacy/mine/handover/%00/end").status_code == HTTPStatus.NOT_FOUND
