"""Proves: A060."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.flows import append
from ostoja.cloud.audit.models import Link
from ostoja.cloud.audit.queries import verified
from ostoja.cloud.homes.models import Attempt
from ostoja.cloud.retention import executor
from ostoja.cloud.retention.executor import CHAIN, UnfinishedError, carry_out, execute
from ostoja.cloud.retention.selection import blank, rows_of
from ostoja.privacy.forgetting.plan import Deed, Limit, Plan

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = NOW.date()


def deed(before: datetime | None = NOW) -> Deed:
    return Deed("homes.Attempt", (), (Limit("R28", "tried", before),), None, None, None, ())


@pytest.fixture
def attempts(db: None) -> None:
    Attempt.objects.bulk_create(Attempt(who_hash=f"{n}", tried=NOW - timedelta(hours=n)) for n in range(12))


@pytest.mark.usefixtures("attempts")
class TestADeed:
    def test_is_done_in_batches_each_with_its_proof(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(executor, "BATCH", 5)

        assert execute(Plan(DAY, (deed(),)), "policy", NOW) == 11

        bodies = [bytes(link.body or b"") for link in Link.objects.order_by("index")]
        assert [b'"count": 5' in body for body in bodies] == [True, True, False]
        assert Attempt.objects.get().tried == NOW

    def test_that_is_killed_goes_on_where_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(executor, "BATCH", 5)
        written = append

        def die_at_the_second(name: str, body: bytes, now: datetime) -> Link:
            if Link.objects.exists():
                raise DatabaseError("killed")
            return written(name, body, now)

        monkeypatch.setattr(executor, "append", die_at_the_second)
        with pytest.raises(UnfinishedError):
            execute(Plan(DAY, (deed(),)), "policy", NOW)
        assert Attempt.objects.count() == 7
        monkeypatch.setattr(executor, "append", written)

        assert execute(Plan(DAY, (deed(),)), "policy", NOW) == 6

        assert verified(CHAIN).fault is None

    def test_without_a_limit_that_has_come_ends_nothing(self) -> None:
        assert not rows_of(deed(before=None)).exists()

    def test_that_leaves_something_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(executor, "forget", lambda *_: None)
        monkeypatch.setattr(executor, "LONGEST", 3)

        with pytest.raises(UnfinishedError):
            carry_out(deed(), Plan(DAY, (deed(),)), "policy", NOW)


@pytest.mark.usefixtures("attempts")
def test_a_deed_that_fails_keeps_no_other_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    broken = Deed("accounts.Person", ("is_active",), (Limit("R01", "closed", NOW),), None, None, None, ())

    with pytest.raises(UnfinishedError, match=r"accounts\.Person"):
        execute(Plan(DAY, (broken, deed())), "policy", NOW)

    assert Attempt.objects.filter(tried__lt=NOW).count() == 0
    assert "accounts.Person is not forgotten: TypeError" in caplog.text


def test_a_field_that_cannot_be_empty_is_an_error() -> None:
    assert blank(Person, "last_login") is None
    assert blank(Person, "password") == ""
    with pytest.raises(TypeError, match="is_active cannot be empty"):
        blank(Person, "is_active")
