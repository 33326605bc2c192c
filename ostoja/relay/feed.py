"""The stream of revocations from the cloud, kept open; when it is down, the expiry of tickets is the bound."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Protocol

from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.revocations import Revocation, read_revocation
from ostoja.relay.clock import Clock
from ostoja.relay.errors import OfficeError
from ostoja.relay.keys import Keys
from ostoja.relay.office import Line
from ostoja.relay.pauses import growing_pauses

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 5.0

Strike = Callable[[Revocation, str], None]


class RevocationOffice(Protocol):
    """Who takes back."""

    def lines(self) -> AsyncGenerator[Line, None]:
        """What it says on its stream, until the stream ends.

        Raises: OfficeError when it breaks off.
        """
        ...


class Feed:
    """One control connection to the cloud; ``strike`` is called for every revocation that is the cloud's."""

    def __init__(
        self, office: RevocationOffice, keys: Keys, strike: Strike, clock: Clock, *, first_pause: float = 0.25
    ) -> None:
        self.is_live = False
        self.refused = 0
        self._office = office
        self._keys = keys
        self._strike = strike
        self._clock = clock
        self._first_pause = first_pause
        self._heard = clock.steady()

    @property
    def silence(self) -> float:
        """Seconds since the cloud was last heard, or since the start."""
        return self._clock.steady() - self._heard

    async def keep(self) -> None:
        """Listen until cancelled; broken off, begin again after a growing pause."""
        pauses = growing_pauses(self._first_pause, LONGEST_PAUSE_SECONDS)
        while True:
            try:
                if await self._listen():
                    pauses = growing_pauses(self._first_pause, LONGEST_PAUSE_SECONDS)
            except OfficeError as wrong:
                log.debug("the stream of revocations: %s", wrong)
            await asyncio.sleep(next(pauses))

    async def _listen(self) -> bool:
        heard = False
        try:
            async with aclosing(self._office.lines()) as lines:
                async for line in lines:
                    heard, self._heard = True, self._clock.steady()
                    self._set_live(live=True)
                    if line.revocation is not None:
                        await self._take(line.revocation)
        finally:
            self._set_live(live=False)
        return heard

    async def _take(self, token: str) -> None:
        try:
            revocation = await self._read(token)
        except TokenError as wrong:
            self.refused += 1
            log.warning("a revocation is not the cloud's: %s", wrong)
        else:
            self._strike(revocation, token)

    async def _read(self, token: str) -> Revocation:
        try:
            return read_revocation(token, self._keys.ring)
        except TokenError as wrong:
            if wrong.fault is not TokenFault.UNKNOWN_KEY:
                raise
        await self._keys.fresh()
        return read_revocation(token, self._keys.ring)

    def _set_live(self, *, live: bool) -> None:
        if live is not self.is_live:
            self.is_live = live
            log.log(
                logging.INFO if live else logging.WARNING,
                "the stream of revocations is live" if live else "the stream of revocations is down",
            )
