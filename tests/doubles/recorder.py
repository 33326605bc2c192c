"""A relay that writes everything down: it stands before the real one and passes every message on, byte for byte."""

import asyncio
import threading
from typing import Self

import aiohttp
from aiohttp import web

from ostoja.protocol import frames

Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


class Recorder:
    """Listens on `port` and passes on to the relay; use it as `with`. ``heard`` has every message of both ways."""

    def __init__(self, port: int, relay: str) -> None:
        self._port = port
        self._relay = relay
        self.heard: list[bytes] = []
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application()
        app.router.add_get(frames.APP_PATH, self._pass_on)
        app.router.add_get(frames.GATEWAY_PATH, self._pass_on)
        runner = web.AppRunner(app, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "localhost", self._port).start()
        async with aiohttp.ClientSession() as self._http:
            self._up.set()
            await self._stop.wait()
            await runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.WebSocketResponse:
        near = web.WebSocketResponse(compress=False, max_msg_size=0)
        await near.prepare(request)
        origin = request.headers.get("Origin")
        async with self._http.ws_connect(f"{self._relay}{request.path}", origin=origin, max_msg_size=0) as far:
            up, down = asyncio.create_task(self._copy(near, far)), asyncio.create_task(self._copy(far, near))
            await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
            for way in (up, down):
                way.cancel()
            await near.close(code=far.close_code or 1000)
        return near

    async def _copy(self, source: Socket, to: Socket) -> None:
        async for message in source:
            self.heard.append(message.data)
            await to.send_bytes(message.data)
