import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "127.0.0.1", "[::1]:8000"])
def test_numbers_lead_to_the_name(host: str) -> None:
    answer = Client(HTTP_HOST=host).get("/accounts/login/?next=/app/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "http://localhost:8000/accounts/login/?next=/app/"


def test_the_name_is_answered() -> None:
    assert Client(HTTP_HOST="localhost:8000").get("/").status_code == 200


def test_another_name_is_refused() -> None:
    answer = Client(HTTP_HOST="elsewhere.example").get("/")

    assert answer.status_code == 400
    assert b"elsewhere" not in answer.content
