"""Proves: A092."""

from http import HTTPStatus

import pytest
from django.test import Client

from ostoja.cloud.desk.models import Sender
from ostoja.cloud.desk.strangers.views import ASKING
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.rights.models import Request
from tests.cloud.desk.people import at_desk, staff

ASKED = {"kind": "access", "words": "What of me is here?", "email": "guest@example.org", "name": "Celina"}
HEADING = {"pl": "Wniosek bez konta", "en": "A request without an account"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def through(flat: Membership) -> str:
    return f"/privacy/ask/{flat.installation.public}/"


@pytest.mark.parametrize("language", HEADING)
def test_it_is_open_to_everybody_and_in_both_languages(language: str) -> None:
    said = Client(headers={"accept-language": language}).get("/privacy/ask/").content.decode()

    assert HEADING[language] in said


def test_whoever_signs_in_finds_the_way_to_it() -> None:
    assert 'href="/privacy/ask/"' in Client().get("/accounts/login/").content.decode()


def test_it_is_written_down_with_the_laws_clock_and_nobody_is_taken_for_known(through: str) -> None:
    answer = Client().post(through, ASKED, follow=True)

    assert "We have your request." in answer.content.decode()
    made = Request.objects.get()
    assert (made.kind, made.words, made.person, made.identity) == ("access", "What of me is here?", None, "")
    assert (made.sender.way, made.sender.name) == ("guest@example.org", "Celina")
    assert made.steps.get().by is None


def test_the_officer_sees_from_which_home_it_came(through: str) -> None:
    Client().post(through, ASKED)
    made = Request.objects.get()

    said = at_desk(staff("Dorota")).get(f"/desk/requests/{made.public}/").content.decode()

    assert made.sender.home is not None
    assert made.sender.home.public in said
    assert "guest@example.org" in said


def test_it_reveals_nothing_of_the_home_nor_whether_there_is_one(through: str, flat: Membership) -> None:
    said, elsewhere = (Client().get(place).content.decode() for place in (through, f"/privacy/ask/{'A' * 22}/"))

    assert said.count("csrfmiddlewaretoken") == 1
    assert flat.installation.name not in said
    assert flat.person.first_name not in said
    assert len(said) == len(elsewhere)


def test_a_home_that_is_not_there_loses_no_request() -> None:
    Client().post("/privacy/ask/unknown/", ASKED)

    assert Sender.objects.get().home is None


@pytest.mark.parametrize("missing", ["kind", "words", "email"])
def test_what_is_needed_is_asked_for(missing: str, through: str) -> None:
    answer = Client().post(through, {**ASKED, missing: ""})

    assert answer.status_code == HTTPStatus.OK
    assert "autofocus" in answer.content.decode()
    assert not Request.objects.exists()


def test_one_network_asks_a_few_times_a_day() -> None:
    answers = [Client().post("/privacy/ask/", ASKED).status_code for _ in range(ASKING.most + 1)]

    assert answers[-2:] == [HTTPStatus.FOUND, HTTPStatus.TOO_MANY_REQUESTS]
    assert Request.objects.count() == ASKING.most


def test_who_asks_twice_is_linked() -> None:
    for _ in range(2):
        Client().post("/privacy/ask/", ASKED)

    first, second = Request.objects.order_by("pk")
    assert second.like == first
