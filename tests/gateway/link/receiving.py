"""A service on loopback that receives over HTTPS, with a certificate that nobody but the tests trusts."""

import asyncio
import ssl
from pathlib import Path
from typing import Self

import aiohttp
from aiohttp import web

from tests.doubles.certificate import certificate


class Service:
    """Use it as ``async with``; ``status`` is what it answers, ``taking`` is set while it may read."""

    def __init__(self, folder: Path) -> None:
        self.heard = b""
        self.types: list[str] = []
        self.status = 200
        self.taking = asyncio.Event()
        self.taking.set()
        self.came = asyncio.Event()
        self.address = ""
        self._file = certificate(folder)
        app = web.Application()
        app.add_routes([web.post("/in", self._in)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self._file)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context).start()
        self.address = f"https://localhost:{self._runner.addresses[0][1]}/in?key=a-secret"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.taking.set()
        await self._runner.cleanup()

    def connector(self) -> aiohttp.TCPConnector:
        return aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=self._file))

    async def _in(self, request: web.Request) -> web.Response:
        self.types.append(request.content_type)
        self.came.set()
        await self.taking.wait()
        async for some in request.content.iter_any():
            self.heard += some
        return web.Response(status=self.status, headers={"Location": "/elsewhere"})
