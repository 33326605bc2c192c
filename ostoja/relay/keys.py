"""The cloud's public keys: fetched until they are there, then every minute, and at once when one is missing."""

import asyncio
import contextlib
import logging
from typing import Protocol

from ostoja.protocol.tokens import Keyring
from ostoja.relay.clock import Clock
from ostoja.relay.errors import OfficeError
from ostoja.relay.pauses import growing_pauses

log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 5.0
PATIENCE_SECONDS = 5.0
AT_MOST_EVERY_SECONDS = 2.0
"""Unknown key ids cost nothing to invent: whoever sends them makes us ask the cloud no more often than this."""


class KeyOffice(Protocol):
    """Who publishes the keys."""

    async def keys(self) -> Keyring:
        """The keys that are published now.

        Raises: OfficeError when they cannot be had.
        """
        ...


class Keys:
    """The ring of public keys, kept fresh by ``keep``."""

    def __init__(self, office: KeyOffice, clock: Clock, *, first_pause: float = 0.25) -> None:
        self.ring = Keyring()
        self.known = asyncio.Event()
        self._office = office
        self._clock = clock
        self._first_pause = first_pause
        self._wanted = asyncio.Event()
        self._asked = float("-inf")
        self._fetched = asyncio.Event()

    def want(self) -> None:
        """A token named a key that is not in the ring: ask soon."""
        self._wanted.set()

    async def fresh(self) -> None:
        """Ask, and return once the cloud has answered, or has had ``PATIENCE_SECONDS`` to."""
        fetched = self._fetched
        self.want()
        with contextlib.suppress(TimeoutError):  # The caller looks at the ring, whether it is fresh or not.
            async with asyncio.timeout(PATIENCE_SECONDS):
                await fetched.wait()

    async def keep(self) -> None:
        """Keep the ring fresh until cancelled."""
        pauses, is_failing = growing_pauses(self._first_pause, LONGEST_PAUSE_SECONDS), False
        while True:
            self._wanted.clear()
            self._asked = self._clock.steady()
            try:
                await self._fetch()
                pause, is_failing = EVERY_SECONDS, False
            except OfficeError as wrong:
                if not is_failing:
                    log.warning("the cloud's keys cannot be had: %s", wrong)
                    pauses = growing_pauses(self._first_pause, LONGEST_PAUSE_SECONDS)
                pause, is_failing = next(pauses), True
            await self._wait(pause)

    async def _fetch(self) -> None:
        ring = await self._office.keys()
        if set(ring.keys) != set(self.ring.keys):
            log.info("the cloud publishes %d keys", len(ring.keys))
        self.ring.keys = ring.keys
        self.known.set()
        self._fetched.set()
        self._fetched = asyncio.Event()

    async def _wait(self, pause: float) -> None:
        wanted = asyncio.ensure_future(self._wanted.wait())
        try:
            await asyncio.wait((wanted,), timeout=pause)
        finally:
            wanted.cancel()
        if self._wanted.is_set():
            await asyncio.sleep(max(0.0, self._asked + AT_MOST_EVERY_SECONDS - self._clock.steady()))
