"""Proves: A087, A088, A090."""

from datetime import UTC, date, datetime

import pytest
from allauth.account.models import EmailAddress

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import claims_file
from ostoja.cloud.homes.models import Installation, Membership, Revocation
from ostoja.cloud.rights.flows import Asked, RequestError, advance, close_account, fulfil, refuse, register
from ostoja.cloud.rights.models import Request, Step
from ostoja.cloud.rights.queries import requests_of
from ostoja.cloud.rights.rules import Kind, Refusal, State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)


def asked(person: Person, identity: str = "signed_in") -> Request:
    return register(person, Asked(Kind.ERASURE, "page", DAY, "please"), identity, person, NOW)


class TestARequest:
    def test_goes_its_way_with_every_step_on_record(self, ala: Person, bartek: Person) -> None:
        request = asked(ala)

        advance(request, State.IN_PROGRESS, bartek, NOW)
        advance(request, State.FULFILLED, bartek, NOW)

        assert list(Step.objects.values_list("state", flat=True)) == ["received", "in_progress", "fulfilled"]
        assert requests_of(ala).get().closed == NOW

    def test_does_not_leap(self, ala: Person) -> None:
        with pytest.raises(RequestError, match="wrong_state"):
            advance(asked(ala), State.FULFILLED, ala, NOW)

    def test_that_came_twice_is_linked_and_checked_again(self, ala: Person) -> None:
        first, second = asked(ala), asked(ala, identity="")

        advance(second, State.IN_PROGRESS, ala, NOW)

        assert second.like == first
        with pytest.raises(RequestError, match="no_identity"):
            advance(second, State.FULFILLED, ala, NOW)

    def test_takes_longer_only_with_a_reason_in_the_first_month(self, ala: Person) -> None:
        request = asked(ala)
        advance(request, State.IN_PROGRESS, ala, NOW)

        with pytest.raises(RequestError, match="too_late"):
            advance(request, State.EXTENDED, ala, NOW)
        with pytest.raises(RequestError, match="too_late"):
            advance(request, State.EXTENDED, ala, datetime(2026, 12, 29, tzinfo=UTC), "many")
        advance(request, State.EXTENDED, ala, NOW, "many requests at once")

        assert requests_of(ala).get().state == "extended"

    def test_counts_from_the_day_of_receipt_whenever_it_was_entered(self, ala: Person, bartek: Person) -> None:
        request = register(ala, Asked(Kind.ACCESS, "post", date(2026, 11, 2)), "", bartek, NOW)

        assert request.received == date(2026, 11, 2)


class TestARefusal:
    def test_has_a_code_and_words(self, ala: Person) -> None:
        request = asked(ala)
        advance(request, State.IN_PROGRESS, ala, NOW)

        with pytest.raises(RequestError, match="no_words"):
            refuse(request, Refusal.CLAIMS, " ", ala, NOW)
        refuse(request, Refusal.CLAIMS, "A court needs it.", ala, NOW)

        kept = requests_of(ala).get()
        assert (kept.state, kept.refusal, kept.answer) == ("refused", "legal_claims", "A court needs it.")

    def test_that_calls_somebody_abusive_needs_two_people(self, ala: Person, bartek: Person, celina: Person) -> None:
        request = asked(ala)
        advance(request, State.IN_PROGRESS, ala, NOW)

        for second in (None, bartek):
            with pytest.raises(RequestError, match="needs_two"):
                refuse(request, Refusal.EXCESSIVE, "Every day.", bartek, NOW, second)
        refuse(request, Refusal.EXCESSIVE, "Every day.", bartek, NOW, celina)

        assert requests_of(ala).get().refusal == "manifestly_excessive"


class TestClosingAnAccount:
    def test_ends_signing_in_and_keeps_the_claims_file(self, ala: Person) -> None:
        close_account(ala, DAY, lambda: NOW)

        ala.refresh_from_db()
        kept = claims_file(ala)
        assert (ala.is_active, ala.closed, ala.first_name) == (False, NOW, "")
        assert kept is not None
        assert (kept.email, kept.first_name) == ("ala@example.org", "Ala")
        assert not ala.has_usable_password()
        assert not EmailAddress.objects.exists()
        assert requests_of(ala).get().state == "fulfilled"

    def test_leaves_the_home_to_whoever_lives_there(self, flat: Membership, ala: Person, bartek: Person) -> None:
        close_account(ala, DAY, lambda: NOW)

        assert Membership.objects.get().person == bartek
        assert Membership.objects.get().role == "owner"
        assert Revocation.objects.exists()

    def test_ends_a_home_where_nobody_is_left(self, home: Membership, ala: Person) -> None:
        close_account(ala, DAY, lambda: NOW)

        assert not Installation.objects.exists()

    def test_takes_no_home_from_its_other_owner(self, flat: Membership, ala: Person, bartek: Person) -> None:
        close_account(bartek, DAY, lambda: NOW)

        assert Membership.objects.get().person == ala


def test_what_is_done_at_once_is_on_record(ala: Person) -> None:
    fulfil(ala, Kind.ACCESS, DAY, NOW)

    assert (requests_of(ala).get().state, Step.objects.count()) == ("fulfilled", 3)
