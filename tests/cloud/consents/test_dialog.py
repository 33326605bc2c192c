import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.consents.dialog import Site, dressed, is_asked, site_for, tags, with_stand_ins, words
from ostoja.cloud.consents.flows import Way, choose_cookies
from ostoja.cloud.consents.queries import Visitor
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import in_force
from ostoja.policy.shelf import shipped
from ostoja.policy.words import CookieCategory
from tests.cloud.consents.promises import EVERYTHING, LONG_AGO, asking
from tests.cloud.consents.promises import in_force as promise
from tests.cloud.publications import changed, published

pytestmark = pytest.mark.django_db
VISITOR = Visitor("V" * 22)
ANALYTICS, MARKETING = CookieCategory.ANALYTICS, CookieCategory.MARKETING
STAND_IN = "127.0.0.1:9"


def request(*, known: bool = True, signal: str = "", cookies: str = "") -> HttpRequest:
    made = RequestFactory().get("/demo/site/", headers={"host": "localhost:8000", "sec-gpc": signal})
    made.COOKIES = dict.fromkeys(cookies.split(), "1") | ({"ostoja_choice": VISITOR.public} if known else {})
    return made


def site(asked: HttpRequest | None = None) -> Site:
    found = site_for(asked or request(), "en", timezone.now())
    assert found is not None
    return found


def choose(*kinds: str) -> None:
    choose_cookies(VISITOR, kinds, Way(VISITOR, "en"), timezone.now())


def test_a_fresh_browser_is_asked_and_nothing_is_ticked_or_loaded(everything: Publication, settings: Settings) -> None:
    settings.STAND_INS = {"google_analytics": (STAND_IN,)}

    shown = site(request(known=False))

    assert (shown.is_asked, shown.agreed, shown.tags) == (True, frozenset(), ())
    assert [(offer.key, offer.is_given) for offer in shown.offers] == [
        ("cookies.functional", False),
        ("cookies.analytics", False),
        ("cookies.marketing", False),
    ]
    assert "http" not in shown.header
    assert shown.policy == everything.hash


def test_what_was_agreed_to_loads_and_nothing_else_may(everything: Publication, settings: Settings) -> None:
    settings.STAND_INS = {"google_analytics": (STAND_IN,), "facebook_pixel": ("127.0.0.1:10",)}
    choose("cookies.analytics")

    shown = site()

    assert (shown.is_asked, shown.agreed) == (False, frozenset({ANALYTICS}))
    assert shown.tags == (f"https://{STAND_IN}/google_analytics.js",)
    assert f"script-src 'self' https://{STAND_IN} https://api.openreplay.com" in shown.header
    assert "127.0.0.1:10" not in shown.header
    assert [offer.key for offer in shown.offers if offer.is_given] == ["cookies.analytics"]


def test_a_tool_without_a_stand_in_has_no_tag() -> None:
    assert tags(with_stand_ins(EVERYTHING), frozenset({ANALYTICS, MARKETING})) == ()


def test_the_signal_refuses_without_a_dialog(everything: Publication) -> None:
    shown = site(request(known=False, signal="1"))

    assert (shown.is_asked, shown.has_signal, shown.agreed) == (False, True, frozenset())
    assert site(request(known=False, signal="0")).is_asked


def test_another_tool_is_asked_about_again(everything: Publication) -> None:
    choose("cookies.analytics", "cookies.functional", "cookies.marketing")
    assert not site().is_asked
    row = EVERYTHING.cookies["ck.google_analytics"]
    promise(changed(EVERYTHING, "cookies", "ck.google_analytics", names={**row.names, "_new": "P1D"}), timezone.now())

    shown = site()

    assert (shown.is_asked, ANALYTICS in shown.agreed, MARKETING in shown.agreed) == (True, False, True)


def test_a_change_elsewhere_asks_nothing_again(everything: Publication) -> None:
    choose("cookies.analytics")
    promise(asking("Another question?"), timezone.now())

    assert not site().is_asked
    assert site().agreed == {ANALYTICS}


def test_a_promise_without_optional_cookies_asks_nothing() -> None:
    published(shipped("default"), demo=True, now=LONG_AGO)

    shown = site(request(known=False))

    assert (shown.is_asked, shown.offers) == (False, ())


def test_before_any_promise_there_is_no_site() -> None:
    assert site_for(request(), "en", timezone.now()) is None


def test_a_page_gets_the_header_of_its_visitor_and_loses_cookies(everything: Publication) -> None:
    asked = request(cookies="_ga ostoja_session")

    answer = dressed(asked, HttpResponse(), site(asked))

    assert answer.headers["Content-Security-Policy"] == site(asked).header
    assert {morsel.key for morsel in answer.cookies.values()} == {"_ga"}


def test_cookies_of_what_is_agreed_to_stay(everything: Publication) -> None:
    choose("cookies.analytics")
    asked = request(cookies="_ga _fbp")

    answer = dressed(asked, HttpResponse(), site(asked))

    assert {morsel.key for morsel in answer.cookies.values()} == {"_fbp"}


def test_a_question_without_words_shows_none(everything: Publication) -> None:
    assert words(in_force(timezone.now()).scope("en"), None) == ("", "")


def test_whoever_has_no_name_is_asked_whatever_there_is(everything: Publication) -> None:
    assert is_asked(None, in_force(timezone.now()), timezone.now())
