import json
import re

import jwt
import pytest
from django.http import HttpRequest
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, object_to
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.consents.guardians.flows import become_guardian, declare_age
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import Visitor, age_of, wards_of, who_ask, who_is
from ostoja.cloud.consents.views import NAMINGS, PRESSES, way_back
from ostoja.cloud.policies.models import Publication
from ostoja.privacy.consent.decide import AgeBand, Denial
from tests.cloud.cast import browser
from tests.cloud.consents.promises import CLAIMS, NOW, SALES, WEATHER, agreed, digest

pytestmark = pytest.mark.django_db
PAGE, CHOOSE = "/privacy/choices/", "/privacy/choices/choose"
AGE, WARD, COOKIES, SITE = "/privacy/choices/age", "/privacy/choices/ward", "/privacy/choices/cookies", "/demo/site/"
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


def give(everything: Publication, purpose: str = WEATHER, **more: str) -> dict[str, str]:
    return {"answer": "give", "purpose": purpose, "asked": digest(purpose), "policy": everything.hash} | more


class TestOfTheChoices:
    def test_the_page_speaks_both_languages(self, ala: Person, celina: Person, everything: Publication) -> None:
        polish, english = (browser(one).get(PAGE).content.decode() for one in (ala, celina))

        assert "Czy możemy użyć przybliżonego położenia" in polish
        assert "May we use your approximate position" in english

    def test_one_press_gives_and_one_press_withdraws(self, ala: Person, everything: Publication) -> None:
        client = browser(ala)

        answer = client.post(CHOOSE, give(everything), follow=True)
        assert "Wycofuję zgodę" in answer.content.decode()
        assert "pozostaje zgodne z prawem" in answer.content.decode()
        assert ask(ala, WEATHER, timezone.now()) is None

        client.post(CHOOSE, {"answer": "withdraw", "purpose": WEATHER})
        assert ask(ala, WEATHER, timezone.now()) is Denial.WITHDRAWN

    def test_the_form_says_what_was_shown(self, ala: Person, everything: Publication) -> None:
        client = browser(ala)
        page = client.get(PAGE).content.decode()
        form = next(one for one in page.split("<form") if f'value="{WEATHER}"' in one)

        client.post(CHOOSE, dict(FIELD.findall(form)) | {"answer": "give"}, headers={"accept-language": "en"})

        row = Choice.objects.get()
        assert (row.policy, row.language, row.asked) == (everything.hash, "pl", digest())

    def test_an_old_page_is_shown_again(self, ala: Person, everything: Publication) -> None:
        answer = browser(ala).post(CHOOSE, give(everything, policy="0" * 64), follow=True)

        assert "Pytanie się zmieniło" in answer.content.decode()
        assert Choice.objects.count() == 0

    def test_what_is_no_choice_is_refused(self, ala: Person, everything: Publication) -> None:
        for typed in (
            {},
            {"answer": "give"},
            give(everything, language="de"),
            give(everything) | {"purpose": "x" * 65},
        ):
            assert browser(ala).post(CHOOSE, typed).status_code == 400
        assert Choice.objects.count() == 0

    def test_an_objection_is_one_press(self, ala: Person, everything: Publication) -> None:
        answer = browser(ala).post(CHOOSE, {"answer": "object", "purpose": CLAIMS}, follow=True)

        assert "Jest Twój sprzeciw" in answer.content.decode()
        assert ask(ala, CLAIMS, timezone.now()) is Denial.OBJECTED

    def test_an_objection_that_ends_under_the_signal_was_against_it(self, ala: Person, everything: Publication) -> None:
        object_to(ala, CLAIMS, Way(ala, "pl"), NOW)

        browser(ala).post(CHOOSE, {"answer": "end_objection", "purpose": CLAIMS}, headers={"sec-gpc": "1"})

        assert Choice.objects.get(kind="objection_ended").against_signal

    def test_before_any_promise_there_is_no_page(self, ala: Person) -> None:
        assert browser(ala).get(PAGE).status_code == 404

    def test_nobody_chooses_for_another(self, ala: Person, bartek: Person, everything: Publication) -> None:
        assert browser(ala).post(CHOOSE, give(everything, subject=bartek.public)).status_code == 404
        assert browser(ala).post(CHOOSE, give(everything, subject=ala.public)).status_code == 302
        assert [row.person for row in Choice.objects.all()] == [ala]

    def test_choices_are_not_made_from_elsewhere(self, ala: Person, everything: Publication) -> None:
        assert browser(ala, checked=True).post(CHOOSE, give(everything)).status_code == 403


class TestOfAChild:
    def test_a039_only_the_guardian_opens_the_gate(self, ala: Person, bartek: Person, everything: Publication) -> None:
        child, guardian = browser(bartek), browser(ala)

        child.post(AGE, {"band": "13_15", "guardian": ala.email})
        child.post(CHOOSE, give(everything))
        assert ask(bartek, WEATHER, timezone.now()) is Denial.NOT_ASKED

        assert "Bartek podaje Cię" in guardian.get(PAGE).content.decode()
        guardian.post(WARD, {"child": bartek.public, "answer": "accept"})
        guardian.post(CHOOSE, give(everything, subject=bartek.public))
        assert ask(bartek, WEATHER, timezone.now()) is None
        assert "Twoim opiekunem jest Ala" in child.get(PAGE).content.decode()

    def test_a_page_that_is_saved_says_the_same_of_every_address(
        self, ala: Person, bartek: Person, everything: Publication
    ) -> None:
        client = browser(bartek)

        pages = [
            client.post(AGE, {"band": "13_15", "guardian": address}, follow=True).content.decode()
            for address in (ala.email, "nobody@example.org")
        ]

        without_tokens = [re.sub(r'csrfmiddlewaretoken" value="\w+', "", page) for page in pages]
        assert without_tokens[0] == without_tokens[1]
        assert ala.email not in pages[0]

    def test_addresses_are_tried_a_few_times_a_day(self, bartek: Person, everything: Publication) -> None:
        client = browser(bartek)
        typed = {"band": "13_15", "guardian": "nobody@example.org"}

        statuses = [client.post(AGE, typed).status_code for _ in range(NAMINGS.most + 1)]

        assert statuses == [302] * NAMINGS.most + [429]
        assert client.post(AGE, {"band": "16_17"}).status_code == 302

    def test_what_is_no_age_is_refused(self, bartek: Person, everything: Publication) -> None:
        for typed in ({"band": "40"}, {"band": "13_15", "guardian": "no address"}):
            assert browser(bartek).post(AGE, typed).status_code == 400

    def test_a_child_with_a_guardian_asks_them_about_its_age(
        self, ala: Person, bartek: Person, everything: Publication
    ) -> None:
        declare_age(bartek, AgeBand.FROM_13, ala)
        become_guardian(ala, bartek)

        answer = browser(bartek).post(AGE, {"band": "18_plus"}, follow=True)

        assert "Poproś go o zmianę" in answer.content.decode()
        browser(ala).post(WARD, {"child": bartek.public, "answer": "correct", "band": "16_17"})
        assert age_of(bartek) is AgeBand.FROM_16

    def test_nobody_answers_who_was_not_asked(
        self, ala: Person, bartek: Person, celina: Person, everything: Publication
    ) -> None:
        declare_age(bartek, AgeBand.FROM_13, ala)

        for answer in ("accept", "decline", "part", "correct"):
            typed = {"child": bartek.public, "answer": answer, "band": "18_plus"}
            assert browser(celina).post(WARD, typed).status_code == 404
        assert browser(celina).post(WARD, {"answer": "dream"}).status_code == 400
        assert (list(who_ask(ala)), list(wards_of(celina))) == ([bartek], [])


class TestOfReceipts:
    def test_a_person_takes_a_receipt_along(self, ala: Person, everything: Publication) -> None:
        row = agreed(ala)

        answer = browser(ala).get(f"/privacy/choices/receipts/{row.public}.json")

        taken = json.loads(answer.content)
        key = jwt.PyJWK(browser().get("/.well-known/ostoja/receipts.json").json()["keys"][0]).key
        assert json.loads(jwt.PyJWS().decode(taken["jws"], key, algorithms=["EdDSA"])) == taken["receipt"]
        assert answer.headers["Content-Disposition"] == f"attachment; filename=consent-{row.public}.json"

    def test_a_guardian_takes_the_childs_along_and_nobody_else(
        self, ala: Person, bartek: Person, celina: Person, everything: Publication
    ) -> None:
        declare_age(bartek, AgeBand.FROM_13, ala)
        become_guardian(ala, bartek)
        address = f"/privacy/choices/receipts/{agreed(bartek, by=ala).public}.json"

        assert [browser(one).get(address).status_code for one in (ala, bartek, celina)] == [200, 200, 404]

    def test_an_objection_has_none(self, ala: Person, everything: Publication) -> None:
        row = object_to(ala, CLAIMS, Way(ala, "pl"), NOW)

        assert browser(ala).get(f"/privacy/choices/receipts/{row.public}.json").status_code == 404


class TestOfTheSite:
    @pytest.fixture(autouse=True)
    def demo(self, settings: Settings) -> None:
        settings.OSTOJA_DEMO = True

    def test_there_is_one_in_the_demo_alone(self, everything: Publication, settings: Settings) -> None:
        assert browser().get(SITE).status_code == 200
        settings.OSTOJA_DEMO = False
        assert browser().get(SITE).status_code == 404

    def test_a_press_is_remembered_in_the_cookie_that_the_policy_declares(self, everything: Publication) -> None:
        client = browser()

        answer = client.post(COOKIES, {"answer": "accept", "policy": everything.hash, "language": "en", "back": SITE})

        public = client.cookies["ostoja_choice"].value
        row = Choice.objects.filter(purpose="cookies.analytics").get()
        assert (answer.status_code, answer.headers["Location"]) == (302, SITE)
        assert (row.who, row.kind, row.language, row.method) == (who_is(Visitor(public)), "given", "en", "dialog")
        assert public not in row.who

    def test_a_dialog_comes_once(self, everything: Publication) -> None:
        client = browser()
        assert b'id="cookies"' in client.get(SITE).content

        client.post(COOKIES, {"answer": "refuse", "policy": everything.hash, "back": SITE})

        assert b'id="cookies"' not in client.get(SITE).content
        assert b'id="cookies"' in client.get(f"{SITE}?cookies").content

    def test_an_old_dialog_changes_nothing(self, everything: Publication) -> None:
        client = browser()

        answer = client.post(COOKIES, {"answer": "accept", "policy": "0" * 64, "back": SITE})

        assert (answer.status_code, Choice.objects.count(), "ostoja_choice" in client.cookies) == (302, 0, False)

    def test_what_is_no_press_is_refused(self, everything: Publication) -> None:
        assert browser().post(COOKIES, {"answer": "perhaps"}).status_code == 400
        assert browser(checked=True).post(COOKIES, {"answer": "refuse"}).status_code == 403

    def test_one_network_cannot_fill_the_ledger(self, everything: Publication) -> None:
        statuses = {browser().post(COOKIES, {"answer": "refuse"}).status_code for _ in range(PRESSES.most)}

        assert statuses == {302}
        assert browser().post(COOKIES, {"answer": "refuse"}).status_code == 429

    @pytest.mark.parametrize(
        ("typed", "found"),
        [("/demo/site/", "/demo/site/"), ("//evil.example", "/"), ("https://evil.example/", "/"), ("", "/")],
    )
    def test_a_press_leads_back_to_us(self, typed: str, found: str) -> None:
        request = HttpRequest()
        request.META.update({"HTTP_HOST": "localhost:8000"})

        assert way_back(request, typed) == found


def test_a_choice_about_one_purpose_leaves_the_others(ala: Person, everything: Publication) -> None:
    browser(ala).post(CHOOSE, give(everything, SALES))

    assert ask(ala, WEATHER, timezone.now()) is Denial.NOT_ASKED
