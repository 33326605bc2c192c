from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from ostoja.cloud.config import jobs
from ostoja.cloud.erasure.closed import close_office, is_closed, is_open, open_office, place, state


@pytest.fixture(autouse=True)
def var(settings: Settings, tmp_path: Path) -> None:
    settings.OSTOJA_VAR = tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/privacy/", "/accounts/login/", "/nowhere/", "/.well-known/ostoja/keys.json"])
def test_while_it_is_closed_every_page_says_so_and_asks_no_database(
    page: str, django_assert_num_queries: object
) -> None:
    close_office({"step": "loading"})

    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = Client(HTTP_HOST="localhost:8000").get(page, HTTP_ACCEPT_LANGUAGE="pl")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.headers["Retry-After"]
    assert b"Zaraz wracamy" in answer.content or answer.json() == {"error": "closed"}


def test_how_far_it_is_stays_readable_and_opening_twice_is_the_same() -> None:
    assert (state(), is_open()) == ({}, True)
    close_office({"step": "loading"})
    close_office({"step": "loaded"})
    assert (state(), is_closed()) == ({"step": "loaded"}, True)

    place().write_text("[]")
    assert state() == {}
    open_office()
    open_office()

    assert is_open()


def test_no_job_works_on_what_was_restored() -> None:
    done: list[object] = []
    close_office({})
    jobs._step(done.append)()
    open_office()

    assert done == []
