"""The broker inside this process; for one machine and its loopback only."""

from ostoja.simulator.access import Account
from ostoja.simulator.brokers.port import Hear
from ostoja.simulator.brokers.sockets import bound
from ostoja.simulator.brokers.tiers import TierBroker

SERVER_QOS = 1


class EmbeddedBroker:
    """Runs the embedded engine."""

    def __init__(self, accounts: tuple[Account, ...], host: str = "127.0.0.1", port: int = 0) -> None:
        self._accounts = accounts
        self._host = host
        self._port = port
        self._engine: TierBroker | None = None

    @property
    def host(self) -> str:
        """Where it listens."""
        return self._host

    @property
    def port(self) -> int:
        """Where it listens; known once it has started."""
        return self._port

    async def start(self, hear: Hear) -> None:
        """Listen.

        Raises: PortTakenError when somebody listens there; ListenError when it cannot be listened on.
        """
        listener = bound(self._host, self._port)
        self._port = int(listener.getsockname()[1])
        engine = TierBroker(listener, self._accounts, hear)
        await engine.start()
        self._engine = engine

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        engine, self._engine = self._engine, None
        if engine is not None:
            await engine.shutdown()

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Say this to everybody who may hear it, each at the quality of its subscription."""
        if self._engine is None:
            return
        if retain:
            await self._engine.retain_message(None, topic, payload, SERVER_QOS)
        await self._engine.internal_message_broadcast(topic, payload)
