"""What devices showed over time, for as many days as the people of the home want, and not a row more.

Source: GDPR art. 25(2); rule R04 of the shipped policies.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms
from ostoja.policy.periods import Period, Rounding
from ostoja.privacy.forgetting.cutoffs import end_of, last_due

DEFAULT_DAYS, LONGEST_DAYS = 30, 365
SETTING = "history_days"
# A tenth of a second at most on a small machine, so that a lamp that is switched meanwhile does not wait.
BATCH = 5_000


class DaysError(ValueError):
    """The home keeps its history from no day to a year."""


@dataclass(frozen=True)
class Reading:
    """What a trait of a device showed at an instant.

    Shapes: ``value`` is the trait's state as JSON.
    """

    at: datetime
    device: str
    trait: str
    value: str


def days(database: Database) -> int:
    """For how many days the home keeps its history."""
    row = database.row("SELECT value FROM setting WHERE name = ?", SETTING)
    return DEFAULT_DAYS if row is None else int(json.loads(row["value"]))


def keep_for(database: Database, wanted: int) -> None:
    """Keep history for so many days from now on; with none, nothing is written, and what there is goes at once.

    Raises: DaysError.
    """
    if not 0 <= wanted <= LONGEST_DAYS:
        raise DaysError(wanted)
    with database.transaction() as connection:
        connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (SETTING, json.dumps(wanted)),
        )
        if wanted == 0:
            connection.execute("DELETE FROM history")


def record(database: Database, readings: Iterable[Reading]) -> int:
    """Write down what devices showed, and say how many rows it was; none while the home keeps no history."""
    with database.transaction() as connection:
        # Asked within the transaction: whoever chose no history a moment ago has none a moment later.
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (SETTING,)).fetchone()
        if row is not None and json.loads(row["value"]) == 0:
            return 0
        written = [(ms(one.at), one.device, one.trait, one.value) for one in readings]
        connection.executemany("INSERT INTO history (at, device, trait, value) VALUES (?, ?, ?, ?)", written)
        return len(written)


def due_before(kept: int, today: date, zone: ZoneInfo) -> datetime | None:
    """The instant before which everything ends today, when history is kept for so many days."""
    last = last_due(today, Period(days=kept), Rounding.NONE)
    return None if last is None else end_of(last, zone)


def forget(database: Database, today: date, zone: ZoneInfo) -> int:
    """Forget one batch of what is due, and say how many rows it was; whoever gets none is done.

    A batch is one transaction, so a kill loses nothing and a lamp never waits for long.
    """
    before = due_before(days(database), today, zone)
    if before is None:
        return 0
    with database.transaction() as connection:
        cursor = connection.execute(
            "DELETE FROM history WHERE rowid IN (SELECT rowid FROM history WHERE at < ? LIMIT ?)", (ms(before), BATCH)
        )
        return cursor.rowcount
