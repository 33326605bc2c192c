"""What happens to evidence in the background."""

import logging
from datetime import datetime

from ostoja.cloud.audit.checkpoints import disagreements, keep

log = logging.getLogger(__name__)


def checkpoint(now: datetime) -> None:
    """Look whether the chains are what they were, then write down where they stand."""
    for one in disagreements():
        log.error("the chain %s does not fit its checkpoint in line %d: %s", one.chain, one.line, one.reason)
    log.info("wrote down %d chains", keep(now))
