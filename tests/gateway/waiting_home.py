"""A home that remembers what a driver tells, and lets a test wait for it."""

import asyncio
from collections.abc import Callable, Iterable

from ostoja.gateway.house.clock import wall_clock
from ostoja.gateway.house.driver import Listing
from ostoja.gateway.house.house import House
from ostoja.protocol.traits import Device, State

PATIENCE_SECONDS = 15


class WaitingHome(House):
    """A house that wakes whoever waits whenever it is told something."""

    def __init__(self) -> None:
        super().__init__(wall_clock)
        self._stirred = asyncio.Event()

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so():
                self._stirred.clear()
                await self._stirred.wait()

    def named(self, name: str) -> Device:
        return next(device for device in self.devices() if device.name == name)

    def went_online(self) -> None:
        super().went_online()
        self._stirred.set()

    def went_offline(self) -> None:
        super().went_offline()
        self._stirred.set()

    def listed(self, listing: Listing) -> None:
        super().listed(listing)
        self._stirred.set()

    def shown(self, states: Iterable[State]) -> None:
        super().shown(states)
        self._stirred.set()
