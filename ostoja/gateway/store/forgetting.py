"""Carries out in the store what the policy's plan says, in batches that keep no lamp waiting.

A batch is one transaction with its proof, so a kill at any moment loses nothing and the next run goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ostoja.gateway.store import history
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import FORMER, HISTORY, newest, versions
from ostoja.gateway.store.moments import ms
from ostoja.gateway.store.proofs import prove
from ostoja.privacy.forgetting.plan import Deed, Plan, plan
from ostoja.privacy.forgetting.reaches import Reach
from ostoja.protocol.keys import PrivateKey

REACHES = (
    # To whom a history was given is known for as long as that history might be.
    Reach("delivery", {HISTORY: "at"}, collected="at"),
    Reach("history", {HISTORY: "at"}, collected="at"),
    Reach("app", {FORMER: "revoked"}),
)
VOID = "void"
# A few hundredths of a second on a small machine, so that a lamp that is switched meanwhile does not wait.
BATCH = 1_000


@dataclass(frozen=True)
class Share:
    """Rows of a table that go now, as SQLite finds them by an index, and the limits by which they do."""

    table: str
    where: str
    values: tuple[int, ...]
    limits: tuple[tuple[str, datetime | None], ...]


def plan_of(database: Database, now: datetime) -> Plan:
    """What every version of the policy that held so far lets end today."""
    zone = ZoneInfo(newest(database).zone)
    return plan(REACHES, versions(database, history.chosen(database)), now.astimezone(zone).date(), zone)


def shares(database: Database, made: Plan) -> Iterator[Share]:
    """What goes now: first the history that was made void, whatever its time says, then what the plan means."""
    if through := history.void_through(database):
        yield Share("history", "number <= ?", (through,), ((VOID, None),))
    yield from (_share(deed) for deed in made.deeds)


def counts(database: Database, made: Plan) -> Iterator[tuple[Share, int]]:
    """How many rows each share has; nothing is changed."""
    for share in shares(database, made):
        row = database.row(f"SELECT count(*) FROM {share.table} WHERE {share.where}", *share.values)  # noqa: S608 - our own words
        yield share, 0 if row is None else int(row[0])


def forget(database: Database, made: Plan, by: PrivateKey, now: datetime) -> int:
    """Forget one batch of what goes now, and say how many rows it was; whoever gets none is done."""
    policy = newest(database).policy
    for share in shares(database, made):
        question = f"SELECT rowid FROM {share.table} WHERE {share.where} LIMIT ?"  # noqa: S608 - our own words
        if database.row(question, *share.values, 1) is None:
            continue
        with database.transaction() as change:
            those = f"DELETE FROM {share.table} WHERE rowid IN ({question})"  # noqa: S608 - our own words
            gone = change.execute(those, (*share.values, BATCH)).rowcount
            prove(change, _said(share, made, policy), gone, by, now)
        return gone
    return 0


def _share(deed: Deed) -> Share:
    """The rows of a deed; every reach here has one rule."""
    conditions: list[str] = []
    values: list[int] = []
    for limit in deed.limits:
        if limit.before is not None:
            conditions.append(f"{limit.anchor} < ?")
            values.append(ms(limit.before))
    for moment, sign in ((deed.since, ">="), (deed.until, "<")):
        if moment is not None:
            conditions.append(f"{deed.collected} {sign} ?")
            values.append(ms(moment))
    limits = tuple((limit.rule, limit.before) for limit in deed.limits)
    return Share(deed.table, " AND ".join(conditions), tuple(values), limits)


def _said(share: Share, made: Plan, policy: str) -> dict[str, object]:
    limits = [[rule, None if before is None else before.isoformat()] for rule, before in share.limits]
    return {"plan": made.name(), "day": made.day.isoformat(), "policy": policy, "table": share.table, "limits": limits}
