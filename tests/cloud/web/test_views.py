import pytest
from django.test import RequestFactory

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web import views
from tests.cloud.cast import browser


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("pl", "Tu nic nie ma"), ("en", "There is nothing here")])
def test_nothing_at_an_address_is_said_in_the_readers_language(language: str, words: str) -> None:
    answer = browser().get("/nowhere", headers={"accept-language": language})

    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert "text/html" in answer.headers["Content-Type"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/app/api/nowhere", "/gateway/v1/nowhere", "/relay/v2"])
def test_programs_are_answered_in_json(path: str) -> None:
    answer = browser().get(path)

    assert answer.status_code == 404
    assert answer.json() == {"error": "not_found"}


@pytest.mark.parametrize(("language", "words"), [("pl", "Coś się u nas zepsuło"), ("en", "Something of ours broke")])
def test_a_fault_of_ours_says_so_without_asking_the_database(language: str, words: str) -> None:
    answer = views.failed(RequestFactory(HTTP_ACCEPT_LANGUAGE=language).get("/"))

    assert answer.status_code == 500
    assert words in answer.content.decode()


def test_other_troubles_have_their_pages() -> None:
    request = RequestFactory().get("/")

    assert views.bad_request(request, ValueError()).status_code == 400
    assert views.forbidden(request, ValueError()).status_code == 403
    assert b"out of date" in views.csrf_failure(request).content


def test_a_form_from_elsewhere_is_refused_with_a_page(ala: Person) -> None:
    answer = browser(ala, checked=True).post("/accounts/logout/")

    assert answer.status_code == 403
    assert "nieaktualny" in answer.content.decode()
