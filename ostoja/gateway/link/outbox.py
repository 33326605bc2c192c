"""Frames on their way to the relay, bounded."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

HIGH_BYTES = 64 * 1024  # Four pages; beyond it, news waits where only the latest of it counts.
LOW_BYTES = 16 * 1024
HARD_BYTES = 8 * 1024 * 1024  # A page of 16 KiB for each of 500 apps.


class Outbox:
    """Takes frames at once and sends them in order; ``drained`` is called when it had no room and has again."""

    def __init__(self, drained: Callable[[], None]) -> None:
        self._frames: deque[bytes] = deque()
        self._bytes = 0
        self._is_full = False
        self._wake = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._drained = drained
        self.is_overrun = False

    def put(self, frame: bytes) -> None:
        """Send this when its turn comes; over the hard bound nothing more is taken and ``send_all`` ends."""
        if self._bytes + len(frame) > HARD_BYTES:
            self.is_overrun = True
        else:
            self._frames.append(frame)
            self._empty.clear()
            self._bytes += len(frame)
            self._is_full = self._is_full or self._bytes > HIGH_BYTES
        self._wake.set()

    def has_room(self) -> bool:
        """Whether news may be put in now."""
        return not self._is_full

    async def emptied(self) -> None:
        """Return when everything was handed on."""
        await self._empty.wait()

    async def send_all(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        """Send what is put in, until there is too much of it."""
        while not self.is_overrun:
            await self._wake.wait()
            self._wake.clear()
            while self._frames and not self.is_overrun:
                await send(self._frames[0])
                self._bytes -= len(self._frames.popleft())
                if self._is_full and self._bytes <= LOW_BYTES:
                    self._is_full = False
                    self._drained()
            if not self._frames:
                self._empty.set()
