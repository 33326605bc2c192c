"""Ports for servers of the tests, chosen from those that no connection of this machine is given for its own end."""

import random
import socket

BELOW_THE_SYSTEMS = range(20_000, 32_768)
"""Linux takes the near end of a connection from 32768 on: a server that is to come there, or that was killed, may find
its port gone, and whoever calls it meanwhile may even be connected to itself."""
_chance = random.SystemRandom()


def free_port() -> int:
    """A loopback port that nothing listens on now.

    Raises: OSError when there is none.
    """
    for port in _chance.sample(BELOW_THE_SYSTEMS, len(BELOW_THE_SYSTEMS)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no port is free")
