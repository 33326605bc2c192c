"""A way to a server that can be frozen: it stays open and lets nothing through, like a program that hangs."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

LARGEST_READ = 65_536


class Way:
    """Listens on ``port`` of the loopback, and passes on what it hears while it is not frozen."""

    def __init__(self, host: str, port: int) -> None:
        self.port = 0
        self._to = (host, port)
        self._flows = asyncio.Event()
        self._flows.set()

    def freeze(self) -> None:
        """Pass on nothing more; what comes is held."""
        self._flows.clear()

    def thaw(self) -> None:
        """Pass on what was held, and what comes."""
        self._flows.set()

    async def serve(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Pass on what one client says and hears until either end goes."""
        far, forth = await asyncio.open_connection(*self._to)
        ways = [asyncio.create_task(self._copy(*way)) for way in ((near, forth), (far, back))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            forth.close()
            back.close()

    async def _copy(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        while said := await source.read(LARGEST_READ):
            await self._flows.wait()
            to.write(said)
            await to.drain()


@contextlib.asynccontextmanager
async def a_way(host: str, port: int) -> AsyncIterator[Way]:
    """A way to this server."""
    way, clients = Way(host, port), set[asyncio.Task[None]]()

    def came(near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        clients.add(asyncio.create_task(way.serve(near, back)))

    server = await asyncio.start_server(came, "127.0.0.1", 0)
    way.port = server.sockets[0].getsockname()[1]
    try:
        yield way
    finally:
        server.close()
        for client in clients:
            client.cancel()
        await asyncio.gather(*clients, return_exceptions=True)
