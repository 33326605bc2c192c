"""Proves: A017, A065."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel
from itertools import count

import pytest
from django.conf import settings as product
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.browser import STAYS
from ostoja.cloud.policies import cookies
from ostoja.cloud.policies.cookies import DeclaredCookies, UndeclaredCookieError, fits, is_declared, stay_of, undeclared
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import in_force
from ostoja.policy.periods import Period
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.words import Party
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.publications import changed

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
POLICY = shipped("default")
Maker = Callable[[HttpResponse], object]


def answer(*makers: Maker) -> HttpResponse:
    response = HttpResponse()
    for make in makers:
        make(response)
    return response


def session(age: int | None = None) -> Maker:
    return lambda response: response.set_cookie("ostoja_session", "value", max_age=age)


def unknown(response: HttpResponse) -> None:
    response.set_cookie("tracker", "value")


def by_hand(response: HttpResponse) -> None:
    response.headers["Set-Cookie"] = "ostoja_session=value"


def ask(response: HttpResponse) -> HttpResponse:
    def view(_: HttpRequest) -> HttpResponse:
        return response

    return DeclaredCookies(view)(RequestFactory().get("/"))


@pytest.fixture
def production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FAIL_ON_UNDECLARED_COOKIE = False
    monkeypatch.setattr(DeclaredCookies, "drops", count(1))


@pytest.mark.django_db
@pytest.mark.usefixtures("promise")
class TestTheMiddleware:
    def test_a_declared_cookie_passes(self) -> None:
        assert "ostoja_session" in ask(answer(session(60))).cookies

    @pytest.mark.parametrize("maker", [unknown, session(91 * 86_400), by_hand])
    def test_an_undeclared_one_fails_in_tests(self, maker: Maker) -> None:
        with pytest.raises(UndeclaredCookieError):
            ask(answer(maker))

    @pytest.mark.usefixtures("production")
    def test_in_production_it_is_dropped_and_counted(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.ERROR):
            found = [ask(answer(session(60), unknown)) for _ in range(2)]

        assert [list(one.cookies) for one in found] == [["ostoja_session"], ["ostoja_session"]]
        assert caplog.messages == [
            f"dropped tracker, which the policy does not declare; {number} since the start" for number in (1, 2)
        ]

    @pytest.mark.usefixtures("production")
    def test_what_a_view_writes_around_the_table_is_dropped_too(self) -> None:
        found = ask(answer(session(60), by_hand))

        assert not found.has_header("Set-Cookie")
        assert list(found.cookies) == ["ostoja_session"]

    def test_a_name_is_deleted_wherever_it_may_lie(self) -> None:
        gone = set_for(0)
        gone.set("tracker", "", "")

        def delete(response: HttpResponse) -> None:
            response.cookies["tracker;example.org;/a"] = gone

        assert "tracker;example.org;/a" in ask(answer(delete)).cookies

    @pytest.mark.usefixtures("production")
    def test_no_name_hides_behind_the_place_of_another(self) -> None:
        kept = set_for(60)
        kept.set("tracker", "", "")

        def hide(response: HttpResponse) -> None:
            response.cookies["ostoja_session"] = kept

        assert list(ask(answer(hide)).cookies) == []

    def test_the_policy_in_force_decides(self, promise: Publication) -> None:
        declares_less = changed(POLICY, "cookies", "ck.session", names={"ostoja_session": "P1D"})

        assert list(undeclared(answer(session(2 * 86_400)), timezone.now())) == []
        assert not is_declared(declares_less, "ostoja_session", set_for(2 * 86_400), NOW)


@pytest.mark.django_db
def test_before_there_is_a_policy_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cookies, "in_force", in_force)

    assert "tracker" in ask(answer(unknown)).cookies


def test_an_answer_without_cookies_asks_nobody() -> None:
    assert ask(HttpResponse()).status_code == 200


def set_for(age: object = "", expires: str = "") -> "Morsel[str]":
    cookie: Morsel[str] = Morsel()
    cookie["max-age"] = age
    cookie["expires"] = expires
    return cookie


@pytest.mark.parametrize(
    ("cookie", "stays"),
    [
        (set_for(), None),
        (set_for(0), timedelta()),
        (set_for(60), timedelta(seconds=60)),
        (set_for("60"), timedelta(seconds=60)),
        (set_for(60, "Fri, 01 Jan 2100 00:00:00 GMT"), timedelta(seconds=60)),
        (set_for("", "Tue, 02 Mar 2027 12:00:00 GMT"), DAY),
        (set_for("", "Tue, 02 Mar 2027 12:00:00 -0000"), DAY),
        (set_for("", "Thu, 01 Jan 1970 00:00:00 GMT"), datetime(1970, 1, 1, tzinfo=UTC) - NOW),
        (set_for("soon"), timedelta.max),
        (set_for("", "one day"), timedelta.max),
        (set_for("9" * 30), timedelta.max),
    ],
)
def test_how_long_a_cookie_stays(cookie: "Morsel[str]", stays: timedelta | None) -> None:
    assert stay_of(cookie, NOW) == stays


@pytest.mark.parametrize(
    ("stays", "age", "does"),
    [
        (None, "session", True),
        (None, "P90D", True),
        (timedelta(seconds=1), "session", False),
        (90 * DAY, "P90D", True),
        (90 * DAY + timedelta(seconds=1), "P90D", False),
        (timedelta.max, "P13M", False),
    ],
)
def test_a_cookie_keeps_within_its_declared_age(stays: timedelta | None, age: str, *, does: bool) -> None:
    assert fits(stays, age) is does


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("ostoja_session", True),
        ("__Host-ostoja_session", True),
        ("__Secure-ostoja_csrf", True),
        ("__Host-__Host-ostoja_session", False),
        ("ostoja-shell-2", True),
        ("ostoja_session2", False),
        ("Ostoja_session", False),
        ("ostoja", True),
        ("tracker", False),
        ("", False),
    ],
)
def test_a_name_is_declared_with_or_without_its_prefix(name: str, *, does: bool) -> None:
    assert is_declared(POLICY, name, set_for(), NOW) is does


@pytest.mark.parametrize("cookie", [(0, ""), ("", "Thu, 01 Jan 1970 00:00:00 GMT"), ("-1", "")])
def test_any_cookie_may_be_deleted(cookie: tuple[object, str]) -> None:
    assert is_declared(POLICY, "tracker", set_for(*cookie), NOW)


def test_a_star_stands_for_anything_and_nothing_else_does() -> None:
    policy = changed(POLICY, "cookies", "ck.session", names={"a.b*[c]": "session"})

    assert is_declared(policy, "a.bxyz[c]", set_for(), NOW)
    assert not is_declared(policy, "axbxyzc", set_for(), NOW)


def test_of_two_declared_names_one_is_enough() -> None:
    policy = changed(POLICY, "cookies", "ck.session", names={"a*": "session", "ab": "P1D"})

    assert is_declared(policy, "ab", set_for(60), NOW)
    assert not is_declared(policy, "ac", set_for(60), NOW)


def test_what_others_set_is_not_ours_to_set() -> None:
    policy = changed(POLICY, "cookies", "ck.session", party=Party.THIRD)

    assert not is_declared(policy, "ostoja_session", set_for(), NOW)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_policies_that_ship_declare_our_cookies_with_their_real_ages(name: str) -> None:
    ages = {declared: age for row in shipped(name).cookies.values() for declared, age in row.names.items()}

    assert timedelta(seconds=product.SESSION_COOKIE_AGE).days == Period.parse(ages["ostoja_session"]).longest_days()
    assert product.CSRF_COOKIE_AGE is None
    assert ages["ostoja_csrf"] == "session"
    assert STAYS.days == Period.parse(ages["ostoja_choice"]).longest_days()
    names = (product.SESSION_COOKIE_NAME, product.CSRF_COOKIE_NAME, product.CHOICE_COOKIE_NAME)
    assert names == ("ostoja_session", "ostoja_csrf", "ostoja_choice")


@pytest.mark.django_db
@pytest.mark.usefixtures("promise")
def test_signing_in_and_out_sets_what_is_declared_and_takes_it_back(ala: Person) -> None:
    client = browser()

    client.get("/accounts/login/")
    signed_in = client.post("/accounts/login/", {"login": ala.email, "password": PASSWORD, "remember": "on"})
    signed_out = client.post("/accounts/logout/")

    assert signed_in.cookies["ostoja_session"]["max-age"] == product.SESSION_COOKIE_AGE
    assert signed_out.cookies["ostoja_session"]["max-age"] == 0
    call_command("check")
