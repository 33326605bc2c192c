"""A036: a browser that says no for its person, on any page."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, choose_cookies
from ostoja.cloud.consents.gate import agreed as agreed_in
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import Visitor, who_is
from ostoja.cloud.consents.signals import PrivacySignal, has_signal, subjects_of
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import in_force
from ostoja.privacy.consent.decide import Denial
from tests.cloud.cast import browser
from tests.cloud.consents.promises import ADS, SALES, STATISTICS, WEATHER, agreed, digest

pytestmark = pytest.mark.django_db
VISITOR = Visitor("V" * 22)
PAGES = ["/", "/accounts/", "/privacy/versions/", "/app/api/me", "/no-such-page"]


@pytest.mark.parametrize("page", PAGES)
def test_a036_any_page_counts_as_a_no_of_who_is_signed_in(ala: Person, everything: Publication, page: str) -> None:
    agreed(ala)

    browser(ala).get(page, headers={"sec-gpc": "1"})

    now = timezone.now()
    denials = [ask(ala, purpose, now) for purpose in (WEATHER, ADS, STATISTICS, SALES)]
    assert denials == [Denial.WITHDRAWN, Denial.REFUSED, Denial.OBJECTED, Denial.NOT_ASKED]
    assert set(Choice.objects.exclude(kind="given").values_list("method", flat=True)) == {"gpc"}


@pytest.mark.parametrize("value", ["0", "", "2", "true", "1 ", "11", "yes"])
def test_a036_any_other_value_changes_nothing(ala: Person, everything: Publication, value: str) -> None:
    agreed(ala)
    request = HttpRequest()
    request.META["HTTP_SEC_GPC"] = value

    browser(ala).get("/accounts/", headers={"sec-gpc": value})

    assert not has_signal(request)
    assert Choice.objects.count() == 1


def test_a036_a_signal_that_comes_again_is_written_once(ala: Person, everything: Publication) -> None:
    client = browser(ala)
    client.get("/accounts/", headers={"sec-gpc": "1"})
    count = Choice.objects.count()

    client.get("/accounts/", headers={"sec-gpc": "1"})

    assert Choice.objects.count() == count > 0


def test_a036_a_later_explicit_yes_is_stored_as_against_the_signal(ala: Person, everything: Publication) -> None:
    client = browser(ala)
    typed = {"answer": "give", "purpose": WEATHER, "asked": digest()}
    client.get("/accounts/", headers={"sec-gpc": "1"})

    client.post("/privacy/choices/choose", typed, headers={"sec-gpc": "1"})
    client.get("/accounts/", headers={"sec-gpc": "1"})

    assert Choice.objects.filter(purpose=WEATHER).last() == Choice.objects.get(against_signal=True)
    assert ask(ala, WEATHER, timezone.now()) is None


def test_a_yes_without_the_signal_is_against_nothing(ala: Person, everything: Publication) -> None:
    browser(ala).post("/privacy/choices/choose", {"answer": "give", "purpose": WEATHER, "asked": digest()})

    assert not Choice.objects.get().against_signal


def remembered() -> Client:
    client = browser()
    client.cookies["ostoja_choice"] = VISITOR.public
    return client


def test_a036_a_visitor_whose_choice_is_remembered_says_no_with_it(everything: Publication) -> None:
    choose_cookies(VISITOR, None, Way(VISITOR, "pl"), timezone.now())

    remembered().get("/privacy/versions/", headers={"sec-gpc": "1"})

    now = timezone.now()
    assert agreed_in(VISITOR, in_force(now), now) == set()
    assert set(Choice.objects.filter(method="gpc").values_list("kind", flat=True)) == {"withdrawn"}


def test_a036_a_visitor_without_a_name_leaves_no_row(everything: Publication) -> None:
    answer = browser().get("/privacy/versions/", headers={"sec-gpc": "1"})

    assert (Choice.objects.count(), "ostoja_choice" in answer.cookies) == (0, False)


def test_somebody_signed_in_speaks_for_the_browser_too(ala: Person, everything: Publication) -> None:
    request = HttpRequest()
    request.user = ala
    request.COOKIES["ostoja_choice"] = VISITOR.public

    assert {who_is(one) for one in subjects_of(request)} == {who_is(ala), who_is(VISITOR)}


def test_before_any_promise_the_signal_is_heard_and_nothing_is_written(ala: Person) -> None:
    request = HttpRequest()
    request.user = ala
    request.META["HTTP_SEC_GPC"] = "1"

    answer = PrivacySignal(lambda _: HttpResponse("here"))(request)

    assert (answer.content, Choice.objects.count()) == (b"here", 0)
