"""What the simulator asks of a broker."""

from collections.abc import Callable
from typing import Protocol

Hear = Callable[[str, bytes], None]


class Broker(Protocol):
    """A broker with the accounts and the access rules of an M-SERV.

    It can be started again after a stop, on the same port, and has then forgotten what was retained.
    """

    @property
    def host(self) -> str:
        """Where it listens."""
        ...

    @property
    def port(self) -> int:
        """Where it listens; known once it has started."""
        ...

    async def start(self, hear: Hear) -> None:
        """Listen, and pass on what accounts are allowed to publish, in order.

        Raises: PortTakenError, ListenError, BrokerMissingError or BrokerLostError when it cannot.
        """
        ...

    async def stop(self) -> None:
        """Close every connection and stop listening; nothing when it does not run."""
        ...

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Say this to everybody who may hear it, at QoS 1; nothing when it does not run.

        Raises: BrokerLostError when the broker has gone away by itself.
        """
        ...
