import time

import pytest
from django.test import Client

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.flows import appoint, dismiss
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.retention.models import Hold
from tests.cloud.cast import browser
from tests.cloud.desk.conftest import NOW
from tests.cloud.desk.people import at_desk, code

PAGES = ("", "enter/", "people/", "holds/", "disclosures/", "keeping/", "evidence/", "decisions/", "breaches/")
OFFICERS = ("people/", "holds/", "disclosures/", "keeping/", "evidence/", "decisions/", "breaches/")


def old() -> float:
    return time.time() - 16 * 60


@pytest.mark.parametrize("page", [*PAGES, "second/"])
def test_for_anybody_else_the_desk_is_not_there(page: str, ala: Person) -> None:
    assert browser(ala).get(f"/desk/{page}").status_code == 404


def test_whoever_is_signed_out_signs_in_first() -> None:
    assert browser().get("/desk/").headers["Location"] == "/accounts/login/?next=/desk/"


@pytest.mark.parametrize("page", PAGES)
def test_the_officer_opens_every_page(page: str, desk: Client) -> None:
    assert desk.get(f"/desk/{page}").status_code == 200


@pytest.mark.parametrize("page", OFFICERS)
def test_support_opens_none_of_the_officers(page: str, support: Person) -> None:
    assert at_desk(support).get(f"/desk/{page}").status_code == 403


def test_whoever_was_dismissed_finds_nothing(officer: Person, desk: Client) -> None:
    dismiss(officer, NOW)

    assert desk.get("/desk/").status_code == 404


def test_without_a_second_factor_the_desk_leads_to_setting_one_up(ala: Person) -> None:
    appoint(ala, Role.OFFICER, NOW)

    assert browser(ala).get("/desk/holds/").headers["Location"] == "/accounts/security/app/?next=%2Fdesk%2Fholds%2F"


class TestAnOldCode:
    def test_is_asked_for_again_and_leads_on(self, officer: Person) -> None:
        client = at_desk(officer, old())
        said = client.get("/desk/people/?x=1").content.decode()
        assert "Code from your phone" in said
        assert "Purpose" not in said

        answer = client.post("/desk/people/?x=1", {"second-code": code(officer), "second-way": "GET"})

        assert answer.headers["Location"] == "/desk/people/?x=1"
        assert "Purpose" in client.get("/desk/people/").content.decode()

    def test_loses_nothing_that_was_typed(self, officer: Person, ala: Person) -> None:
        client = at_desk(officer, old())
        typed = {"table": "accounts.Person", "row": str(ala.pk), "reason": "court 7", "review": ""}
        said = client.post("/desk/holds/", typed).content.decode()
        assert not Hold.objects.exists()
        assert 'name="reason" value="court 7"' in said
        assert 'name="second-way" value="POST"' in said

        typed |= {"second-code": code(officer), "second-way": "POST"}
        assert "court 7" in client.post("/desk/holds/", typed).content.decode()

    def test_that_is_wrong_is_not_enough(self, officer: Person) -> None:
        client = at_desk(officer, old())

        said = client.post("/desk/", {"second-code": "000000", "second-way": "GET"}).content.decode()

        assert "This code is not right." in said

    def test_works_once(self, officer: Person) -> None:
        first, second, given = at_desk(officer, old()), at_desk(officer, old()), code(officer)

        assert first.post("/desk/", {"second-code": given, "second-way": "GET"}).status_code == 302
        assert second.post("/desk/", {"second-code": given, "second-way": "GET"}).status_code == 200
