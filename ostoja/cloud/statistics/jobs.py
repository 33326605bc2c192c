"""What happens to totals in the background."""

import logging
from contextlib import suppress
from datetime import datetime

from ostoja.cloud.policies.queries import NothingPublishedError
from ostoja.cloud.statistics.flows import drop_old
from ostoja.cloud.statistics.queries import day_of

log = logging.getLogger(__name__)


def drop(now: datetime) -> None:
    """Drop the totals that are older than anybody compares, whether counting is on or not."""
    # Without a policy nothing was counted.
    with suppress(NothingPublishedError):
        log.info("dropped %d totals of openings", drop_old(day_of(now)))
