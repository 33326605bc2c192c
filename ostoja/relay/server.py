"""The relay's life: start, carry, drain, stop."""

import asyncio
import contextlib
import logging
import random
import socket
from collections.abc import Coroutine
from dataclasses import dataclass, field

import aiohttp

from ostoja.protocol.frames import CloseCode, Kind, frame
from ostoja.protocol.revocations import Revocation
from ostoja.relay.admit import Admission
from ostoja.relay.clock import Clock, SystemClock
from ostoja.relay.counters import Counters
from ostoja.relay.feed import Feed
from ostoja.relay.keys import Keys
from ostoja.relay.limits import Limits
from ostoja.relay.listening import Carriers, bound_socket, listen
from ostoja.relay.metrics import RelayCollector
from ostoja.relay.office import Office
from ostoja.relay.outbound import Turn
from ostoja.relay.revoked import Revoked
from ostoja.relay.road import Road
from ostoja.relay.status import Health, StatusPage
from ostoja.relay.switchboard import Switchboard
from ostoja.relay.tending import STEP_SECONDS, Tending, returner_of_memory
from ostoja.relay.wire import Carrier, Wire

log = logging.getLogger(__name__)

DRAIN_SECONDS = 1.0
DRAIN_STEPS = 20


@dataclass(frozen=True)
class Options:
    """How one relay is set up; no roads means those that name this machine itself."""

    token: str = field(repr=False)
    listen: tuple[str, int] = ("127.0.0.1", 8001)
    status: tuple[str, int] = ("127.0.0.1", 8002)
    cloud: str = "http://localhost:8000"
    roads: tuple[str, ...] = ()
    origins: tuple[str, ...] = ("http://localhost:8000",)
    limits: Limits = field(default_factory=Limits)


class Relay:
    """One relay: ``start``, later ``drain``, at the end ``stop``."""

    def __init__(self, options: Options, clock: Clock | None = None) -> None:
        self._options = options
        self._clock = clock or SystemClock()
        self.counters = Counters()
        self._turn = Turn()
        self._open: set[Wire] = set()
        self._revoked = Revoked()
        self._switchboard = Switchboard(options.limits, self._revoked, self.counters)
        self._tasks: list[asyncio.Task[None]] = []
        self._ends = contextlib.AsyncExitStack()
        self._server: asyncio.Server | None = None
        self._is_draining = False

    async def start(self) -> None:
        """Listen, once the cloud's keys are known; until then the status page says that we are unfit.

        Raises: UnfitError when an address is taken.
        Then:   ``stop``, whatever happened.
        """
        options = self._options
        listener = self._bound(options.listen)
        status = self._bound(options.status)
        self.port, self.status_port = listener.getsockname()[1], status.getsockname()[1]
        http = await self._ends.enter_async_context(aiohttp.ClientSession())
        office = Office(options.cloud, options.token, http)
        self._keys = Keys(office, self._clock)
        self.feed = Feed(office, self._keys, self.strike, self._clock)
        page = StatusPage(self.health, RelayCollector(self.counters, self.feed, lambda: len(self._open)))
        self._ends.push_async_callback(page.stop)
        await page.start(status)
        self._begin(self._keys.keep())
        await self._keys.known.wait()
        self._server = await listen(listener, self._road(), self._carriers())
        self._begin(self.feed.keep())
        self._begin(self._tend())

    def health(self) -> Health:
        """Whether it can serve now, and why not."""
        limits, counters = self._options.limits, self.counters
        reasons = {
            "no_keys": not self._keys.known.is_set(),
            "draining": self._is_draining,
            "not_listening": self._server is None or not self._server.is_serving(),
            "connections": len(self._open) >= limits.connections,
            "pending_apps": counters.app_side.pending >= limits.pending_of_a_kind,
            "pending_gateways": counters.gateway_side.pending >= limits.pending_of_a_kind,
        }
        live = "live" if self.feed.is_live else "down"
        return Health(tuple(reason for reason, holds in reasons.items() if holds), live)

    def strike(self, revocation: Revocation, token: str) -> None:
        """Close what the cloud has taken back, at once."""
        self._switchboard.strike(revocation, token, self._clock.wall())
        self._turn.flush()

    async def drain(self) -> None:
        """Accept no more, tell everybody, and close the connections over about a second."""
        self._is_draining = True
        if self._server is not None:
            self._server.close()
        wires = list(self._open)
        random.shuffle(wires)
        log.info("draining %d connections", len(wires))
        for wire in wires:
            wire.send(frame(Kind.DRAIN))
        self._turn.flush()
        portion = -(-len(wires) // DRAIN_STEPS)
        while wires:
            for wire in wires[-portion:]:
                wire.refuse(CloseCode.GOING_AWAY)
            del wires[-portion:]
            self._turn.flush()
            await asyncio.sleep(DRAIN_SECONDS / DRAIN_STEPS)
        await self._everybody_gone()

    async def stop(self) -> None:
        """End everything that is left."""
        if self._server is not None:
            self._server.close()
        for wire in list(self._open):
            wire.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._ends.aclose()

    def _bound(self, where: tuple[str, int]) -> socket.socket:
        listener = bound_socket(*where)
        self._ends.callback(listener.close)
        return listener

    def _road(self) -> Road:
        options = self._options
        own = (f"ws://localhost:{self.port}", f"ws://127.0.0.1:{self.port}")
        admission = Admission(
            self._keys.ring,
            self._revoked,
            origins=options.origins,
            roads=options.roads or own,
            unknown_key=self._keys.want,
        )
        return Road(admission, self._switchboard, options.limits, self.counters, self._clock)

    def _carriers(self) -> Carriers:
        limits, counters = self._options.limits, self.counters
        return Carriers(
            Carrier(limits, limits.app, counters.app_side, counters, self._turn, self._open),
            Carrier(limits, limits.gateway, counters.gateway_side, counters, self._turn, self._open),
        )

    async def _tend(self) -> None:
        tending = Tending(self._open, self._switchboard, self._turn, self._clock, returner_of_memory())
        while True:
            await asyncio.sleep(STEP_SECONDS)
            try:
                tending.step()
            except Exception:
                # One wire's failure must not end the watch over all others; the step goes on with the next portion.
                log.exception("looking after the connections failed")

    async def _everybody_gone(self) -> None:
        deadline = self._clock.steady() + self._options.limits.goodbye.total_seconds()
        while self._open and self._clock.steady() < deadline:  # noqa: ASYNC110 - the last two seconds of a life
            await asyncio.sleep(STEP_SECONDS)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(work))
