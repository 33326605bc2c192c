"""Carries a plan out in batches; each is one transaction with its entry in the proof log, so a kill loses nothing."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet

from ostoja.cloud.audit.flows import append
from ostoja.cloud.retention.selection import blank, rows_of
from ostoja.privacy.forgetting.plan import Deed, Plan

log = logging.getLogger(__name__)

BATCH = 5_000
# A hundred million rows; what is more does not end, because something writes or keeps what was forgotten.
LONGEST = 20_000
CHAIN = "proofs"


class UnfinishedError(Exception):
    """After a deed there are still rows that should be gone."""


def counts(plan: Plan) -> Iterator[tuple[Deed, int]]:
    """How many rows each deed means; nothing is changed."""
    for deed in plan.deeds:
        yield deed, rows_of(deed).count()


def execute(plan: Plan, policy: str, now: datetime) -> int:
    """Do what the plan says, and say how many rows it was; a deed that fails keeps no other from being done.

    Raises: UnfinishedError when rows are left that should be gone.
    """
    total, unfinished = 0, []
    for deed in plan.deeds:
        try:
            total += carry_out(deed, plan, policy, now)
        except Exception as wrong:  # noqa: BLE001 - whatever it is, the next table's time is over too
            # Its words can hold values of a row; its kind says enough.
            log.error("%s is not forgotten: %s", deed.table, type(wrong).__name__)  # noqa: TRY400
            unfinished.append(deed.table)
    if unfinished:
        raise UnfinishedError(", ".join(unfinished))
    return total


def carry_out(deed: Deed, plan: Plan, policy: str, now: datetime) -> int:
    """One deed, batch by batch.

    Raises: UnfinishedError when rows come back or stay.
    """
    total, last = 0, None
    for _ in range(LONGEST):
        with transaction.atomic():
            # On from the last row: what stays is not looked at again with every batch.
            ahead = rows_of(deed) if last is None else rows_of(deed).filter(pk__gt=last)
            batch = list(ahead.order_by("pk").values_list("pk", flat=True)[:BATCH])
            if not batch and last is None:
                return total
            if batch:
                forget(deed, rows_of(deed).filter(pk__in=batch))
                append(CHAIN, proof(deed, plan, policy, len(batch)), now)
        # At the end once more from the beginning, where somebody may have written meanwhile.
        total, last = total + len(batch), batch[-1] if batch else None
    raise UnfinishedError(deed.table)


def forget(deed: Deed, rows: QuerySet[Model]) -> None:
    """Remove rows with everything that hangs on them, or empty their fields."""
    if deed.fields:
        rows.update(**{name: blank(rows.model, name) for name in deed.fields})
    else:
        # A ledger that refuses to be deleted has a word of its own for what the policy asks.
        getattr(rows, "forget", rows.delete)()


def proof(deed: Deed, plan: Plan, policy: str, count: int) -> bytes:
    """What the proof log says of a batch: rules, limits and a count, and nobody's number."""
    said = {
        "plan": plan.name(),
        "policy": policy,
        "table": deed.table,
        "fields": deed.fields,
        "limits": [(one.rule, None if one.before is None else one.before.isoformat()) for one in deed.limits],
        "count": count,
    }
    return json.dumps(said, sort_keys=True).encode()
