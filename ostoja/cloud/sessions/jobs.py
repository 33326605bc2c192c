"""What happens to browser sessions in the background."""

import logging
from datetime import datetime

from ostoja.cloud.sessions.flows import forget as forget_ended

log = logging.getLogger(__name__)


def forget(now: datetime) -> None:
    """Forget sessions that have ended."""
    log.info("forgot %d ended sessions", forget_ended(now))
