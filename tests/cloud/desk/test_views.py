"""Proves: A050."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.flows import Reason, look
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.statistics.models import Opened
from ostoja.cloud.statistics.queries import day_of
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.desk.conftest import NOW
from tests.cloud.desk.people import at_desk, staff


class TestWhatStaffLookedAt:
    @pytest.fixture(autouse=True)
    def looked(self, officer: Person, ala: Person, celina: Person) -> None:
        look(officer, ala, Reason("account", "complaint", "R-17"), NOW)
        look(officer, celina, Reason("account", "help", "R-18"), NOW)

    def test_the_person_sees_on_a_page_one_press_away(self, ala: Person) -> None:
        assert "/privacy/mine/looks/" in browser(ala).get("/privacy/mine/").content.decode()

        page = browser(ala).get("/privacy/mine/looks/").content.decode()

        assert "reklamacja lub skarga" in page
        assert "R-17" in page
        assert "R-18" not in page

    def test_the_person_gets_with_the_copy_of_their_data(self, ala: Person) -> None:
        answer = browser(ala).post("/privacy/mine/access/", {"password": PASSWORD})

        rows = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("data/desk.Look.json"))

        (row,) = rows
        assert row == {
            "person": "you",
            "what": "account",
            "purpose": "complaint",
            "ticket": "R-17",
            "request": None,
            "at": str(NOW),
        }


class TestStatistics:
    @pytest.fixture(autouse=True)
    def counted(self, settings: Settings) -> None:
        settings.OSTOJA_ADAPTERS = ("statistics",)
        today = day_of(timezone.now())
        Opened.objects.create(day=today, page="consents:mine", count=17)
        Opened.objects.create(day=today, page="consents:receipt", count=3)
        Opened.objects.create(day=today - timedelta(days=30), page="home", count=29)

    @pytest.mark.parametrize(("language", "title"), [("pl", "Otwarte strony"), ("en", "Pages opened")])
    @pytest.mark.parametrize("role", list(Role))
    def test_are_for_the_officer_and_for_support_in_both_languages(self, language: str, title: str, role: Role) -> None:
        of = staff("Dorota", role)
        of.language = language
        of.save()

        page = at_desk(of).get("/desk/statistics/").content.decode()

        assert f"<h1>{title}</h1>" in page
        assert re.findall(r"<td>(.+?)</td>", page) == ["/privacy/choices/", "17", "consents:receipt", "3"]

    def test_say_when_there_are_none(self, desk: Client) -> None:
        Opened.objects.all().delete()

        assert "Nothing was counted yet." in desk.get("/desk/statistics/").content.decode()

    def test_are_nowhere_while_nothing_is_counted(self, desk: Client, settings: Settings) -> None:
        assert "/desk/statistics/" in desk.get("/desk/").content.decode()

        settings.OSTOJA_ADAPTERS = ()

        assert desk.get("/desk/statistics/").status_code == 404
        assert "/desk/statistics/" not in desk.get("/desk/").content.decode()
