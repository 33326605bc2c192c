"""What devices showed over time, for as many days as the people of the home want, and not a row more.

Source: GDPR art. 25(2); rule R04 of the shipped policies.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import kept, newest
from ostoja.gateway.store.moments import ms
from ostoja.gateway.store.settings import keep_setting, setting
from ostoja.policy.periods import Period
from ostoja.protocol.holdings import LONGEST_DAYS

DAYS, VOID, ERA = "history_days", "history_void_through", "history_era"


class DaysError(ValueError):
    """The home keeps its history from no day to the most that the policy lets it."""


@dataclass(frozen=True)
class Reading:
    """What a trait of a device showed, and when the gateway heard so.

    Shapes: ``value`` is the trait's state as JSON.
    """

    at: datetime
    device: str
    trait: str
    value: str


def chosen(database: Database) -> int | None:
    """For how many days the owner wants the history kept; None when nobody chose."""
    found: int | None = setting(database, DAYS)
    return found


def days(database: Database) -> int:
    """For how many days the home keeps its history."""
    return kept(newest(database), chosen(database)).longest_days()


def longest(database: Database) -> int:
    """The most days that may be chosen."""
    return min(LONGEST_DAYS, Period.parse(newest(database).longest).longest_days())


def keep_for(database: Database, wanted: int) -> None:
    """Keep history for so many days from now on; with none, nothing is written, and what there is is void at once.

    Raises: DaysError.
    """
    if not 0 <= wanted <= longest(database):
        raise DaysError(wanted)
    with database.transaction() as change:
        keep_setting(change, DAYS, wanted)
        if wanted == 0:
            void(change)


def record(database: Database, readings: Iterable[Reading]) -> int:
    """Write down what devices showed, and say how many rows it was; none while the home keeps no history."""
    with database.transaction() as change:
        # Asked within the transaction: whoever chose no history a moment ago has none a moment later.
        if days(database) == 0:
            return 0
        written = [(ms(one.at), one.device, one.trait, one.value) for one in readings]
        change.executemany("INSERT INTO history (at, device, trait, value) VALUES (?, ?, ?, ?)", written)
        return len(written)


def void(change: sqlite3.Connection) -> int:
    """Nothing recorded so far is shown any more, within a transaction; the rows go batch by batch.

    By number and not by time: a clock that was ahead wrote rows of a time that is still to come.

    Returns: the number of the last row that is void; 0 when there is none.
    """
    (last,) = change.execute("SELECT coalesce(max(number), 0) FROM history").fetchone()
    keep_setting(change, VOID, last)
    # In the transaction, which nobody else writes beside.
    change.execute(
        "INSERT INTO setting (name, value) VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = value + 1", (ERA,)
    )
    return int(last)


def start_anew(change: sqlite3.Connection) -> int:
    """Whoever lives here next sees nothing of what was recorded, and chooses for themselves; within a transaction.

    Returns: the number of the last row that is void.
    """
    change.execute("DELETE FROM setting WHERE name = ?", (DAYS,))
    return void(change)


def era(database: Database) -> int:
    """How often everything was made void: what was gathered in another era is not written down any more."""
    found: int = setting(database, ERA) or 0
    return found


def void_through(database: Database) -> int:
    """The number of the last row that is void; 0 when none is."""
    found: int = setting(database, VOID) or 0
    return found
