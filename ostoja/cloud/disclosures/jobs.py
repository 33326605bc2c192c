"""What happens to the register in the background."""

import logging
from datetime import datetime

from ostoja.cloud.disclosures.flows import note_erasures

log = logging.getLogger(__name__)


def end(now: datetime) -> None:
    """Let the time of entries run of which nobody concerned is left."""
    log.info("noted %d entries of which nobody concerned is left", note_erasures(now))
