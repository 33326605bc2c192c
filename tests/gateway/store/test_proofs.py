from datetime import UTC, datetime

import pytest

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.proofs import is_whole, prove
from ostoja.protocol.keys import PrivateKey

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = PrivateKey.new()


def write(database: Database, plan: str, count: int) -> None:
    with database.transaction() as change:
        prove(change, {"plan": plan}, count, KEY, NOW)


def bodies(database: Database) -> list[str]:
    return [row["body"] for row in database.rows("SELECT body FROM proof ORDER BY number")]


def test_batches_of_the_same_deed_share_an_entry(database: Database) -> None:
    write(database, "one", 2)
    write(database, "one", 3)
    write(database, "two", 1)

    assert bodies(database) == ['{"count": 5, "plan": "one"}', '{"count": 1, "plan": "two"}']
    assert is_whole(database, KEY.public)


@pytest.mark.parametrize(
    "fraud",
    [
        "UPDATE proof SET body = replace(body, '5', '4') WHERE number = 1",
        "DELETE FROM proof WHERE number = 1",
        "UPDATE proof SET number = number + 7",
    ],
)
def test_a_change_afterwards_shows(fraud: str, database: Database) -> None:
    write(database, "one", 5)
    write(database, "two", 1)

    database.rows(fraud)

    assert not is_whole(database, KEY.public)
