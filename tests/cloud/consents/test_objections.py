"""Proves: A085."""

from datetime import timedelta

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import SIGNAL, Way, end_objection, object_to
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.consents.page import interests
from ostoja.cloud.consents.queries import who_is
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights.flows import advance, refuse
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.rules import Refusal, State
from ostoja.privacy.consent.decide import Denial
from tests.cloud.consents.promises import CLAIMS, DAY, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def test_an_objection_is_weighed_by_somebody_and_answered(ala: Person) -> None:
    object_to(ala, CLAIMS, Way(ala, "pl"), NOW)

    asked = Request.objects.get()
    assert (asked.person, asked.kind, asked.state, asked.identity) == (ala, "objection", "received", "signed_in")
    assert asked.words == in_force(NOW).policy.purposes[CLAIMS].label.pl
    assert asked.who == who_is(ala)

    object_to(ala, CLAIMS, Way(ala, "pl"), NOW + timedelta(hours=1))
    assert Request.objects.count() == 1


def test_an_objection_that_comes_again_is_weighed_again(ala: Person) -> None:
    object_to(ala, CLAIMS, Way(ala, "en"), NOW)
    end_objection(ala, CLAIMS, Way(ala, "en"), NOW)
    object_to(ala, CLAIMS, Way(ala, "en"), NOW + DAY)

    first, second = Request.objects.order_by("pk")
    assert second.like == first


@pytest.mark.parametrize("purpose", ["social.page_insights", CLAIMS])
def test_what_rests_on_an_interest_stops_until_its_person_ends_the_objection(purpose: str, ala: Person) -> None:
    assert ask(ala, purpose, NOW) is None
    object_to(ala, purpose, Way(ala, "pl"), NOW)

    assert ask(ala, purpose, NOW) is Denial.OBJECTED
    assert Request.objects.get().state == "received"

    advance(Request.objects.get(), State.IN_PROGRESS, ala, NOW)
    refuse(Request.objects.get(), Refusal.CLAIMS, "The claim weighs more.", ala, NOW)
    assert ask(ala, purpose, NOW + DAY) is Denial.OBJECTED
    end_objection(ala, purpose, Way(ala, "pl"), NOW + DAY)
    assert ask(ala, purpose, NOW + DAY) is None


def test_what_a_browser_says_asks_nobody_to_weigh_anything(ala: Person) -> None:
    object_to(ala, CLAIMS, Way(ala, "en", SIGNAL), NOW)

    assert not Request.objects.exists()


def test_the_page_promises_to_stop_at_once_only_what_is_stopped_at_once(ala: Person) -> None:
    shown = {one.key: one.ends_at_once for one in interests(ala, in_force(NOW).scope("en"))}

    assert shown[CLAIMS] is False
