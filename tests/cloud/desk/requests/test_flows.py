"""Proves: A087, A092."""

from datetime import date

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.queries import verified
from ostoja.cloud.desk.flows import CHAIN
from ostoja.cloud.desk.models import Proposal, Sender
from ostoja.cloud.desk.queries import proposal_about
from ostoja.cloud.desk.requests.flows import From, Refusing, decide, enter, identify, move, refuse, reply
from ostoja.cloud.rights.flows import Asked, RequestError
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.queries import requests_of
from ostoja.cloud.rights.rules import CHECKS, Kind, Refusal, State
from tests.cloud.desk.conftest import NOW
from tests.cloud.desk.test_flows import said

LETTER = Asked(Kind.ACCESS, "post", date(2026, 11, 2), "A copy, please.")
GUEST = From(None, "Celina", "ul. Kwiatowa 1")


@pytest.fixture
def checked(asked: Request, officer: Person) -> Request:
    move(officer, asked, State.IN_PROGRESS, "", NOW)
    return asked


class TestARequestByLetter:
    def test_of_a_person_with_an_account_counts_from_its_receipt(self, ala: Person, officer: Person) -> None:
        enter(officer, LETTER, From(ala), NOW)

        kept = requests_of(ala).get()
        assert (kept.received, kept.identity, kept.words) == (date(2026, 11, 2), "", "A copy, please.")
        assert said()[-1]["deed"] == "entered"

    def test_of_somebody_without_one_has_a_way_to_answer(self, officer: Person) -> None:
        made = enter(officer, LETTER, GUEST, NOW)

        assert made.person is None
        assert (made.sender.name, made.sender.way) == ("Celina", "ul. Kwiatowa 1")

    def test_lies_sealed(self, officer: Person) -> None:
        enter(officer, LETTER, GUEST, NOW)

        assert not Sender.objects.extra(where=["way LIKE '%%Kwiatowa%%'"]).exists()

    def test_that_came_twice_is_linked_and_checked_again(self, officer: Person) -> None:
        first = enter(officer, LETTER, GUEST, NOW)
        identify(officer, first, "code_by_post", NOW)

        second = enter(officer, LETTER, From(None, "", " UL. KWIATOWA 1"), NOW)

        assert (second.like, second.identity) == (first, "")


class TestTheCheckOfWhoAsks:
    @pytest.mark.parametrize("channel", CHECKS)
    def test_fits_the_way_by_which_it_came(self, channel: str, officer: Person) -> None:
        made = enter(officer, Asked(Kind.ACCESS, channel, NOW.date()), GUEST, NOW)

        for check in {one for checks in CHECKS.values() for one in checks} - set(CHECKS[channel]):
            with pytest.raises(RequestError, match="wrong_check"):
                identify(officer, made, check, NOW)
        identify(officer, made, CHECKS[channel][0], NOW)

        assert Request.objects.get().state == "in_progress"

    def test_keeps_its_name_and_nothing_of_what_was_shown(self, officer: Person) -> None:
        made = enter(officer, LETTER, GUEST, NOW)

        identify(officer, made, "code_by_post", NOW)

        assert Request.objects.get().identity == "code_by_post"
        assert list(made.steps.values_list("reason", flat=True)) == ["", "code_by_post"]

    def test_comes_before_any_answer(self, officer: Person) -> None:
        made = enter(officer, LETTER, GUEST, NOW)
        move(officer, made, State.IN_PROGRESS, "", NOW)

        with pytest.raises(RequestError, match="no_identity"):
            reply(officer, made, State.FULFILLED, "Here it is.", NOW)

    def test_changes_no_state_of_a_request_in_progress(self, checked: Request, officer: Person) -> None:
        steps = checked.steps.count()

        identify(officer, checked, "code_by_email", NOW)

        assert (Request.objects.get().state, checked.steps.count()) == ("in_progress", steps)

    def test_is_over_when_it_is_answered(self, checked: Request, officer: Person) -> None:
        reply(officer, checked, State.FULFILLED, "Done.", NOW)

        with pytest.raises(RequestError, match="wrong_state"):
            identify(officer, checked, "code_by_email", NOW)


class TestAnAnswer:
    def test_reaches_the_person(self, checked: Request, officer: Person, ala: Person) -> None:
        reply(officer, checked, State.PARTLY, "The roses are gone.", NOW)

        kept = requests_of(ala).get()
        assert (kept.state, kept.answer, kept.closed) == ("partly", "The roses are gone.", NOW)

    def test_says_something(self, checked: Request, officer: Person) -> None:
        with pytest.raises(RequestError, match="no_answer"):
            reply(officer, checked, State.FULFILLED, " ", NOW)


class TestARefusal:
    def test_needs_words(self, checked: Request, officer: Person) -> None:
        with pytest.raises(RequestError, match="no_words"):
            refuse(officer, checked, Refusing(Refusal.CLAIMS, " "), NOW)

    def test_by_law_takes_one_person(self, checked: Request, officer: Person) -> None:
        assert refuse(officer, checked, Refusing(Refusal.CLAIMS, "A court needs it."), NOW)

        assert Request.objects.get().refusal == "legal_claims"

    def test_of_abuse_takes_evidence_and_two(self, checked: Request, officer: Person, second_officer: Person) -> None:
        abusive = Refusing(Refusal.EXCESSIVE, "Every day anew.", "Forty letters in a week.")
        with pytest.raises(RequestError, match="no_evidence"):
            refuse(officer, checked, Refusing(Refusal.EXCESSIVE, "Every day anew."), NOW)

        assert not refuse(officer, checked, abusive, NOW)
        with pytest.raises(RequestError, match="needs_two"):
            decide(officer, checked, NOW, agreed=True)
        decide(second_officer, checked, NOW, agreed=True)

        kept = Request.objects.get()
        assert (kept.state, kept.refusal, kept.answer) == ("refused", "manifestly_excessive", "Every day anew.")
        assert verified(CHAIN).fault is None

    def test_to_which_the_second_does_not_agree_is_none(self, checked: Request, officer: Person) -> None:
        refuse(officer, checked, Refusing(Refusal.UNFOUNDED, "No.", "A feeling."), NOW)
        with pytest.raises(RequestError, match="wrong_state"):
            refuse(officer, checked, Refusing(Refusal.UNFOUNDED, "No.", "A feeling."), NOW)

        decide(officer, checked, NOW, agreed=False)

        assert Request.objects.get().state == "in_progress"
        assert proposal_about(checked) is None

    def test_that_nobody_proposed_or_whose_author_left_is_not_agreed_to(
        self, checked: Request, officer: Person, second_officer: Person
    ) -> None:
        with pytest.raises(RequestError, match="wrong_state"):
            decide(second_officer, checked, NOW, agreed=True)
        refuse(officer, checked, Refusing(Refusal.UNFOUNDED, "No.", "A feeling."), NOW)
        Proposal.objects.update(by=None)

        with pytest.raises(RequestError, match="needs_two"):
            decide(second_officer, checked, NOW, agreed=True)
