"""Proves: A076, A079."""

import contextlib
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from ostoja.cloud.accounts.models import ClaimsFile, Person
from ostoja.cloud.consents.queries import who_is
from ostoja.cloud.erasure import flows
from ostoja.cloud.erasure.ledger import PENDING, SETTLED
from ostoja.cloud.erasure.models import Report
from ostoja.cloud.erasure.queries import ledger
from ostoja.cloud.erasure.rules import Deed, Held, UnknownCategoryError
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.keys.flows import destroy
from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.keys.queries import has_keys
from ostoja.cloud.keys.sealing import Place, SealError, unseal, unwrap
from ostoja.cloud.rights.flows import close_account
from ostoja.cloud.rights.models import Request

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)


def closed(person: Person) -> Report:
    return close_account(person, DAY, lambda: NOW)


def lines(report: Report) -> dict[str, tuple[str, str, date | None]]:
    return {line.category: (line.status, line.rules, line.until) for line in report.lines.all()}


class TestClosingAnAccount:
    def test_says_of_each_category_what_became_of_it(self, home: Membership, ala: Person) -> None:
        found = lines(closed(ala))

        assert found["id.email"] == ("retained", "R01", date(2032, 11, 22))
        assert found["home.members"] == ("erased", "", None)
        assert found["acc.locale"] == ("retained", "R03", date(2026, 12, 22))
        assert found["priv.request"][0] == "retained"
        assert "failed" not in {status for status, _, _ in found.values()}

    def test_is_written_down_before_anything_goes(self, ala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[tuple[str, set[str]]] = []

        def look(*_: object) -> None:
            seen.extend((entry.state, set(entry.categories.values())) for entry in ledger().entries())

        monkeypatch.setattr(flows, "part_with_homes", look)
        closed(ala)

        assert seen == [(PENDING, {"pending"})]
        assert ledger().entries()[0].state == SETTLED
        assert ledger().entries()[0].categories["id.email"] == "retained R01 2032-11-22"

    def test_calls_nothing_erased_that_a_look_still_finds(self, ala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(flows, "part_with_homes", lambda *_: None)
        monkeypatch.setattr(flows, "held_of", lambda *_: {"acc.locale": [Held("acc.locale", (), None)]})

        assert lines(closed(ala))["acc.locale"][0] == "failed"

    def test_is_refused_when_something_is_of_an_unknown_category(
        self, ala: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(flows, "held_of", lambda *_: {"secret.thing": []})

        with pytest.raises(UnknownCategoryError):
            closed(ala)

        assert Person.objects.get(pk=ala.pk).is_active
        assert ledger().entries() == []

    def test_that_fails_is_called_off(self, ala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise OSError("the disk is full")

        monkeypatch.setattr(flows, "close", broken)
        with pytest.raises(OSError, match="full"):
            closed(ala)

        assert ledger().entries() == []
        assert not Request.objects.exists()


class TestAfterAKill:
    def test_a_closing_that_was_written_down_is_done(self, ala: Person, home: Membership) -> None:
        ledger().begin(ala.public, Deed.CLOSED, ["id.email", "home.members"], NOW)

        assert flows.resume(NOW + timedelta(hours=1)) == 1

        ala.refresh_from_db()
        assert (ala.closed, Membership.objects.count()) == (NOW, 0)
        assert lines(Report.objects.get())["home.members"][0] == "erased"
        assert flows.resume(NOW) == 0

    def test_a_deletion_that_happened_is_settled_and_one_that_did_not_is_called_off(self, ala: Person) -> None:
        ledger().begin("somebody who is gone", Deed.DELETED, ["*"], NOW)
        ledger().begin(ala.public, Deed.DELETED, ["*"], NOW)

        assert flows.resume(NOW + timedelta(minutes=9)) == 1
        assert flows.resume(NOW + timedelta(minutes=10)) == 1

        assert [dict(entry.categories) for entry in ledger().entries()] == [{"*": "erased"}]
        assert Person.objects.filter(pk=ala.pk).exists()

    @pytest.mark.django_db(transaction=True)
    def test_the_keys_of_somebody_whose_row_went_go_too(self, ala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        closed(ala)
        public, who = ala.public, who_is(ala)
        with monkeypatch.context() as killed:
            killed.setattr(flows, "after_deletion", lambda *_: None)
            ala.delete()
        assert has_keys(public)

        assert flows.resume(NOW) == 1

        assert not has_keys(public)
        assert not has_keys(who)

    def test_one_that_cannot_be_ended_keeps_no_other(
        self, ala: Person, bartek: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        for person in (ala, bartek):
            ledger().begin(person.public, Deed.CLOSED, ["id.email"], NOW)
        ended = flows.end

        def end(person: Person, *rest: datetime) -> None:
            if person == ala:
                raise TypeError(ala.email)
            ended(person, rest[0], lambda: NOW)

        with monkeypatch.context() as broken:
            broken.setattr(flows, "end", end)
            assert flows.resume(NOW) == 1
        assert "TypeError" in caplog.text
        assert ala.email not in caplog.text

        assert flows.resume(NOW) == 1
        assert not Person.objects.filter(is_active=True).exists()

    def test_without_a_ledger_there_is_nothing_to_do(self) -> None:
        assert flows.resume(NOW) == 0


class TestDeletingSomebodysRow:
    @pytest.mark.django_db(transaction=True)
    def test_is_in_the_ledger_first_and_destroys_their_keys(self, ala: Person) -> None:
        closed(ala)
        public = ala.public
        assert has_keys(public)

        with transaction.atomic():
            ala.delete()
            assert ledger().entries()[-1].state == PENDING

        assert [entry.deed for entry in ledger().entries()] == [Deed.CLOSED, Deed.DELETED]
        assert ledger().entries()[-1].state == SETTLED
        assert not has_keys(public)

    def test_is_done_again_on_an_old_copy(self, ala: Person) -> None:
        public = ala.public
        ledger().begin(public, Deed.DELETED, ["*"], NOW)

        flows.carry_out(ledger().entries()[0], ala, NOW)

        assert not Person.objects.filter(public=public).exists()
        assert not has_keys(public)


def key_file() -> Path:
    return Path(connections["keys"].settings_dict["NAME"])


def opened(keys: Path, sealed: str, place: Place) -> list[str]:
    """What a copy of the keys' database makes of a text from a copy of the data."""
    found: list[str] = []
    with closing(sqlite3.connect(keys)) as connection:
        for subject, keeps, wrapped in connection.execute("SELECT subject, keeps, wrapped FROM keys_datakey"):
            with contextlib.suppress(SealError):
                found.append(unseal(unwrap(wrapped, subject, keeps), sealed, place))
    return found


@pytest.mark.skipif("sqlite" not in settings.DATABASES["keys"]["ENGINE"], reason="copies the file")
@pytest.mark.django_db(transaction=True)
def test_no_pair_of_backups_a_week_later_opens_what_was_erased(ala: Person, bartek: Person, tmp_path: Path) -> None:
    for person in (ala, bartek):
        close_account(person, DAY, lambda: NOW)
    row = ClaimsFile.objects.filter(person=ala).values_list("email", "public").get()
    sealed, place = str(row[0]), Place("accounts.ClaimsFile", "email", row[1], ala.public)
    before = shutil.copy(key_file(), tmp_path / "before")
    ala.delete()

    # Backups of keys are kept for seven days: after eight, each of them was taken when the key was gone.
    later = [Path(shutil.copy(key_file(), tmp_path / f"{day}")) for day in range(1, 8)]

    assert opened(Path(before), sealed, place) == ["ala@example.org"]
    assert [opened(copy, sealed, place) for copy in later] == [[]] * 7


@pytest.mark.skipif("sqlite" not in settings.DATABASES["keys"]["ENGINE"], reason="looks into the file")
@pytest.mark.django_db(transaction=True)
def test_a_destroyed_key_leaves_no_trace_in_the_file(ala: Person) -> None:
    closed(ala)
    wrapped = [bytes(one) for one in DataKey.objects.values_list("wrapped", flat=True)]

    destroy([ala.public, *(one.who for one in Request.objects.all())])

    assert wrapped
    assert not any(one in key_file().read_bytes() for one in wrapped)
