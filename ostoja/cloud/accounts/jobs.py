"""What happens to accounts in the background."""

import logging
from datetime import datetime

from ostoja.cloud.accounts.flows import forget_sessions, forget_unconfirmed

log = logging.getLogger(__name__)


def forget(now: datetime) -> None:
    """Forget sign-ups that nobody confirmed and sessions that have ended."""
    people, sessions = forget_unconfirmed(now), forget_sessions(now)
    log.info("forgot %d unconfirmed sign-ups and %d ended sessions", people, sessions)
