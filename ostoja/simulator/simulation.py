"""The whole simulation as one thing to enter and leave: a home, its M-SERV, and a broker in front."""

import asyncio
import logging
import random
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from ostoja.ending import end, heed_cancellation
from ostoja.simulator.access import ADMIN, ADMIN_USER_ID, Account
from ostoja.simulator.brokers.embedded import EmbeddedBroker
from ostoja.simulator.brokers.mosquitto import MosquittoBroker
from ostoja.simulator.brokers.port import Broker
from ostoja.simulator.clock import Clock, WallClock
from ostoja.simulator.designer import Designer
from ostoja.simulator.errors import HomeError, UnknownObjectError
from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.house import furnish
from ostoja.simulator.inhabitant import Inhabitant
from ostoja.simulator.mserv.faults import Faults
from ostoja.simulator.mserv.health import Health
from ostoja.simulator.mserv.manner import Manner
from ostoja.simulator.mserv.server import MServ
from ostoja.simulator.mserv.telling import Pace, Telling
from ostoja.simulator.things.thing import State

log = logging.getLogger(__name__)

STANDARD = "ostoja"
STANDARD_USER_ID = 7
REALISTIC = timedelta(milliseconds=150)

BROKERS: dict[str, Callable[[tuple[Account, ...], str, int], Broker]] = {
    "embedded": EmbeddedBroker,
    "mosquitto": MosquittoBroker,
}


class Simulation:
    """An M-SERV with a furnished home behind it; runs from entering to leaving.

    ``home`` is a file or a home; ``broker`` a name of ``BROKERS``; ``latency`` is the time from a deed to its push on
    the account tree; ``seed`` makes its chances repeatable; port 0 takes any free one; ``manner`` is how it speaks.

    Raises: HomeError when the home cannot be used; on entering, the errors of starting a broker.
    """

    def __init__(  # noqa: PLR0913 - the knobs of a test bench; all have their values
        self,
        home: Home | Path | None = None,
        *,
        broker: str = "embedded",
        clock: Clock | None = None,
        seed: int = 0,
        latency: timedelta = REALISTIC,
        host: str = "127.0.0.1",
        port: int = 0,
        password: str | None = None,
        inhabitant: bool = False,
        manner: Manner | None = None,
    ) -> None:
        file = home if isinstance(home, Path) else flat()
        self._home = home if isinstance(home, Home) else read_home(file)
        self._clock = clock or WallClock()
        chance = random.Random(seed)  # noqa: S311 - a repeatable chance for noise, no secret
        try:
            self._house = furnish(self._home, chance, self._clock.now())
        except ValueError as error:
            raise HomeError(file, "objects", str(error)) from error
        self.accounts = accounts(self._home, password or secrets.token_urlsafe(9))
        telling = Telling(self._home, self._house, self.accounts, Pace(latency.total_seconds()), manner)
        # A chance of its own, so that the rest of the home lives as it would without modules.
        modules = random.Random(f"{seed} modules")  # noqa: S311 - the same
        self._mserv = MServ(telling, Health(self._home.modules, modules, self._clock.now()))
        self.designer = Designer(self._home, self._mserv, self._clock, self._stir)
        self._broker = BROKERS[broker](self.accounts, host, port)
        self._inhabitant = Inhabitant(self._home, chance, self._clock.now()) if inhabitant else None
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._living: asyncio.Task[None] | None = None
        self._is_up = False

    @property
    def host(self) -> str:
        """Where the broker listens."""
        return self._broker.host

    @property
    def port(self) -> int:
        """Where the broker listens."""
        return self._broker.port

    @property
    def password(self) -> str:
        """The password of the standard account."""
        return self.accounts[1].password

    @property
    def faults(self) -> Faults:
        """What may be made to go wrong."""
        return self._mserv.faults

    async def __aenter__(self) -> Self:
        try:
            await self.start_broker()
            self._living = asyncio.create_task(self._live(), name="simulated home")
            await self._said_what_stands(self._living)
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def broken(self) -> None:
        """Wait for ever, or until the simulation can go on no longer.

        Raises: BrokerLostError when the broker has gone away by itself.
        """
        if self._living is not None:
            await asyncio.shield(self._living)

    async def press(self, object_id: int) -> None:
        """Press a wall switch in the home.

        Raises: UnknownObjectError when the home has no such wall switch.
        """
        self._mserv.press(object_id, self._clock.now())
        self._stir()

    def state_of(self, object_id: int) -> State | None:
        """What the object shows at this moment, as the M-SERV writes it without the stamp; None while it has no value.

        Raises: UnknownObjectError when the home has no such object.
        """
        if object_id not in self._house.pieces:
            raise UnknownObjectError(object_id)
        self._mserv.live(self._clock.now())
        self._stir()
        return self._house.pieces[object_id].state

    async def stop_broker(self) -> None:
        """Stop the broker; the home lives on unheard."""
        if self._is_up:
            log.info("the broker stops")
        self._is_up = False
        await self._broker.stop()

    async def start_broker(self) -> None:
        """Start the broker on its port, as after a restart of the M-SERV; nothing when it runs.

        Raises: PortTakenError, ListenError, BrokerMissingError or BrokerLostError when it cannot.
        """
        if self._is_up:
            return
        await self._broker.start(self._hear)
        self._is_up = True
        log.info("the broker listens on port %d", self.port)
        self._mserv.start(self.port, self._clock.now())
        self._stir()

    async def settled(self) -> None:
        """Wait until everything that is due by now is said."""
        self._stir()
        await self._idle.wait()

    def _hear(self, topic: str, payload: bytes) -> None:
        log.debug("< %s", nameless(topic))
        self._mserv.hear(topic, payload, self._clock.now())
        self._stir()

    async def _said_what_stands(self, living: asyncio.Task[None]) -> None:
        """What stands retained is said before anybody connects."""
        said = asyncio.create_task(self._idle.wait())
        try:
            await asyncio.wait((said, living), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end(said)

    async def _end(self) -> None:
        if self._living is not None:
            # What ended it otherwise was raised by `broken`; here it only has to be over.
            await end(self._living)
        await self.stop_broker()

    def _stir(self) -> None:
        self._idle.clear()
        self._wake.set()

    async def _live(self) -> None:
        while True:
            self._wake.clear()
            now = self._clock.now()
            self._mserv.live(now)
            if self._inhabitant is not None and (switch := self._inhabitant.presses(now)) is not None:
                self._mserv.press(switch, now)
            while (publication := self._mserv.outbox.take(now)) is not None:
                if self._is_up:
                    log.debug("> %s", nameless(publication.topic))
                    await self._broker.publish(publication.topic, publication.payload, retain=publication.retain)
                    heed_cancellation()
            if not self._wake.is_set():
                self._idle.set()
            await self._clock.pause(self._next_at(), self._wake)
            self._idle.clear()

    def _next_at(self) -> float:
        inhabitant = self._inhabitant.next_at if self._inhabitant else float("inf")
        return min(self._mserv.next_at, inhabitant)


def accounts(home: Home, password: str) -> tuple[Account, Account]:
    """The logins: ``admin``, who sees everything, and the standard account."""
    hidden = frozenset(row.id for row in home.objects if not row.shared)
    return Account(ADMIN, ADMIN, ADMIN_USER_ID), Account(STANDARD, password, STANDARD_USER_ID, hidden)


def nameless(topic: str) -> str:
    """The topic without the account, which no log shows."""
    return "/".join(topic.split("/")[3:])
