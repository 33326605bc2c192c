"""Forgets by the plan every night, after a long sleep, and whenever what holds has changed."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import NoReturn

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.forgetting import forget, plan_of
from ostoja.gateway.store.settings import keep_setting, setting
from ostoja.protocol.keys import PrivateKey

log = logging.getLogger(__name__)

LAST_DAY = "forgotten_on"
# The day turns at midnight where the operator is; whoever slept then is at most so late.
LOOK_AGAIN_SECONDS = 60.0
# Between two batches the house has the loop and the disk to itself: 5 million rows take a quarter of an hour.
PAUSE_SECONDS = 0.1


class Forgetting:
    """Runs for as long as the gateway does; ``finished`` hears that what was asked for with ``wake`` is done."""

    def __init__(
        self,
        database: Database,
        key: PrivateKey,
        clock: Clock,
        finished: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._key = key
        self._clock = clock
        self._finished = finished
        self._sleep = sleep
        self._changed = asyncio.Event()
        self._is_failing = False
        # Whoever was killed in the middle goes on.
        self._is_done = False
        self._is_asked = False

    def wake(self) -> None:
        """What holds has changed: look at once."""
        self._changed.set()

    async def run(self) -> NoReturn:
        """Forget what is due, then wait for the next day or for a change."""
        while True:
            try:
                await self._once()
            except (sqlite3.Error, StoreError) as wrong:
                if not self._is_failing:
                    log.warning("forgetting waits for the store (%s); is the disk full?", type(wrong).__name__)
                self._is_failing = True
            else:
                self._is_failing = False
            await self._wait()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                await self._changed.wait()
        except TimeoutError:
            return

    async def _once(self) -> None:
        day = plan_of(self._database, self._clock()).day.isoformat()
        self._is_asked = self._is_asked or self._changed.is_set()
        self._changed.clear()
        if self._is_done and not self._is_asked and setting(self._database, LAST_DAY) == day:
            return
        self._is_done, total = False, 0
        # Planned anew for every batch: a choice of the owner or a new policy holds from the next one on.
        while gone := forget(self._database, plan_of(self._database, now := self._clock()), self._key, now):
            total += gone
            await self._sleep(PAUSE_SECONDS)
        with self._database.transaction() as change:
            keep_setting(change, LAST_DAY, day)
        self._is_done = True
        if total:
            self._database.scrub()
            log.info("forgot %d rows", total)
        if self._is_asked:
            self._is_asked = False
            self._finished()
