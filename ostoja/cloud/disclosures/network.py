"""Which hosts the office may reach now: those of the policy in force and of the settings.

Source: decision D16.
"""

import functools
import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from ostoja.cloud.disclosures.wall import Wall
from ostoja.cloud.policies.queries import InForce, in_force
from ostoja.policy.render.doors import egress

log = logging.getLogger(__name__)


def build_wall(clock: Callable[[], datetime]) -> None:
    """Let this process reach what the settings and the policy in force name, and nothing else."""
    Wall(lambda: declared_hosts(clock())).build()


def declared_hosts(now: datetime) -> frozenset[str]:
    """The hosts that this process may reach now; whatever cannot be found out is not declared."""
    stand_ins = (without_port(host) for hosts in settings.STAND_INS.values() for host in hosts)
    ours = frozenset({settings.EMAIL_HOST, *stand_ins}) - {""}
    try:
        return ours | recipients_in(in_force(now))
    except Exception:
        # Broad on purpose, as at the gate: a store that is down opens no way out.
        log.exception("it cannot be found out which hosts are declared")
        return ours


@functools.lru_cache(maxsize=8)
def recipients_in(found: InForce) -> frozenset[str]:
    """The hosts of every recipient of a version."""
    return frozenset(without_port(host) for host in egress(found.scope("en").policy))


def without_port(host: str) -> str:
    """The host of an address that may name a port."""
    return host.rpartition(":")[0] or host
