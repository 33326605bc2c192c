"""Looking after requests in the background."""

import logging
from datetime import datetime

from ostoja.cloud.rights import flows

log = logging.getLogger(__name__)


def tell(now: datetime) -> None:
    """Tell people that their requests have news."""
    told = flows.tell(now)
    if told:
        log.info("told %d people that a request has news", told)
