import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, object_to, restrict
from ostoja.cloud.consents.guardians.flows import become_guardian, declare_age
from ostoja.cloud.consents.page import ages, label, page_of
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import NothingPublishedError, in_force
from ostoja.privacy.consent.decide import AgeBand
from tests.cloud.consents.promises import ADS, CLAIMS, DAY, LONG_AGO, NOW, WEATHER, agreed

pytestmark = pytest.mark.django_db


def states(person: Person) -> dict[str, str]:
    return {question.key: question.state for question in page_of(person, "en", NOW)["questions"]}


def test_a_question_stands_with_its_answer_and_its_notice(ala: Person, everything: Publication) -> None:
    agreed(ala)

    shown = next(one for one in page_of(ala, "en", NOW)["questions"] if one.key == WEATHER)

    assert (shown.state, shown.is_given, shown.since, shown.may_answer) == ("given", True, NOW, True)
    assert shown.ask == "May we use your approximate position to show the weather?"
    assert shown.notice.data == "Coarse location"


def test_who_was_asked_nothing_has_no_answer(ala: Person, everything: Publication) -> None:
    assert set(states(ala).values()) == {"not_asked"}
    assert ADS not in states(ala)


def test_an_interest_stands_with_the_objection(ala: Person, everything: Publication) -> None:
    object_to(ala, CLAIMS, Way(ala, "pl"), NOW)

    shown = {one.key: one.objected for one in page_of(ala, "en", NOW)["interests"]}

    assert shown[CLAIMS]
    assert not shown["crm.relations"]


def test_the_history_begins_with_the_newest(ala: Person, everything: Publication) -> None:
    agreed(ala)
    restrict(ala, Way(ala, "pl"), NOW + DAY)

    shown = page_of(ala, "en", NOW + DAY)["history"]

    assert [(one.label, one.has_receipt) for one in shown] == [("Everything", False), ("Weather for your area", True)]


def test_what_the_policy_no_longer_has_goes_by_its_key(everything: Publication) -> None:
    assert label(in_force(NOW).scope("en"), "app.gone") == "app.gone"


def test_a_guardian_sees_the_questions_of_the_child(ala: Person, bartek: Person, everything: Publication) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    assert list(page_of(ala, "en", NOW)["who_ask"]) == [bartek]
    become_guardian(ala, bartek)

    (shown,) = page_of(ala, "en", NOW)["wards"]

    assert (shown.child, shown.band, all(one.may_answer for one in shown.questions)) == (bartek, "13_15", True)
    assert not any(one.may_answer for one in page_of(bartek, "en", NOW)["questions"])


def test_a_page_does_not_say_which_addresses_have_an_account(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13)
    unknown = ages(bartek)
    declare_age(bartek, AgeBand.FROM_13, ala)

    assert {**ages(bartek), "who_ask": None} == {**unknown, "who_ask": None}


def test_before_any_promise_there_is_no_page(ala: Person, everything: Publication) -> None:
    with pytest.raises(NothingPublishedError):
        page_of(ala, "en", LONG_AGO - DAY)
