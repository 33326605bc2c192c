"""The smallest driver that keeps the contract: a lamp and a sensor in memory, and a switch that pulls the plug."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.driver import Access, Home, Listing, Troubles
from ostoja.gateway.house.errors import NotDoneError
from ostoja.protocol.messages import Reason
from ostoja.protocol.traits import Device, Do, Kind, Measurement, OnOff, Room, State, Trait, TraitName, Turn

ROOM = Room("tiny-r1", "Hall")
LAMP = Device("tiny-1", "Lamp", Kind.LIGHT, (Trait(TraitName.ON_OFF),), (ROOM.id,))
SENSOR = Device("tiny-2", "Air", Kind.SENSOR, (Trait(TraitName.MEASUREMENT, "temperature", "°C"),), writable=False)


def driver(access: Access, clock: Clock) -> "TinyDriver":
    return TinyDriver(clock)


class TinyDriver:
    """Its home answers while it is plugged in."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._home: Home | None = None
        self._is_on = False
        self.plugged = asyncio.Event()
        self.unplugged = asyncio.Event()
        self.plugged.set()

    async def run(self, home: Home) -> NoReturn:
        while True:
            await self.plugged.wait()
            self._home = home
            home.listed(Listing((LAMP, SENSOR), (ROOM,)))
            self._show(home)
            home.went_online()
            try:
                await self.unplugged.wait()
                self.unplugged.clear()
            finally:
                self._home = None
                home.went_offline()

    async def send(self, device: str, do: Do, echoed: Callable[[], None]) -> timedelta:
        if self._home is None:
            raise NotDoneError(Reason.HOME_OFFLINE)
        if device != LAMP.id:
            raise NotDoneError(Reason.UNKNOWN_DEVICE)
        if not isinstance(do, Turn):
            raise NotDoneError(Reason.NOT_ABLE)
        self._is_on = do.on
        self._show(self._home)
        echoed()
        return timedelta(seconds=1)

    def troubles(self) -> Troubles:
        return Troubles({}, {})

    def _show(self, home: Home) -> None:
        at = int(self._clock().timestamp() * 1000)
        home.shown([State(LAMP.id, at, (OnOff(self._is_on),)), State(SENSOR.id, at, (Measurement(21.5),))])
