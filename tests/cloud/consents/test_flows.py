from datetime import UTC, datetime

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.categories import questions_in
from ostoja.cloud.consents.flows import (
    DESK,
    SIGNAL,
    ChoiceError,
    Way,
    choose_cookies,
    end_objection,
    end_with_their_people,
    give,
    heed,
    lift,
    object_to,
    refuse,
    restrict,
    withdraw,
)
from ostoja.cloud.consents.gate import agreed as agreed_in
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.consents.guardians.flows import become_guardian, declare_age
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import Visitor, choices_of, who_is
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import in_force
from ostoja.policy.words import CookieCategory
from ostoja.privacy.consent.choices import Kind
from ostoja.privacy.consent.decide import QUIET, AgeBand, Denial
from tests.cloud.consents.promises import ADS, CLAIMS, DAY, NOW, SALES, STATISTICS, WEATHER, agreed, asking, digest
from tests.cloud.consents.promises import in_force as promise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
VISITOR = Visitor("V" * 22)


def said(subject: Person | Visitor) -> list[tuple[str, str]]:
    return list(choices_of(who_is(subject)).values_list("purpose", "kind"))


def test_a_yes_says_who_what_when_how_and_under_which_version(ala: Person, everything: Publication) -> None:
    row = agreed(ala)

    assert (row.who, row.person, row.answered_by, row.by_guardian) == (who_is(ala), ala, ala, False)
    assert (row.purpose, row.kind, row.asked, row.policy) == (WEATHER, "given", digest(), everything.hash)
    assert (row.language, row.method, row.against_signal, row.at) == ("pl", "page", False, NOW)


def test_a_yes_to_what_is_no_longer_asked_does_not_count(ala: Person) -> None:
    before = digest()
    promise(asking("Another question?"), NOW)

    with pytest.raises(ChoiceError, match=r"consent\.changed"):
        give(ala, WEATHER, before, Way(ala, "pl"), NOW)


def test_a_yes_on_a_page_of_another_version_does_not_count(ala: Person, everything: Publication) -> None:
    give(ala, WEATHER, digest(), Way(ala, "pl", shown=everything.hash), NOW)

    with pytest.raises(ChoiceError, match=r"consent\.changed"):
        give(ala, SALES, digest(SALES), Way(ala, "pl", shown="0" * 64), NOW)


@pytest.mark.parametrize("purpose", ["app.contract", "app.unknown", "*"])
def test_what_needs_no_consent_is_not_answered(ala: Person, purpose: str) -> None:
    with pytest.raises(ChoiceError, match=r"consent\.not_asked"):
        give(ala, purpose, "", Way(ala, "pl"), NOW)
    with pytest.raises(ChoiceError, match=r"consent\.not_asked"):
        refuse(ala, purpose, Way(ala, "pl"), NOW)


def test_before_any_promise_nothing_is_answered(ala: Person) -> None:
    long_ago = datetime(2025, 1, 1, tzinfo=UTC)

    with pytest.raises(ChoiceError, match=r"consent\.not_asked"):
        give(ala, WEATHER, digest(), Way(ala, "pl"), long_ago)


def test_saying_the_same_twice_is_one_row(ala: Person) -> None:
    rows = [agreed(ala), agreed(ala, now=NOW + DAY)]
    refuse(ala, SALES, Way(ala, "pl"), NOW)
    refuse(ala, SALES, Way(ala, "pl"), NOW + DAY)

    assert rows[0] == rows[1]
    assert said(ala) == [(WEATHER, "given"), (SALES, "refused")]


def test_a_no_that_is_said_again_after_its_time_begins_a_new_one(ala: Person) -> None:
    refuse(ala, WEATHER, Way(ala, "pl"), NOW)

    refuse(ala, WEATHER, Way(ala, "pl"), NOW + QUIET)

    assert said(ala) == [(WEATHER, "refused")] * 2


def test_a_no_after_a_yes_takes_it_back(ala: Person) -> None:
    agreed(ala)

    assert refuse(ala, WEATHER, Way(ala, "pl"), NOW).kind == Kind.WITHDRAWN


def test_a_withdrawal_is_written_under_the_version_that_asked(ala: Person, everything: Publication) -> None:
    agreed(ala)
    promise(asking("Another question?"), NOW + DAY)

    row = withdraw(ala, WEATHER, Way(ala, "en"), NOW + 2 * DAY)

    assert (row.policy, row.asked) == (everything.hash, digest(now=NOW))


def test_withdrawing_twice_is_one_row_and_without_a_yes_none(ala: Person, bartek: Person) -> None:
    agreed(ala)

    assert withdraw(ala, WEATHER, Way(ala, "pl"), NOW) == withdraw(ala, WEATHER, Way(ala, "pl"), NOW)
    with pytest.raises(ChoiceError, match=r"consent\.not_given"):
        withdraw(bartek, WEATHER, Way(bartek, "pl"), NOW)


def test_an_objection_is_to_an_interest_of_ours(ala: Person) -> None:
    first = object_to(ala, CLAIMS, Way(ala, "pl"), NOW)

    assert object_to(ala, CLAIMS, Way(ala, "pl"), NOW) == first
    for purpose in (WEATHER, "app.contract", "anything at all"):
        with pytest.raises(ChoiceError, match=r"consent\.not_asked"):
            object_to(ala, purpose, Way(ala, "pl"), NOW)


def test_an_objection_ends_once(ala: Person) -> None:
    object_to(ala, CLAIMS, Way(ala, "pl"), NOW)
    end_objection(ala, CLAIMS, Way(ala, "pl"), NOW)

    with pytest.raises(ChoiceError, match=r"consent\.not_asked"):
        end_objection(ala, CLAIMS, Way(ala, "pl"), NOW)


def test_a_restriction_stands_until_it_is_lifted(ala: Person) -> None:
    agreed(ala)
    restrict(ala, Way(ala, "pl"), NOW)
    assert ask(ala, WEATHER, NOW) is Denial.RESTRICTED

    lift(ala, Way(ala, "pl"), NOW)

    assert ask(ala, WEATHER, NOW) is None


def test_lifting_the_restriction_of_one_purpose_does_not_lift_that_of_all(ala: Person) -> None:
    agreed(ala)
    restrict(ala, Way(ala, "pl"), NOW)
    restrict(ala, Way(ala, "pl"), NOW, WEATHER)

    lift(ala, Way(ala, "pl"), NOW, WEATHER)

    assert ask(ala, WEATHER, NOW) is Denial.RESTRICTED


def test_nobody_answers_for_another_adult(ala: Person, bartek: Person) -> None:
    for method in ("page", DESK, SIGNAL):
        with pytest.raises(ChoiceError):
            give(bartek, WEATHER, digest(), Way(ala, "pl", method), NOW)
    with pytest.raises(ChoiceError, match=r"consent\.not_yours"):
        refuse(bartek, WEATHER, Way(ala, "pl"), NOW)
    assert said(bartek) == []


def test_the_desk_writes_a_no_for_somebody_and_never_a_yes(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13)

    row = object_to(bartek, CLAIMS, Way(ala, "pl", DESK), NOW)

    assert (row.answered_by, row.by_guardian) == (ala, False)
    with pytest.raises(ChoiceError, match=r"consent\.not_yours"):
        give(bartek, WEATHER, digest(), Way(ala, "pl", DESK), NOW)


class TestOfAChild:
    @pytest.fixture(autouse=True)
    def child(self, ala: Person, bartek: Person, everything: Publication) -> None:
        declare_age(bartek, AgeBand.FROM_13, ala)
        become_guardian(ala, bartek)

    def test_only_the_guardians_yes_opens_the_gate(self, ala: Person, bartek: Person, celina: Person) -> None:
        for other in (bartek, celina):
            with pytest.raises(ChoiceError):
                agreed(bartek, by=other)
        assert ask(bartek, WEATHER, NOW) is Denial.NOT_ASKED

        row = agreed(bartek, by=ala)

        assert (row.by_guardian, row.person, row.answered_by) == (True, bartek, ala)
        assert ask(bartek, WEATHER, NOW) is None

    def test_the_guardians_own_consents_are_apart(self, ala: Person, bartek: Person) -> None:
        agreed(bartek, by=ala)

        assert ask(ala, WEATHER, NOW) is Denial.NOT_ASKED

    def test_the_child_says_no_by_itself(self, ala: Person, bartek: Person) -> None:
        agreed(bartek, by=ala)

        withdraw(bartek, WEATHER, Way(bartek, "pl"), NOW)

        assert ask(bartek, WEATHER, NOW) is Denial.WITHDRAWN

    def test_the_guardian_says_no_as_well(self, ala: Person, bartek: Person) -> None:
        agreed(bartek, by=ala)

        withdraw(bartek, WEATHER, Way(ala, "pl"), NOW)

        assert ask(bartek, WEATHER, NOW) is Denial.WITHDRAWN


def test_the_yes_of_somebody_who_turns_out_to_be_a_child_does_not_count(bartek: Person) -> None:
    agreed(bartek)

    declare_age(bartek, AgeBand.FROM_13)

    assert ask(bartek, WEATHER, NOW) is Denial.NEEDS_A_GUARDIAN


class TestOfASignal:
    def test_it_refuses_and_objects(self, ala: Person) -> None:
        heed(ala, "pl", NOW)

        assert {
            (WEATHER, "refused"),
            (ADS, "refused"),
            (STATISTICS, "objected"),
            ("news.marketing", "objected"),
        } <= set(said(ala))
        assert ask(ala, STATISTICS, NOW) is Denial.OBJECTED
        assert ask(ala, ADS, NOW) is Denial.REFUSED
        assert ask(ala, SALES, NOW) is Denial.NOT_ASKED
        assert ask(ala, CLAIMS, NOW) is None

    def test_it_takes_an_earlier_yes_back(self, ala: Person) -> None:
        agreed(ala)

        heed(ala, "pl", NOW + DAY)

        assert ask(ala, WEATHER, NOW + DAY) is Denial.WITHDRAWN

    def test_it_is_written_once(self, ala: Person) -> None:
        first = heed(ala, "pl", NOW)

        assert first
        assert heed(ala, "pl", NOW + DAY) == []

    @pytest.mark.parametrize("purpose", [ADS, STATISTICS])
    def test_a_later_yes_is_stored_as_against_it_and_counts(self, ala: Person, purpose: str) -> None:
        heed(ala, "pl", NOW)

        row = give(ala, purpose, digest(purpose), Way(ala, "pl", against_signal=True), NOW + DAY)

        assert row.against_signal
        assert heed(ala, "pl", NOW + 2 * DAY) == []
        assert ask(ala, purpose, NOW + 2 * DAY) is None

    def test_a_yes_does_not_end_an_objection_that_somebody_made_themselves(self, ala: Person) -> None:
        object_to(ala, STATISTICS, Way(ala, "pl"), NOW)
        give(ala, STATISTICS, digest(STATISTICS), Way(ala, "pl"), NOW)

        assert ask(ala, STATISTICS, NOW) is Denial.OBJECTED


class TestOfTheCookieDialog:
    def kinds(self) -> frozenset[CookieCategory]:
        return agreed_in(VISITOR, in_force(NOW), NOW)

    def test_yes_to_all(self) -> None:
        choose_cookies(VISITOR, None, Way(VISITOR, "pl", "dialog"), NOW)

        assert self.kinds() == {CookieCategory.FUNCTIONAL, CookieCategory.ANALYTICS, CookieCategory.MARKETING}
        rows = Choice.objects.all()
        assert [(row.who, row.person, row.answered_by) for row in rows] == [(who_is(VISITOR), None, None)] * 3

    def test_yes_to_one_is_no_to_the_others(self) -> None:
        choose_cookies(VISITOR, {"cookies.analytics"}, Way(VISITOR, "pl", "dialog"), NOW)

        assert self.kinds() == {CookieCategory.ANALYTICS}
        assert dict(said(VISITOR)) == {
            "cookies.functional": "refused",
            "cookies.analytics": "given",
            "cookies.marketing": "refused",
        }

    def test_no_to_all_takes_back_what_was_given(self) -> None:
        choose_cookies(VISITOR, {"cookies.analytics"}, Way(VISITOR, "pl", "dialog"), NOW)

        choose_cookies(VISITOR, (), Way(VISITOR, "pl", "dialog"), NOW + DAY)

        assert self.kinds() == set()
        assert said(VISITOR)[-1] == ("cookies.analytics", "withdrawn")

    def test_another_version_or_an_unknown_kind_is_asked_anew(self, everything: Publication) -> None:
        for kinds, shown in (({"cookies.analytics"}, "0" * 64), ({"cookies.necessary"}, everything.hash)):
            with pytest.raises(ChoiceError, match=r"consent\.changed"):
                choose_cookies(VISITOR, kinds, Way(VISITOR, "pl", "dialog", shown=shown), NOW)
        assert said(VISITOR) == []

    def test_the_signal_refuses_every_kind(self) -> None:
        choose_cookies(VISITOR, None, Way(VISITOR, "pl", "dialog"), NOW)

        heed(VISITOR, "pl", NOW + DAY)

        assert self.kinds() == set()

    def test_a_yes_against_the_signal_is_stored_as_such_and_a_no_is_not(self) -> None:
        way = Way(VISITOR, "pl", "dialog", against_signal=True)

        choose_cookies(VISITOR, {"cookies.analytics"}, way, NOW)
        heed(VISITOR, "pl", NOW + DAY)

        assert self.kinds() == {CookieCategory.ANALYTICS}
        assert set(Choice.objects.filter(against_signal=True).values_list("purpose", flat=True)) == {
            "cookies.analytics"
        }

    def test_it_asks_what_the_version_in_force_asks(self) -> None:
        assert questions_in(in_force(NOW)).keys() == {"cookies.functional", "cookies.analytics", "cookies.marketing"}


class TestTheTimeOfAChoice:
    def test_of_a_no_runs_from_the_moment_it_is_said(self, ala: Person) -> None:
        assert refuse(ala, WEATHER, Way(ala, "pl"), NOW).ended == NOW

    def test_of_a_yes_runs_from_the_next_answer(self, ala: Person) -> None:
        yes = agreed(ala)
        assert yes.ended is None

        withdraw(ala, WEATHER, Way(ala, "pl"), NOW + DAY)

        yes.refresh_from_db()
        assert yes.ended == NOW + DAY

    def test_is_not_ended_by_what_is_of_another_kind_or_purpose(self, ala: Person) -> None:
        yes = agreed(ala)
        object_to(ala, CLAIMS, Way(ala, "pl"), NOW + DAY)
        restrict(ala, Way(ala, "pl"), NOW + DAY, WEATHER)

        yes.refresh_from_db()
        assert yes.ended is None

    def test_runs_when_the_account_is_closed_and_only_then(self, ala: Person, bartek: Person) -> None:
        mine, other = agreed(ala), agreed(bartek)
        Person.objects.filter(pk=ala.pk).update(closed=NOW + DAY)

        assert end_with_their_people(NOW + 2 * DAY) == 1

        mine.refresh_from_db()
        other.refresh_from_db()
        assert (mine.ended, other.ended) == (NOW + DAY, None)

    def test_runs_when_the_browser_has_forgotten_its_name(self) -> None:
        agreed(VISITOR, STATISTICS)

        assert end_with_their_people(NOW + QUIET) == 0
        assert end_with_their_people(NOW + QUIET + DAY) == 1
