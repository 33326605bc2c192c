"""Forgetting in the background."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from ostoja.cloud.retention import segments
from ostoja.cloud.retention.flows import run
from ostoja.cloud.retention.queries import forgetting_is_late
from ostoja.privacy.forgetting.reaches import Reach

log = logging.getLogger(__name__)


def forgetting(reaches: Sequence[Reach]) -> Callable[[datetime], None]:
    """The daily job over these tables."""

    def forget(now: datetime) -> None:
        made = run(reaches, now)
        log.info("forgot %d rows by plan %s", made.rows, made.plan[:8])

    return forget


def drop_segments(now: datetime) -> None:
    """Drop the months of evidence whose time is over; what is left still holds."""
    for name, count in segments.drop_due(now):
        log.info("dropped %d entries of the chain %s", count, name)


def watch(now: datetime) -> None:
    """Raise the alarm when forgetting did not run for a day."""
    if forgetting_is_late(now):
        log.error("forgetting has not run for a day: data are kept beyond their last day")
