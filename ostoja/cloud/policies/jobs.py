"""What happens to promises in the background."""

import logging
from datetime import datetime

from ostoja.cloud.policies.flows import tell_of
from ostoja.cloud.policies.queries import to_tell_of

log = logging.getLogger(__name__)


def tell(now: datetime) -> None:
    """Tell people of the versions that matter to them."""
    for publication in to_tell_of(now):
        told = tell_of(publication, now)
        if told:
            log.info("told %d people of a policy", told)
