"""A page that watches a device: it notes when it had opened what the device showed at which instant."""

import asyncio
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from ostoja.protocol.messages import States
from tests.doubles.app import App

PATIENCE_SECONDS = 10


class Watcher:
    """An open session that hears on and on; use it as ``async with``."""

    def __init__(self, app: App, device: str) -> None:
        self._app = app
        self._device = device
        self._at = 0
        self._opened_ns = 0
        self._heard = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._hearing = asyncio.create_task(self._hear())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hearing.cancel()
        with suppress(asyncio.CancelledError):
            await self._hearing

    async def seconds_since(self, at_ms: int) -> float:
        """How long after this instant the page had opened what the device showed then.

        Units:  milliseconds since 1970 in, on this machine's clock as all of its processes read it; seconds out.
        Raises: TimeoutError when it never comes; ClosedError when the road closes first.
        """
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._at < at_ms:
                if self._hearing.done():
                    await self._hearing
                self._heard.clear()
                await self._heard.wait()
        return self._opened_ns / 1e9 - at_ms / 1e3

    async def _hear(self) -> None:
        try:
            while True:
                await self._app.hear(States)
                now, shown = time.time_ns(), self._app.states.get(self._device)
                if shown is not None and shown.at > self._at:
                    self._at, self._opened_ns = shown.at, now
                    self._heard.set()
        finally:
            self._heard.set()
