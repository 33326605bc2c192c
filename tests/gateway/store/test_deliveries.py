from datetime import UTC, datetime, timedelta

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.deliveries import begin, end, latest, stop_what_went
from ostoja.gateway.store.forgetting import forget, plan_of
from ostoja.protocol.deliveries import MOST_SHOWN, Outcome
from ostoja.protocol.keys import PrivateKey

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_latest_stand_first_and_not_too_many(database: Database) -> None:
    for number in range(MOST_SHOWN + 5):
        end(database, begin(database, f"receiver {number}", "energia.example", NOW), number, Outcome.TAKEN)

    found = latest(database)

    assert [one.rows for one in found] == list(range(MOST_SHOWN + 4, 4, -1))


def test_what_went_when_the_program_was_killed_went_no_further(database: Database) -> None:
    begin(database, "Energia", "energia.example", NOW)
    end(database, begin(database, "Woda", "woda.example", NOW), 7, Outcome.TAKEN)

    stop_what_went(database)

    assert [one.outcome for one in latest(database)] == [Outcome.TAKEN, Outcome.STOPPED]


def test_it_is_known_for_as_long_as_the_history_might_be(database: Database) -> None:
    for days in (40, 20):
        begin(database, f"{days}", "energia.example", NOW - timedelta(days=days))

    forget(database, plan_of(database, NOW), PrivateKey.new(), NOW)

    assert [one.receiver for one in latest(database)] == ["20"]
