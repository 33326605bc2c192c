"""Proves: A066, A067, A068."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import keep_excerpt
from ostoja.gateway.store.forgetting import BATCH, counts, forget, plan_of
from ostoja.gateway.store.history import Reading, keep_for, record, void
from ostoja.gateway.store.moments import ms
from ostoja.gateway.store.proofs import is_whole
from ostoja.protocol.keys import PrivateKey
from tests.gateway.store.household import excerpt

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = PrivateKey.new()


def reading(ago: timedelta) -> Reading:
    return Reading(NOW - ago, "lamp", "on_off", '{"on":true}')


def fill(database: Database, days: int) -> None:
    record(database, [reading(timedelta(days=ago)) for ago in range(days)])


def left(database: Database) -> int:
    return int(database.rows("SELECT count(*) FROM history")[0][0])


def forget_all(database: Database, now: datetime = NOW) -> int:
    return sum(iter(lambda: forget(database, plan_of(database, now), KEY, now), 0))


def test_what_is_past_its_last_day_goes_and_nothing_else(database: Database) -> None:
    fill(database, 40)

    assert forget_all(database) == 9

    assert left(database) == 31
    assert forget_all(database) == 0
    assert forget_all(database, NOW + timedelta(days=1)) == 1


def test_looking_changes_nothing(database: Database) -> None:
    fill(database, 40)
    made = plan_of(database, NOW)

    assert [(deed.table, count) for deed, count in counts(database, made)] == [
        ("delivery", 0),
        ("history", 9),
        ("app", 0),
    ]

    assert (left(database), made.name()) == (40, plan_of(database, NOW).name())


def test_a_shorter_choice_holds_at_the_next_run(database: Database) -> None:
    fill(database, 40)

    keep_for(database, 7)

    assert forget_all(database) == 32


def test_with_no_days_everything_goes(database: Database) -> None:
    fill(database, 40)

    keep_for(database, 0)

    assert forget_all(database) == 40


def test_a_policy_that_grew_shorter_holds_at_once(database: Database) -> None:
    keep_excerpt(database, excerpt(NOW - timedelta(days=99)), NOW)
    fill(database, 40)

    keep_excerpt(database, excerpt(NOW, history="P7D"), NOW)

    assert forget_all(database) == 32


def test_a_policy_that_grew_longer_holds_only_for_what_came_after(database: Database) -> None:
    keep_excerpt(database, excerpt(NOW - timedelta(days=99), history="P7D"), NOW)
    record(database, [reading(timedelta(days=ago)) for ago in (-3, -2, 1, 2)])

    keep_excerpt(database, excerpt(NOW, history="P90D"), NOW)

    assert forget_all(database, NOW + timedelta(days=11)) == 2
    assert left(database) == 2


def test_what_was_made_void_goes_before_its_day(database: Database) -> None:
    fill(database, 3)
    record(database, [reading(timedelta(days=-400))])

    with database.transaction() as change:
        void(change)
    record(database, [reading(timedelta(days=1))])

    assert next(counts(database, plan_of(database, NOW)))[1] == 4
    assert forget_all(database) == 4
    assert left(database) == 1


def test_what_comes_after_an_empty_table_is_not_void(database: Database) -> None:
    fill(database, 3)
    with database.transaction() as change:
        void(change)
    forget_all(database)

    record(database, [reading(timedelta())])

    assert forget_all(database) == 0
    assert left(database) == 1


def test_what_is_left_of_a_former_member_goes_after_thirty_days(database: Database) -> None:
    for number, ago in enumerate((None, 10, 40)):
        revoked = None if ago is None else ms(NOW - timedelta(days=ago))
        values = (str(number), bytes([number]), revoked)
        database.rows("INSERT INTO app VALUES (?, ?, 'm', 'member', '', 0, 0, ?, NULL, 'person')", *values)

    assert forget_all(database) == 1

    assert [row["id"] for row in database.rows("SELECT id FROM app")] == ["0", "1"]


def test_a_run_goes_batch_by_batch_and_proves_it_without_anybodys_id(database: Database) -> None:
    record(database, [reading(timedelta(days=100)) for _ in range(BATCH + 1)])

    assert forget(database, plan_of(database, NOW), KEY, NOW) == BATCH
    assert forget(database, plan_of(database, NOW), KEY, NOW) == 1

    (entry,) = database.rows("SELECT body FROM proof")
    assert f'"count": {BATCH + 1}' in entry["body"]
    assert "lamp" not in entry["body"]
    assert is_whole(database, KEY.public)


KILLED = """
import os, pathlib, sys
from datetime import datetime, UTC
from ostoja.gateway.store.database import open_database
from ostoja.gateway.store.forgetting import forget, plan_of
from ostoja.gateway.store.identity import identity
database, now = open_database(pathlib.Path(sys.argv[1])), datetime(2026, 11, 22, 12, tzinfo=UTC)
forget(database, plan_of(database, now), identity(database, now), now)
with database.transaction() as change:
    change.execute("DELETE FROM history")
    os._exit(9)
"""


def test_a_run_that_was_killed_goes_on_where_it_was(database: Database, tmp_path: Path) -> None:
    record(database, [reading(timedelta(days=100)) for _ in range(BATCH * 2)])
    fill(database, 5)

    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "var")], check=False)

    assert killed.returncode == 9
    assert left(database) == BATCH + 5
    assert forget_all(database) == BATCH
    assert left(database) == 5


@pytest.mark.soak
def test_a_day_of_five_million_rows_goes_within_half_an_hour_and_keeps_nobody_waiting(database: Database) -> None:
    for ago in range(50):
        record(database, (reading(timedelta(days=ago - 18)) for _ in range(100_000)))
    longest, began, gone = 0.0, time.monotonic(), 0

    while True:
        start = time.monotonic()
        count = forget(database, plan_of(database, NOW), KEY, NOW)
        longest = max(longest, time.monotonic() - start)
        if not count:
            break
        gone += count

    assert gone == 100_000
    assert time.monotonic() - began < 30 * 60
    assert longest < 0.2
