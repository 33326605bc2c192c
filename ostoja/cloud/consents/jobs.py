"""What happens to the ledger in the background."""

import logging
from datetime import datetime

from ostoja.cloud.consents.flows import end_with_their_people

log = logging.getLogger(__name__)


def end(now: datetime) -> None:
    """Let the time of choices run whose account is closed or whose browser has forgotten them."""
    log.info("ended %d choices of closed accounts and forgotten browsers", end_with_their_people(now))
