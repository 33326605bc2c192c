"""What happens to homes in the background."""

import logging
from datetime import datetime

from ostoja.cloud.homes import flows
from ostoja.cloud.homes.signing import cabinet

log = logging.getLogger(__name__)


def forget(now: datetime) -> None:
    """Forget offers, invitations, revocations and attempts that are spent."""
    counts = flows.forget(now)
    log.info("forgot %s", ", ".join(f"{count} {name}" for name, count in counts.items()))


def rotate_keys(now: datetime) -> None:
    """Make the next signing key when it is time, and remove keys of which nothing good is left."""
    if cabinet().rotate(now):
        log.info("made the next signing key; it is published now and signs later")
    if count := cabinet().forget_spent(now):
        log.info("removed %d spent signing keys", count)
