"""The versions of the operator's policy that the home has heard of, and the rules that follow for it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ostoja.gateway.store.database import Database
from ostoja.policy.entries import Rule
from ostoja.policy.periods import Period
from ostoja.policy.text import Text
from ostoja.privacy.forgetting.plan import Version
from ostoja.protocol.excerpts import Excerpt

HISTORY, FORMER = "R04", "R03"
# What holds until the office has said more: the periods of the policy that ships.
SHIPPED = Excerpt("", 0, 0, "UTC", "P30D", "P1Y", "P30D")


class ExcerptError(ValueError):
    """An excerpt is older than one that is kept, or of a time to come, or names no time zone."""


def excerpts(database: Database) -> list[Excerpt]:
    """Every version that the home has heard of, the oldest first; the shipped one when there is none."""
    rows = database.rows("SELECT * FROM excerpt ORDER BY effective, published")
    return [Excerpt(*row) for row in rows] or [SHIPPED]


def newest(database: Database) -> Excerpt:
    """The version that the home obeys."""
    return excerpts(database)[-1]


def keep_excerpt(database: Database, new: Excerpt, now: datetime) -> bool:
    """Obey this version from now on, and say whether it is another one than before.

    Raises: ExcerptError.
    """
    held = newest(database)
    if new == held:
        return False
    if not new.is_newer(held) or new.effective > now.timestamp():
        raise ExcerptError("not the newest that holds")
    try:
        ZoneInfo(new.zone)
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise ExcerptError("its time zone is unknown here") from wrong
    with database.transaction() as change:
        change.execute("INSERT INTO excerpt VALUES (?, ?, ?, ?, ?, ?, ?)", msgspec.structs.astuple(new))
    return True


def kept(excerpt: Excerpt, chosen: int | None) -> Period:
    """How long this version keeps the history of a home whose owner chose so many days, or did not choose."""
    if chosen is None:
        return Period.parse(excerpt.history)
    return Period(days=min(chosen, Period.parse(excerpt.longest).longest_days()))


def versions(database: Database, chosen: int | None) -> list[Version]:
    """The rules of each version as the planner takes them."""
    return [
        Version(
            datetime.fromtimestamp(one.effective, UTC),
            {HISTORY: _rule(f"P{kept(one, chosen).longest_days()}D"), FORMER: _rule(one.former)},
        )
        for one in excerpts(database)
    ]


def _rule(period: str) -> Rule:
    # Of a rule the planner looks at its time alone; the words stay in the office.
    words = Text("", "")
    return Rule(label=words, groups=(), categories=(), purposes=(), anchor="", starts=words, period=period, basis=())
