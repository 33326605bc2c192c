import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ostoja.gateway.store import database as database_module
from ostoja.gateway.store import history
from ostoja.gateway.store.admissions import Admission, admission_of
from ostoja.gateway.store.apps import App, app_of
from ostoja.gateway.store.catalogue import keep_rooms, rooms
from ostoja.gateway.store.database import FILE_NAME, Database, known_steps, open_database
from ostoja.gateway.store.erasures import finished
from ostoja.gateway.store.errors import BrokenStoreError, FailedStoreError, NewerStoreError, StoreError
from ostoja.gateway.store.moments import instant
from ostoja.protocol.tickets import Role
from ostoja.protocol.traits import Room
from tests.gateway.store.failing import full, locked, roomy

WRITER = Path(__file__).parent / "writer.py"


def test_the_file_is_readable_by_its_owner_alone(database: Database, tmp_path: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "var").iterdir()}

    assert modes[FILE_NAME] == 0o600
    assert set(modes.values()) == {0o600}


def test_every_column_has_a_comment(database: Database) -> None:
    for table in database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        columns = database.rows(f"PRAGMA table_info({table['name']})")
        assert table["sql"].count("--") + table["sql"].count("/*") == len(columns), table["name"]


def test_opening_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    again = open_database(tmp_path / "var")

    assert again.rows("PRAGMA user_version")[0][0] == known_steps()[-1][0]
    again.close()


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    raw.execute("PRAGMA user_version = 999")
    raw.close()

    with pytest.raises(NewerStoreError, match="newer"):
        open_database(tmp_path)


@pytest.mark.parametrize("version", [0, 1])
def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path, version: int) -> None:
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    raw.execute("CREATE TABLE theirs (a)")
    raw.execute(f"PRAGMA user_version = {version}")
    raw.commit()
    raw.close()

    with pytest.raises(BrokenStoreError):
        open_database(tmp_path)

    raw = sqlite3.connect(tmp_path / FILE_NAME)
    assert [row[0] for row in raw.execute("SELECT name FROM sqlite_master")] == ["theirs"]
    raw.close()


def test_rubbish_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"rubbish" * 1000)

    with pytest.raises(BrokenStoreError, match="backup"):
        open_database(tmp_path)


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="--var"):
        open_database(tmp_path / "file" / "var")


@pytest.mark.parametrize("form", range(1, len(known_steps())))
def test_a_store_of_an_earlier_form_keeps_its_apps_and_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: int
) -> None:
    earlier = known_steps()[:form]
    monkeypatch.setattr(database_module, "known_steps", lambda: earlier)
    old = open_database(tmp_path)
    with old.transaction() as change:
        change.execute(
            """
            INSERT INTO app (id, key, member, role, label, admitted, seen)
            VALUES ('1', x'01', 'ala', 'owner', 'Phone', 1, 2)
            """
        )
        change.execute(
            """
            INSERT INTO admission (number, psk, role, claim, uses_left, failures, made, expires)
            VALUES ('A', x'02', 'member', 0, 3, 1, 4, 5000)
            """
        )
    old.close()
    monkeypatch.undo()

    opened = open_database(tmp_path)

    assert app_of(opened, "1") == App("1", b"\x01", "ala", Role.OWNER, "Phone", 1, 2)
    assert admission_of(opened, "A") == Admission("A", b"\x02", Role.MEMBER, None, instant(5000), 3, 1)
    opened.close()


def test_a_store_whose_history_was_void_by_the_clock_keeps_what_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = known_steps()[:6]
    monkeypatch.setattr(database_module, "known_steps", lambda: earlier)
    old = open_database(tmp_path)
    with old.transaction() as change:
        change.executemany("INSERT INTO history VALUES (?, 'lamp', 'on_off', '{}')", [(5,), (7,), (6,)])
        change.execute("INSERT INTO setting VALUES ('history_void_before', '6')")
        change.execute("INSERT INTO erasure VALUES ('order-1', 1, 6, NULL, 0)")
    old.close()
    monkeypatch.undo()

    opened = open_database(tmp_path)

    assert [row["at"] for row in opened.rows("SELECT at FROM history ORDER BY number")] == [7, 6]
    assert history.void_through(opened) == 0
    assert [one for one, _ in finished(opened, datetime(2026, 11, 22, 12, tzinfo=UTC))] == ["order-1"]
    opened.close()


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = known_steps()
    monkeypatch.setattr(
        database_module, "known_steps", lambda: [*good, (good[-1][0] + 1, ("CREATE TABLE half (a)", "NONSENSE"))]
    )
    with pytest.raises(BrokenStoreError):
        open_database(tmp_path)
    monkeypatch.undo()

    opened = open_database(tmp_path)

    assert opened.row("SELECT 1 FROM sqlite_master WHERE name = 'half'") is None
    opened.close()


def test_a_transaction_that_fails_is_undone(database: Database) -> None:
    def spoil() -> None:
        with database.transaction() as change:
            change.execute("INSERT INTO cloud_key VALUES ('a', 'b')")
            raise KeyError

    with pytest.raises(KeyError):
        spoil()

    assert database.rows("SELECT * FROM cloud_key") == []


def test_a_file_that_takes_no_writing_is_an_error_of_the_store(database: Database) -> None:
    database.rows("PRAGMA query_only = 1")

    with pytest.raises(FailedStoreError, match="may write"), database.transaction() as change:
        change.execute("INSERT INTO cloud_key VALUES ('a', 'b')")


def test_a_full_disk_is_an_error_of_the_store_and_costs_nothing_that_is_written(database: Database) -> None:
    keep_rooms(database, [Room("r1", "Hall")])
    full(database)

    with pytest.raises(FailedStoreError, match="full"):
        keep_rooms(database, [Room(f"r{number}", "x" * 100) for number in range(1_000)])
    kept = rooms(database)
    roomy(database)
    keep_rooms(database, [*kept, Room("r2", "Attic")])

    assert rooms(database) == [Room("r1", "Hall"), Room("r2", "Attic")]


def test_another_writer_is_waited_for_briefly_and_then_done_without(database: Database, tmp_path: Path) -> None:
    database.hurry()
    with locked(tmp_path / "var"):
        began = time.monotonic()
        with pytest.raises(FailedStoreError, match="locked"):
            keep_rooms(database, [Room("r1", "Hall")])
        waited = time.monotonic() - began
        assert rooms(database) == []

    keep_rooms(database, [Room("r1", "Hall")])

    assert waited < 1, "a light switch waits as long"
    assert rooms(database) == [Room("r1", "Hall")]


def kill_and_reopen(folder: Path, times: int) -> None:
    for _ in range(times):
        writer = subprocess.Popen([sys.executable, str(WRITER), str(folder)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        last = 0
        for _ in range(20):
            last = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        last = max([last, *map(int, writer.stdout.read().split(b"\n")[:-1])])
        writer.stdout.close()
        writer.wait()
        opened = open_database(folder)
        assert opened.rows("PRAGMA integrity_check")[0][0] == "ok"
        row = opened.row("SELECT count(*), max(place) FROM room")
        assert row is not None
        assert row[0] >= last, "what was said to be written is written"
        assert row[0] == row[1] + 1, "whole transactions only"
        opened.close()


def test_a_kill_at_any_moment_leaves_it_able_to_start(tmp_path: Path) -> None:
    kill_and_reopen(tmp_path, 3)


@pytest.mark.soak
def test_many_kills_leave_it_able_to_start(tmp_path: Path) -> None:
    kill_and_reopen(tmp_path, 200)


def journal(folder: Path) -> bytes:
    return (folder / f"{FILE_NAME}-wal").read_bytes()


def test_what_is_deleted_stays_in_the_journal_until_it_is_scrubbed(database: Database, tmp_path: Path) -> None:
    keep_rooms(database, [Room("r1", "Under the stairs")])
    keep_rooms(database, [])
    assert b"Under the stairs" in journal(tmp_path / "var")

    assert database.scrub()

    assert journal(tmp_path / "var") == b""
    assert b"Under the stairs" not in (tmp_path / "var" / FILE_NAME).read_bytes()


def test_nothing_is_scrubbed_while_somebody_reads_or_the_disk_fails(database: Database, tmp_path: Path) -> None:
    database.hurry()
    reader = sqlite3.connect(tmp_path / "var" / FILE_NAME, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM room").fetchall()
    keep_rooms(database, [Room("r1", "Under the stairs")])
    assert not database.scrub()
    reader.close()
    assert database.scrub()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "rows", failing_rows)
        assert not database.scrub()


def failing_rows(*_: object) -> list[sqlite3.Row]:
    raise FailedStoreError
