import pytest
from pytest_django import DjangoAssertNumQueries

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.categories import questions_in
from ostoja.cloud.consents.flows import Way, choose_cookies, object_to, restrict
from ostoja.cloud.consents.guardians.flows import become_guardian, declare_age
from ostoja.cloud.consents.queries import (
    EVERYTHING,
    Visitor,
    age_of,
    age_row,
    asked,
    choices_of,
    last_answer,
    may_be_asked,
    purpose_in_force,
    signalled,
    standing_now,
    standing_of,
    standings,
    wards_of,
    who_ask,
    who_is,
)
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import NothingPublishedError, in_force
from ostoja.privacy.consent.choices import Kind
from ostoja.privacy.consent.decide import QUIET, AgeBand
from tests.cloud.consents.promises import CLAIMS, DAY, LONG_AGO, NOW, SALES, WEATHER, agreed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
VISITOR = Visitor("V" * 22)


def test_the_ledger_knows_nobody_by_a_public_name(ala: Person) -> None:
    assert ala.public not in who_is(ala)
    assert who_is(Visitor(ala.public)) != who_is(ala)


def test_choices_stand_in_the_order_in_which_they_were_written(ala: Person) -> None:
    rows = [agreed(ala, SALES, NOW + DAY), agreed(ala, WEATHER, NOW)]

    assert list(choices_of(who_is(ala))) == rows
    assert last_answer(who_is(ala), WEATHER) == rows[1]
    assert last_answer(who_is(ala), "app.geofence") is None


def test_what_is_about_everything_is_apart_from_what_is_about_one_purpose(ala: Person) -> None:
    agreed(ala)
    restrict(ala, Way(ala, "pl"), NOW)

    found = standing_of(who_is(ala), WEATHER, AgeBand.ADULT)

    assert [choice.kind for choice in found.choices] == [Kind.GIVEN]
    assert [choice.kind for choice in found.restrictions] == [Kind.RESTRICTED]
    assert standing_of(who_is(ala), EVERYTHING, AgeBand.ADULT).restrictions == found.restrictions


def test_many_purposes_are_one_look(ala: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    agreed(ala)

    with django_assert_num_queries(1):
        found = standings(who_is(ala), [WEATHER, SALES], AgeBand.ADULT)

    assert [len(found[key].choices) for key in (WEATHER, SALES)] == [1, 0]


def test_the_gate_looks_twice_at_most(ala: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    declare_age(ala, AgeBand.FROM_16)
    agreed(ala)
    standing_now(ala, WEATHER)
    purpose_in_force(WEATHER, NOW)

    with django_assert_num_queries(1):
        found = standing_now(ala, WEATHER)
    with django_assert_num_queries(1):
        purpose = purpose_in_force(WEATHER, NOW)

    assert (found.age, [choice.kind for choice in found.choices]) == (AgeBand.FROM_16, [Kind.GIVEN])
    assert purpose == in_force(NOW).purposes[WEATHER]


def test_the_gate_sees_what_everybody_else_sees(ala: Person) -> None:
    agreed(ala)
    object_to(ala, CLAIMS, Way(ala, "pl"), NOW)
    restrict(ala, Way(ala, "pl"), NOW)

    for purpose in (WEATHER, CLAIMS, SALES):
        seen, known = standing_now(ala, purpose), standing_of(who_is(ala), purpose, age_of(ala))
        assert [one.kind for one in (*seen.choices, *seen.restrictions)] == [
            one.kind for one in (*known.choices, *known.restrictions)
        ]


def test_before_any_promise_the_gate_knows_no_purpose() -> None:
    with pytest.raises(NothingPublishedError):
        purpose_in_force(WEATHER, LONG_AGO - DAY)


def test_a_kind_of_cookies_is_asked_like_a_purpose() -> None:
    assert purpose_in_force("cookies.analytics", NOW) == questions_in(in_force(NOW))["cookies.analytics"]
    assert purpose_in_force("cookies.necessary", NOW) is None


def test_the_page_asks_what_people_with_an_account_are_asked(ala: Person) -> None:
    keys = {one.key for one in asked(ala, in_force(NOW), NOW)}

    assert {WEATHER, SALES} <= keys
    assert "web.ads" not in keys


def test_a_guardian_has_wards_only_while_they_are_children(ala: Person, bartek: Person, celina: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    assert list(who_ask(ala)) == [bartek]
    become_guardian(ala, bartek)
    row = age_row(bartek)

    assert row is not None
    assert (row.guardian, row.asked, age_row(celina)) == (ala, None, None)
    assert (list(wards_of(ala)), list(wards_of(celina))) == ([bartek], [])
    Person.objects.filter(pk=bartek.pk).update(is_active=False)
    assert list(wards_of(ala)) == []


def test_a_visitor_is_asked_again_when_the_time_is_over() -> None:
    questions = questions_in(in_force(NOW))
    assert may_be_asked(VISITOR, questions, NOW)

    choose_cookies(VISITOR, (), Way(VISITOR, "pl"), NOW)

    assert not may_be_asked(VISITOR, questions, NOW + QUIET - DAY)
    assert may_be_asked(VISITOR, questions, NOW + QUIET)


def test_a_signal_is_about_purposes_of_a_person_and_kinds_of_a_visitor(ala: Person) -> None:
    assert WEATHER in signalled(ala, in_force(NOW))
    assert signalled(VISITOR, in_force(NOW)) == {"cookies.functional", "cookies.analytics", "cookies.marketing"}


def test_a_publication_holds_from_its_moment_on(everything: Publication) -> None:
    assert purpose_in_force(WEATHER, everything.effective) is not None
