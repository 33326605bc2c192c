"""The simulator's time: seconds since 1970, from the wall or moved by hand."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits for it."""

    def now(self) -> float:
        """The present moment.

        Units: seconds since 1970, UTC.
        """
        ...

    async def pause(self, until: float, wake: asyncio.Event) -> None:
        """Return at this moment, or sooner when woken; it may also return for nothing.

        Units: seconds since 1970; infinity waits for the waking alone.
        """
        ...


class WallClock:
    """The machine's own clock."""

    def now(self) -> float:
        """The present moment, in seconds since 1970."""
        return time.time()

    async def pause(self, until: float, wake: asyncio.Event) -> None:
        """Return at this moment, or sooner when woken."""
        timeout = None if until == float("inf") else max(0.0, until - self.now())
        try:
            async with asyncio.timeout(timeout):
                await wake.wait()
        except TimeoutError:
            return


class HandClock:
    """A clock that moves only when told; for tests and stories."""

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self._now = start
        self._sleepers: set[asyncio.Event] = set()

    def now(self) -> float:
        """The moment it was last moved to, in seconds since 1970."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Move forward and wake everybody who waits for a moment.

        Units: seconds; negative to model a clock that was set back.
        """
        self._now += seconds
        for wake in self._sleepers:
            wake.set()

    async def pause(self, until: float, wake: asyncio.Event) -> None:
        """Return once moved to this moment or beyond, or when woken."""
        if until <= self._now:
            # One turn of the loop, so that a moment in the past cannot starve the others.
            await asyncio.sleep(0)
            return
        self._sleepers.add(wake)
        try:
            await wake.wait()
        finally:
            self._sleepers.discard(wake)
