"""Looking after unused accounts in the background."""

import logging
from datetime import datetime

from ostoja.cloud.dormancy.flows import close_unused, warn

log = logging.getLogger(__name__)


def look(now: datetime) -> None:
    """Tell people that their account ends unused, and close those whose month is over."""
    closed, warned = close_unused(lambda: now), warn(now)
    if closed or warned:
        log.info("closed %d unused accounts and told %d people", closed, warned)
