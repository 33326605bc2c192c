from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ostoja.cloud.erasure import lines as module
from ostoja.cloud.erasure.ledger import HEAD, PENDING, SETTLED, Ledger
from ostoja.cloud.erasure.lines import LedgerError
from ostoja.cloud.erasure.rules import Deed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "erasure")


def test_an_entry_is_pending_until_it_is_settled(ledger: Ledger) -> None:
    number = ledger.begin("ala", Deed.CLOSED, ["id.email"], NOW)
    before = ledger.entries()
    ledger.settle(number, {"id.email": "retained R01 2032-11-22"}, NOW)

    assert [(entry.state, dict(entry.categories)) for entry in before] == [(PENDING, {"id.email": "pending"})]
    assert [(entry.state, dict(entry.categories)) for entry in ledger.entries()] == [
        (SETTLED, {"id.email": "retained R01 2032-11-22"})
    ]


def test_what_was_called_off_is_no_entry(ledger: Ledger) -> None:
    ledger.void(ledger.begin("ala", Deed.CLOSED, [], NOW), NOW)

    assert ledger.entries() == []
    assert ledger.count() == 2


def test_what_was_done_after_it_was_called_off_is_an_entry_all_the_same(ledger: Ledger) -> None:
    number = ledger.begin("ala", Deed.DELETED, ["*"], NOW)
    ledger.void(number, NOW)
    ledger.settle(number, {"*": "erased"}, NOW)

    assert [entry.state for entry in ledger.entries()] == [SETTLED]


def test_it_names_nobody_and_another_ledger_knows_them_by_another_name(ledger: Ledger, tmp_path: Path) -> None:
    ledger.begin("ala", Deed.CLOSED, [], NOW)

    assert b"ala" not in ledger.files()[0].read_bytes()
    assert ledger.entries()[0].who == ledger.who("ala") != Ledger(tmp_path / "other").who("ala")
    assert ledger.files()[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_torn_last_line_is_as_if_it_had_not_been_written(cut: int, ledger: Ledger) -> None:
    ledger.begin("ala", Deed.CLOSED, ["id.email"], NOW)
    whole = ledger.files()[0].read_bytes()
    ledger.begin("bartek", Deed.CLOSED, ["id.email"], NOW)
    torn = ledger.files()[0].read_bytes()[len(whole) : -cut]
    ledger.files()[0].write_bytes(whole + torn)

    assert ledger.count() == 1
    assert ledger.begin("celina", Deed.DELETED, [], NOW) == 2
    assert [entry.who for entry in ledger.entries()] == [ledger.who("ala"), ledger.who("celina")]


@pytest.mark.parametrize("damage", [(b"closed", b"deletd"), (b'"n": 1', b'"n": 9'), (b"{", b"!")])
def test_a_changed_line_is_noticed(damage: tuple[bytes, bytes], ledger: Ledger) -> None:
    ledger.begin("ala", Deed.CLOSED, [], NOW)
    ledger.mark(NOW)
    file = ledger.files()[0]
    file.write_bytes(file.read_bytes().replace(*damage, 1))

    with pytest.raises(LedgerError, match="line 1"):
        ledger.entries()


def test_a_missing_line_is_noticed(ledger: Ledger) -> None:
    for handle in ("ala", "bartek"):
        ledger.begin(handle, Deed.CLOSED, [], NOW)
    file = ledger.files()[0]
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[1:]))

    with pytest.raises(LedgerError):
        ledger.entries()


def test_a_head_that_nobody_understands_is_noticed(ledger: Ledger, tmp_path: Path) -> None:
    ledger.head()
    (tmp_path / "erasure" / HEAD).write_text("?")

    with pytest.raises(LedgerError, match="cannot be read"):
        ledger.head()


def test_a_month_goes_when_no_backup_holds_anybody_of_it_and_the_count_goes_on(ledger: Ledger) -> None:
    ledger.settle(ledger.begin("ala", Deed.CLOSED, [], NOW), {}, NOW)
    later = NOW + timedelta(days=70)

    assert ledger.forget(date(2026, 11, 30), later) == 0
    assert ledger.forget(date(2026, 12, 20), later) == 1

    assert ledger.entries() == []
    assert ledger.mark(later) == 4


def test_a_month_with_something_pending_stays(ledger: Ledger) -> None:
    ledger.begin("ala", Deed.CLOSED, [], NOW)

    assert ledger.forget(date(2027, 6, 1), NOW + timedelta(days=200)) == 0


def test_writing_looks_at_the_end_alone_and_reading_at_everything(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        ledger.begin(f"person {number}", Deed.CLOSED, ["id.email"], NOW)
    looked: list[bytes] = []
    monkeypatch.setattr(module, "understood", lambda written, _: looked.append(written))

    assert ledger.begin("ala", Deed.CLOSED, ["id.email"], NOW) == 201

    monkeypatch.undo()
    assert looked == []
    assert len(ledger.entries()) == 201


def test_a_line_longer_than_the_stretch_that_is_looked_at_is_still_the_last(ledger: Ledger) -> None:
    ledger.begin("ala", Deed.CLOSED, [f"category.{number}" for number in range(2_000)], NOW)

    assert ledger.begin("bartek", Deed.CLOSED, [], NOW) == 2
    assert ledger.count() == 2


def test_the_count_goes_on_in_a_new_month_and_after_a_torn_first_line(ledger: Ledger) -> None:
    ledger.begin("ala", Deed.CLOSED, [], NOW)
    (ledger.files()[0].parent / "2026-12.jsonl").write_bytes(b'{"n": 2, "to')

    assert ledger.begin("bartek", Deed.CLOSED, [], NOW + timedelta(days=30)) == 2
    assert [entry.number for entry in ledger.entries()] == [1, 2]


def test_nothing_is_written_after_a_last_line_that_is_none(ledger: Ledger) -> None:
    ledger.begin("ala", Deed.CLOSED, [], NOW)
    ledger.files()[0].write_bytes(b"something else\n")

    with pytest.raises(LedgerError, match="not what was written"):
        ledger.begin("bartek", Deed.CLOSED, [], NOW)
