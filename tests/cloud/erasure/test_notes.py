"""Proves: A078."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, end_objection, lift, object_to, restrict
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import restricted
from ostoja.cloud.erasure.flows import by_handle
from ostoja.cloud.erasure.notes import METHOD, do_again
from ostoja.cloud.erasure.queries import ledger
from ostoja.cloud.retention.flows import RESTORED, Held, hold, release
from ostoja.cloud.retention.models import Hold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("promise")]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
INTEREST = "app.claims"


Sure = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def sure(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Sure:
    @contextmanager
    def committed() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return committed


def lost() -> None:
    """What came after the backup is there no more."""
    Choice.objects.filter(pk__in=Choice.objects.values("pk"))._raw_delete("default")
    Hold.objects.all().delete()


def restored(after: int = 0) -> int:
    return do_again(ledger().notes(after), by_handle(), LATER)


def test_a_restriction_stands_again_and_one_that_was_lifted_does_not(ala: Person, bartek: Person, sure: Sure) -> None:
    with sure():
        restrict(ala, Way(ala, "pl"), NOW)
        restrict(bartek, Way(bartek, "en"), NOW)
        lift(bartek, Way(bartek, "en"), NOW)
    lost()

    with sure():
        restored()

    assert [one["person"] for one in restricted()] == [ala.pk]
    assert set(Choice.objects.values_list("method", flat=True)) == {METHOD}
    assert restored() == 0


def test_what_was_lifted_since_the_backup_is_lifted_again(ala: Person, sure: Sure) -> None:
    restrict(ala, Way(ala, "pl"), NOW)
    with sure():
        lifted = {"kind": "restriction_lifted", "purpose": "*", "language": "pl"}
        ledger().note({"about": "choice", "who": ledger().who(ala.public)} | lifted, NOW)

    assert restored() == 1

    assert list(restricted()) == []


def test_an_objection_stands_again_and_its_end_ends_it(ala: Person, sure: Sure) -> None:
    with sure():
        object_to(ala, INTEREST, Way(ala, "pl"), NOW)
    lost()
    assert restored() == 1

    with sure():
        end_objection(ala, INTEREST, Way(ala, "pl"), NOW)
    assert restored() == 0
    lost()
    with sure():
        assert restored() == 0

    assert not Choice.objects.filter(kind="objected", ended=None).exists()


def test_what_the_policy_no_longer_knows_and_whoever_is_gone_are_passed_over(ala: Person) -> None:
    for who in (ledger().who(ala.public), ledger().who("somebody erased")):
        ledger().note({"about": "choice", "who": who, "kind": "objected", "purpose": "gone", "language": "pl"}, NOW)

    assert restored() == 0


def test_a_consent_is_not_noted(ala: Person, sure: Sure) -> None:
    with sure():
        Choice.objects.create(who="w", person=ala, purpose="p", kind="given", policy="", language="pl", at=NOW)

    assert ledger().notes(0) == []


def test_a_hold_stands_again_without_its_reason_and_one_that_was_released_is_let_go(
    ala: Person, bartek: Person, sure: Sure
) -> None:
    review = date(2027, 3, 1)
    with sure():
        hold(Held("accounts.Person", str(bartek.pk)), "a claim of Kowalski", review, ala, NOW)
        gone = hold(Held("accounts.Person", str(ala.pk), "email"), "a claim", review, ala, NOW)
        release(gone, NOW)
    lost()
    email = {"table": "accounts.Person", "row": str(ala.pk), "field": "email"}
    Hold.objects.create(**email, reason="a claim", made=NOW, review=review)

    assert restored() == 2

    [kept] = Hold.objects.filter(released=None)
    assert (kept.row, kept.reason, kept.review, kept.made) == (str(bartek.pk), RESTORED, review, NOW)
    assert "Kowalski" not in str(ledger().notes(0))
    assert restored() == 0


def test_what_the_backup_knows_is_not_looked_at(ala: Person, sure: Sure) -> None:
    with sure():
        restrict(ala, Way(ala, "pl"), NOW)
    lost()

    assert restored(after=ledger().count()) == 0
