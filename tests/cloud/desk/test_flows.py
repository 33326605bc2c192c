"""Proves: A050."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.models import Link
from ostoja.cloud.audit.queries import verified
from ostoja.cloud.desk.flows import CHAIN, LookError, Reason, appoint, dismiss, look
from ostoja.cloud.desk.models import Appointment, Look
from ostoja.cloud.desk.queries import looks_at, role_of, staff
from ostoja.cloud.desk.rules import Purpose, Role
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.desk.conftest import NOW

REASON = Reason("account", Purpose.COMPLAINT.value, "R-17")


def said() -> list[dict[str, str]]:
    """What the chain of staff says, the oldest first."""
    return [json.loads(bytes(link.body or b"{}")) for link in Link.objects.filter(chain__name=CHAIN).order_by("index")]


class TestARole:
    def test_is_granted_and_revoked_in_the_chain(self, ala: Person) -> None:
        appoint(ala, Role.SUPPORT, NOW)
        assert role_of(ala) is Role.SUPPORT

        assert dismiss(ala, NOW + timedelta(days=1))

        assert role_of(ala) is None
        assert [one["deed"] for one in said()] == ["appointed", "dismissed"]
        assert verified(CHAIN).fault is None

    def test_is_one_at_a_time(self, ala: Person) -> None:
        appoint(ala, Role.SUPPORT, NOW)
        appoint(ala, Role.OFFICER, NOW)

        assert [one.role for one in staff()] == ["officer"]
        assert Appointment.objects.count() == 2

    def test_that_somebody_has_already_is_not_granted_again(self, ala: Person) -> None:
        first = appoint(ala, Role.OFFICER, NOW)

        assert appoint(ala, Role.OFFICER, NOW + timedelta(days=1)) == first
        assert len(said()) == 1

    def test_that_nobody_has_is_not_revoked(self, ala: Person) -> None:
        assert not dismiss(ala, NOW)

    def test_ends_with_the_account(self, ala: Person) -> None:
        appoint(ala, Role.OFFICER, NOW)
        ala.is_active = False
        ala.save()

        assert role_of(ala) is None


class TestALook:
    def test_is_on_record_for_the_person_and_in_the_chain(self, ala: Person, officer: Person) -> None:
        look(officer, ala, REASON, NOW)

        kept = looks_at(ala).get()
        assert (kept.staff, kept.purpose, kept.ticket) == (officer, "complaint", "R-17")
        assert said()[-1] | {"look": ""} == {
            "at": NOW.isoformat(),
            "by": officer.public,
            "deed": "looked",
            "look": "",
            "person": ala.public,
            "purpose": "complaint",
            "ticket": "R-17",
            "what": "account",
        }

    @pytest.mark.parametrize("reason", [Reason("account", "curiosity", "R-17"), Reason("account", "help", " ")])
    def test_without_purpose_or_matter_does_not_happen(self, reason: Reason, ala: Person, officer: Person) -> None:
        with pytest.raises(LookError):
            look(officer, ala, reason, NOW)

        assert not Look.objects.exists()

    def test_at_somebody_without_an_account_is_on_record_too(self, officer: Person) -> None:
        look(officer, None, REASON, NOW)

        assert "person" not in said()[-1]


def test_staff_who_close_their_account_are_staff_no_more(officer: Person) -> None:
    answer = browser(officer).post("/privacy/mine/close/", {"password": PASSWORD})

    assert answer.status_code == 302
    assert Appointment.objects.get().ended is not None
    assert not Authenticator.objects.exists()
