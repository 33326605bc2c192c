"""The yardstick: one MQTT client that asks the M-SERV itself, without a gateway, a relay or a seal."""

import asyncio
import json
import socket
import time
from types import TracebackType
from typing import Self

import aiomqtt

USER = "ostoja"
LAMP = 10
COMMANDS = f"ampio/control/{USER}/api"
STATE = f"ampio/fromDB/{USER}/ob/{LAMP}/state"
PATIENCE_SECONDS = 10
# Without it a command waits up to 40 ms for the acknowledgement of the packet before (Nagle's algorithm).
AT_ONCE = (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class BareClient:
    """A client with the gateway's account, library and quality of service; use it as ``async with``.

    It hears the lamp only between ``listen`` and ``hush``, so that it costs nothing while others are measured.

    Units: ``last_ms`` is the instant of the echo that it heard last, as the home stamps it, in milliseconds since 1970.
    """

    def __init__(self, port: int, password: str) -> None:
        self._client = aiomqtt.Client(
            "127.0.0.1", port, username=USER, password=password, identifier="bare", socket_options=[AT_ONCE]
        )
        self.last_ms = 0
        self._wanted = False
        self._echo: asyncio.Future[float] | None = None

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        self._hearing = asyncio.create_task(self._hear())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hearing.cancel()
        await asyncio.gather(self._hearing, return_exceptions=True)
        await self._client.__aexit__(kind, error, trace)

    async def listen(self) -> None:
        """From now on hear what the lamp shows."""
        await self._client.subscribe(STATE, qos=1)

    async def hush(self) -> None:
        """From now on hear nothing."""
        await self._client.unsubscribe(STATE)

    async def toggle(self, *, on: bool) -> float:
        """Seconds from the request until the lamp's echo is here.

        Raises: TimeoutError when there is none.
        """
        self._wanted = on
        echo: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._echo = echo
        began = time.perf_counter()
        # The echo may come before the broker's acknowledgement, which nobody has to wait for.
        said = asyncio.create_task(
            self._client.publish(COMMANDS, f"/api/set/{LAMP}/turn{'On' if on else 'Off'}", qos=1)
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            ended = await echo
            await said
        return ended - began

    async def _hear(self) -> None:
        async for message in self._client.messages:
            now, shown = time.perf_counter(), json.loads(bytes(message.payload))
            self.last_ms = int(shown["on"])
            is_on = shown["state"] not in {"", "0"}
            if self._echo is not None and not self._echo.done() and is_on is self._wanted:
                self._echo.set_result(now)
