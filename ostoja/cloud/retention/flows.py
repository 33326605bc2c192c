"""What can happen to forgetting: it runs, and a person holds a record or lets it go."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.queries import in_force, publication_in_force
from ostoja.cloud.retention.executor import execute
from ostoja.cloud.retention.models import Hold, Run
from ostoja.cloud.retention.queries import history
from ostoja.cloud.retention.rules import is_good_review
from ostoja.privacy.forgetting.plan import Plan, plan
from ostoja.privacy.forgetting.reaches import Reach

# Why staff held it stands in no file outside the database: such files are kept longer than the hold may be.
RESTORED = "po odtworzeniu kopii · after a restore"


class StalePlanError(Exception):
    """The plan that somebody looked at is not today's any more."""


class HoldError(Exception):
    """A hold cannot be as asked."""


def plan_of(reaches: Sequence[Reach], now: datetime) -> Plan:
    """What ends today.

    Raises: NothingPublishedError.
    """
    zone = ZoneInfo(in_force(now).policy.about.zone)
    return plan(reaches, history(now), now.astimezone(zone).date(), zone)


def run(reaches: Sequence[Reach], now: datetime, wanted: str | None = None) -> Run:
    """Forget what ends today; with ``wanted``, only if that is still the plan.

    Raises: StalePlanError; UnfinishedError.
    """
    made = plan_of(reaches, now)
    if wanted is not None and wanted != made.name():
        raise StalePlanError
    standing = publication_in_force(now)
    kept = Run.objects.create(day=made.day, plan=made.name(), started=now)
    kept.rows = execute(made, "" if standing is None else standing.hash, now)
    kept.finished = now
    kept.save(update_fields=["rows", "finished"])
    return kept


@dataclass(frozen=True)
class Held:
    """What a hold keeps: a record of a table, or one field of it."""

    table: str
    row: str
    field: str = ""


def hold(kept: Held, reason: str, review: dt.date, author: Person, now: datetime) -> Hold:
    """Keep a record, or a field of it, beyond its last day.

    Raises: HoldError without a reason, or when nobody would look at it again within half a year.
    """
    if not reason.strip() or not is_good_review(now.date(), review):
        raise HoldError
    return Hold.objects.create(
        table=kept.table, row=kept.row, field=kept.field, reason=reason, author=author, made=now, review=review
    )


def hold_again(kept: Held, review: dt.date, made: datetime) -> Hold:
    """Hold what was held before a restore, of which only this much is known outside the database."""
    return Hold.objects.create(
        table=kept.table, row=kept.row, field=kept.field, reason=RESTORED, made=made, review=review
    )


def release(kept: Hold, now: datetime) -> None:
    """Let a record go; the next run forgets what is due."""
    kept.released = now
    kept.save(update_fields=["released"])
