"""Two ways to hear one's own word back: from the relay, and, as the yardstick, from mosquitto."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import aiomqtt

from ostoja.protocol.frames import Kind, frame
from tests.doubles.app import App

TOPIC = "bench/ping"
ADMIN = "admin"
AT_ONCE = (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Echo(Protocol):
    """Says back what it is told."""

    async def ping(self, body: bytes) -> None:
        """Tell it this."""
        ...

    async def pong(self) -> bytes:
        """What it says next."""
        ...


class RelayEcho:
    """The relay, to an app that it has admitted."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def ping(self, body: bytes) -> None:
        """Send a PING with this body."""
        await self._app.send(frame(Kind.PING, body=body))

    async def pong(self) -> bytes:
        """The body of the next PONG."""
        return (await self._app.frame(Kind.PONG)).body


class BrokerEcho:
    """The home's mosquitto, to a client that hears what it publishes."""

    def __init__(self, client: aiomqtt.Client) -> None:
        self._client = client
        self._messages = aiter(client.messages)

    async def ping(self, body: bytes) -> None:
        """Publish this."""
        await self._client.publish(TOPIC, body)

    async def pong(self) -> bytes:
        """What was published next."""
        return bytes((await anext(self._messages)).payload)


@asynccontextmanager
async def broker_echo(port: int) -> AsyncIterator[BrokerEcho]:
    """The mosquitto on this port of this machine, with a client that may say and hear everything."""
    client = aiomqtt.Client(
        "127.0.0.1", port, username=ADMIN, password=ADMIN, identifier="pages", socket_options=[AT_ONCE]
    )
    async with client:
        await client.subscribe(TOPIC)
        yield BrokerEcho(client)
