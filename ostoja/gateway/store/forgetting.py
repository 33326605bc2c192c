"""Carries out in the store what the policy's plan says, in batches that keep no lamp waiting.

A batch is one transaction with its proof, so a kill at any moment loses nothing and the next run goes on.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ostoja.gateway.store import history
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import FORMER, HISTORY, newest, versions
from ostoja.gateway.store.moments import instant, ms
from ostoja.gateway.store.proofs import prove
from ostoja.privacy.forgetting.plan import Deed, Limit, Plan, plan
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


def plan_of(database: Database, now: datetime) -> Plan:
    """What ends today: first what was made void, then what every version of the policy that held so far lets end."""
    zone = ZoneInfo(newest(database).zone)
    made = plan(REACHES, versions(database, history.chosen(database)), now.astimezone(zone).date(), zone)
    before = history.void_before(database)
    if not before:
        return made
    void = Deed("history", (), (Limit(VOID, "at", instant(before)),), None, None, None, ())
    return Plan(made.day, (void, *made.deeds))


def counts(database: Database, made: Plan) -> Iterator[tuple[Deed, int]]:
    """How many rows each deed means; nothing is changed."""
    for deed in made.deeds:
        where, values = _meant(deed)
        row = database.row(f"SELECT count(*) FROM {deed.table} WHERE {where}", *values)  # noqa: S608 - our own words
        yield deed, 0 if row is None else int(row[0])


def forget(database: Database, made: Plan, by: PrivateKey, now: datetime) -> int:
    """Forget one batch of what the plan means, and say how many rows it was; whoever gets none is done."""
    policy = newest(database).policy
    for deed in made.deeds:
        where, values = _meant(deed)
        question = f"SELECT rowid FROM {deed.table} WHERE {where} LIMIT ?"  # noqa: S608 - our own words
        if database.row(question, *values, 1) is None:
            continue
        with database.transaction() as change:
            gone = change.execute(f"DELETE FROM {deed.table} WHERE rowid IN ({question})", (*values, BATCH)).rowcount  # noqa: S608
            prove(change, _said(deed, made, policy), gone, by, now)
        return gone
    return 0


def _meant(deed: Deed) -> tuple[str, list[int]]:
    """The rows of a deed as SQLite finds them by an index; every reach here has one rule."""
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
    return " AND ".join(conditions), values


def _said(deed: Deed, made: Plan, policy: str) -> dict[str, object]:
    limits = [[one.rule, None if one.before is None else one.before.isoformat()] for one in deed.limits]
    return {"plan": made.name(), "day": made.day.isoformat(), "policy": policy, "table": deed.table, "limits": limits}
