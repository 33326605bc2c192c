"""What happens to accounts in the background."""

import logging
from datetime import datetime

from ostoja.cloud.accounts.flows import forget_unconfirmed

log = logging.getLogger(__name__)


def forget(now: datetime) -> None:
    """Forget sign-ups that nobody confirmed."""
    log.info("forgot %d unconfirmed sign-ups", forget_unconfirmed(now))
