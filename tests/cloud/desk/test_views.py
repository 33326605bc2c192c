"""Proves: A050."""

import io
import json
import re
import time
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.flows import Reason, appoint, look
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.desk.views import TRIES
from ostoja.cloud.statistics.models import Opened
from ostoja.cloud.statistics.queries import day_of
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.desk.conftest import NOW
from tests.cloud.desk.people import at_desk, code, staff

SECRET = re.compile(r'policy-marks">([A-Z2-7]{32})<')


@pytest.fixture
def newcomer(ala: Person) -> Client:
    appoint(ala, Role.OFFICER, NOW)
    return browser(ala)


def first_code(client: Client) -> str:
    found = SECRET.search(client.get("/desk/second/").content.decode())
    assert found is not None
    return str(format_hotp_value(hotp_value(found[1], int(time.time()) // 30)))


class TestSettingUp:
    def test_takes_the_first_code_and_the_password(self, newcomer: Client, ala: Person) -> None:
        page = newcomer.post("/desk/second/", {"code": first_code(newcomer), "password": PASSWORD}).content.decode()

        assert len(re.findall(r"<code>\d{8}</code>", page)) == 10
        assert newcomer.get("/desk/").status_code == 200
        assert newcomer.get("/desk/second/").headers["Location"] == "/desk/"

    @pytest.mark.parametrize("wrong", [{"password": "another one"}, {"code": "000000"}])
    def test_fails_when_one_of_them_is_wrong(self, wrong: dict[str, str], newcomer: Client) -> None:
        typed = {"code": first_code(newcomer), "password": PASSWORD} | wrong

        assert newcomer.post("/desk/second/", typed).status_code == 200
        assert not Authenticator.objects.exists()

    def test_is_tried_a_few_times_and_then_refused_with_a_way_to_a_person(self, newcomer: Client) -> None:
        tries = [newcomer.post("/desk/second/", {"code": "", "password": "guess"}) for _ in range(TRIES.most + 1)]

        assert tries[-1].status_code == 429
        assert "zajmie się tym człowiek" in tries[-1].content.decode()

    def test_shows_a_picture_without_style_of_its_own(self, newcomer: Client) -> None:
        page = newcomer.get("/desk/second/").content.decode()

        assert "<svg" in page
        assert "<?xml" not in page
        assert "style=" not in page


class TestSigningIn:
    def test_takes_the_code_after_the_password(self, officer: Person) -> None:
        client = browser()
        answer = client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
        assert answer.headers["Location"] == "/accounts/second/"
        assert client.get("/desk/").status_code == 302

        client.post("/accounts/second/", {"code": code(officer)})

        assert client.get("/desk/").status_code == 200

    def signed_in(self, officer: Person, given: str) -> bool:
        client = browser()
        client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
        client.post("/accounts/second/", {"code": given})
        return client.get("/accounts/").status_code == 200

    def test_takes_the_code_that_the_phone_showed_a_moment_ago(
        self, officer: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = time.time()
        monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now))

        assert self.signed_in(officer, code(officer, now - 30))
        assert not self.signed_in(officer, code(officer, now - 60))

    def test_takes_a_code_once_also_after_the_library_forgot_it(self, officer: Person) -> None:
        given = code(officer)
        assert self.signed_in(officer, given)

        cache.delete(f"allauth.mfa.totp.used?user={officer.pk}&code={given}")

        assert not self.signed_in(officer, f"{given[:3]} {given[3:]}")

    def test_takes_the_first_code_not_once_more(self, newcomer: Client, ala: Person) -> None:
        given = first_code(newcomer)
        newcomer.post("/desk/second/", {"code": given, "password": PASSWORD})

        assert not self.signed_in(ala, given)

    def test_takes_a_spare_code_once(self, officer: Person) -> None:
        spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

        assert self.signed_in(officer, spare)
        assert not self.signed_in(officer, spare)

    def test_needs_a_page_of_ours_for_the_code(self, officer: Person) -> None:
        client = browser()
        client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})

        assert 'autocomplete="one-time-code"' in client.get("/accounts/second/").content.decode()

    def test_asks_nobody_else_for_a_code(self, ala: Person) -> None:
        answer = browser().post("/accounts/login/", {"login": ala.email, "password": PASSWORD})

        assert answer.headers["Location"] == "/app/"


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
