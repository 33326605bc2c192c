"""Proves: A074."""

import io
import json
import re
import zipfile
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.disclosures.door import DisclosureError
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.disclosures.rules import Obstacle
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.rights.handover import flows
from ostoja.cloud.rights.handover.flows import MOST_OPEN
from ostoja.cloud.rights.models import Handover, Request
from tests.cloud import cast
from tests.cloud.cast import browser

PLACE = "/privacy/mine/handover/"
ASKED = {"receiver": "Biblioteka danych", "password": cast.PASSWORD}
LINK = re.compile(r">(http://[^<]+/privacy/handed/[^<]+/)<")


@pytest.fixture
def page(ala: Person) -> Client:
    return browser(ala)


@pytest.fixture
def link(page: Client, flat: Membership) -> str:
    found = LINK.search(page.post(PLACE, ASKED).content.decode())
    assert found is not None
    return found[1]


def test_the_chosen_receiver_fetches_the_data_once(link: str, ala: Person) -> None:
    receiver = Client(enforce_csrf_checks=True)
    assert "Biblioteka danych" in receiver.get(link).content.decode()

    fetched = receiver.post(link)
    again = receiver.post(link)

    package = zipfile.ZipFile(io.BytesIO(fetched.content))
    assert json.loads(package.read("manifest.json"))["scope"] == "portable"
    assert json.loads(package.read("data/accounts.Person.json"))[0]["email"] == ala.email
    assert again.status_code == HTTPStatus.NOT_FOUND
    assert "ZIP" not in again.content.decode()


def test_it_is_written_down_as_a_disclosure_to_a_receiver_of_the_policy(link: str, ala: Person) -> None:
    Client().post(link)

    entry = Disclosure.objects.get()
    assert (entry.recipient, entry.purpose, entry.state) == ("chosen_by_you", "gdpr.accountability", "sent")
    assert {"id.email", "home.members"} <= set(entry.categories.split())
    assert entry.concerned.get().person == ala


def test_looking_at_the_link_uses_nothing_up(link: str) -> None:
    for _ in range(3):
        assert Client().get(link).status_code == HTTPStatus.OK
        assert Client().head(link).status_code == HTTPStatus.OK

    assert not Disclosure.objects.exists()
    assert Client().post(link).headers["Content-Type"] == "application/zip"


def test_the_receivers_page_names_nobody(link: str, ala: Person) -> None:
    said = Client().get(link).content.decode()

    assert ala.first_name not in said
    assert ala.email not in said


def test_a_link_wants_the_password_and_a_receiver(page: Client) -> None:
    for typed in ({}, {"receiver": "Biblioteka"}, {**ASKED, "password": "wrong"}, {**ASKED, "receiver": " "}):
        assert LINK.search(page.post(PLACE, typed).content.decode()) is None

    assert page.post(PLACE, {**ASKED, "receiver": "x" * 81}).status_code == HTTPStatus.OK
    assert not Handover.objects.exists()


def test_making_it_is_a_request_that_was_answered(link: str, ala: Person) -> None:
    made = Request.objects.get(person=ala)

    assert (made.kind, made.state) == ("portability", "fulfilled")


def test_it_is_shown_once_and_kept_nowhere(page: Client, link: str) -> None:
    token = link.rstrip("/").rpartition("/")[2]

    said = page.get(PLACE).content.decode()

    assert "Biblioteka danych" in said
    assert token not in said
    assert token not in str(list(Handover.objects.values()))


def test_its_person_ends_it(page: Client, link: str) -> None:
    ended = page.post(f"{PLACE}{Handover.objects.get().public}/end", follow=True)

    assert ended.status_code == HTTPStatus.OK
    assert Client().post(link).status_code == HTTPStatus.NOT_FOUND


def test_nobody_else_ends_it(bartek: Person, link: str) -> None:
    browser(bartek).post(f"{PLACE}{Handover.objects.get().public}/end")

    assert Client().post(link).headers["Content-Type"] == "application/zip"


def test_it_ends_by_itself(link: str) -> None:
    Handover.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert Client().post(link).status_code == HTTPStatus.NOT_FOUND
    assert not Disclosure.objects.exists()


def test_it_ends_with_the_account(link: str, ala: Person) -> None:
    Person.objects.update(is_active=False)

    assert Client().post(link).status_code == HTTPStatus.NOT_FOUND


def test_what_was_fetched_can_be_neither_ended_nor_fetched(page: Client, link: str) -> None:
    Client().post(link)

    page.post(f"{PLACE}{Handover.objects.get().public}/end")

    assert Handover.objects.get().fetched is not None
    assert "/end" not in page.get(PLACE).content.decode()


def test_so_many_wait_and_no_more(page: Client) -> None:
    for _ in range(MOST_OPEN):
        page.post(PLACE, ASKED)

    answer = page.post(PLACE, ASKED)

    assert LINK.search(answer.content.decode()) is None
    assert Handover.objects.count() == MOST_OPEN


def test_a_link_that_never_was_opens_nothing() -> None:
    assert Client().get("/privacy/handed/unknown/").status_code == HTTPStatus.NOT_FOUND


def test_a_policy_that_names_no_such_receiver_any_more_hands_nothing_over(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DisclosureError(Obstacle.UNKNOWN_RECIPIENT)

    with monkeypatch.context() as changed:
        changed.setattr(flows, "hand_over", refuse)
        refused = Client().post(link)

    assert refused.status_code == HTTPStatus.CONFLICT
    assert "Nothing was sent" in refused.content.decode() or "Nic nie zostało" in refused.content.decode()
    assert Client().post(link).status_code == HTTPStatus.OK
