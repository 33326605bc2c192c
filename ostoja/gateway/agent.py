"""The gateway whole: the store, the house, its driver, and the link to the world."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import click

from ostoja.ending import end
from ostoja.gateway.diagnostics.page import DiagnosticsPage
from ostoja.gateway.diagnostics.report import Report, Standing, drawn
from ostoja.gateway.drivers.families import new_driver
from ostoja.gateway.house.archive import Archive
from ostoja.gateway.house.clock import Clock, steady_clock, wall_clock
from ostoja.gateway.house.commands import Commands
from ostoja.gateway.house.diary import Diary
from ostoja.gateway.house.driver import Access
from ostoja.gateway.house.forgetting import Forgetting
from ostoja.gateway.house.house import House
from ostoja.gateway.house.keeping import keep_going
from ostoja.gateway.link.channels import Channels
from ostoja.gateway.link.conversation import Desk
from ostoja.gateway.link.deliveries import Carrier
from ostoja.gateway.link.epochs import Epochs
from ostoja.gateway.link.office import Office
from ostoja.gateway.link.orders import Follows, Orders
from ostoja.gateway.link.pairing import Announcements, Pairing
from ostoja.gateway.link.records import Records
from ostoja.gateway.link.revocations import Revocations
from ostoja.gateway.link.road import Events, Road
from ostoja.gateway.store import admissions, catalogue, deliveries, papers
from ostoja.gateway.store.database import Database, open_database
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.identity import identity
from ostoja.gateway.store.papers import Papers
from ostoja.protocol.codes import Code
from ostoja.protocol.keys import PublicKey

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5  # Commands are given up, keys destroyed and the archive caught up so late at most.
BETWEEN_CLEANINGS = timedelta(minutes=1)


@dataclass(frozen=True)
class Options:
    """What the operator of a home decides; printing it shows no password."""

    var: Path
    cloud: str
    host: str
    port: int
    user: str
    password: str
    family: str = "ampio"
    status: tuple[str, int] | None = None

    def __repr__(self) -> str:
        return f"Options({self.var}, {self.cloud}, {self.family})"


def _show_the_way_in(owner: str) -> None:
    click.echo(f"NO WAY IN  make a code with: ostoja gateway code --role owner --member {owner}")


@dataclass(frozen=True)
class Screen:
    """What the gateway shows to whoever stands beside it; ``stuck`` names an owner whom no key and no code lets in."""

    code: Callable[[Code, datetime], None]
    paired: Callable[[str], None]
    road_up: Callable[[], None]
    stuck: Callable[[str], None] = _show_the_way_in


class Chores:
    """What runs beside: each is held until it is done, and its fault is logged rather than lost."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run this."""
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def stop(self) -> None:
        """Cancel what still runs."""
        await end(*self._tasks)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("something that ran beside failed", exc_info=task.exception())


class Agent:
    """One gateway on an open store; ``run`` it until somebody asks it to stop."""

    def __init__(
        self, options: Options, screen: Screen, database: Database, http: aiohttp.ClientSession, clock: Clock
    ) -> None:
        self._screen = screen
        self._status = options.status
        self._page = DiagnosticsPage(self._report)
        self._started = clock()
        self._clock = clock
        self._database = database
        self._chores = Chores()
        self._installation = ""
        key = identity(database, clock())
        self._house = House(clock, catalogue.devices(database), catalogue.rooms(database))
        self._archive = Archive(database)
        self._diary = Diary(database, clock)
        self._forgetting = Forgetting(database, key, clock, self._erased)
        self._driver = new_driver(options.family, _access(options, key.public), clock)
        self._is_tick_failing = False
        self._commands = Commands(self._house, self._driver, steady_clock, self._chores.start)
        self._epochs = Epochs(clock())
        carrier = Carrier(database, clock, self._chores.start)
        records = Records(lambda: self._diary.is_failing, self._forgetting.wake, carrier)
        desk = Desk(self._house, self._commands, database, clock, key.public, self._chores.start, records=records)
        self._channels = channels = Channels(desk, key, self._epochs, soon=asyncio.get_running_loop().call_soon)
        for listener in (self._archive, self._diary, channels):
            self._house.tell(listener)
        office = Office(options.cloud, key, http, clock)
        self._revocations = Revocations(database, channels, clock, office.keyring)
        follows = Follows(self._forgetting.wake, lambda member: end_member(channels, member), self._doubt)
        self._orders = Orders(office, database, key, clock, follows)
        self._road = Road(key, channels, http, Events(screen.road_up, self._doubt, self._revoked))
        announce = Announcements(screen.code, self._newly_paired, self._lost, self._revocations.only, screen.stuck)
        self._pairing = Pairing(office, database, clock, announce)

    async def run(self, stop: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Work until ``stop`` returns, then end every session cleanly."""
        await self._show_diagnostics()
        deliveries.stop_what_went(self._database)
        self._database.hurry()
        held = papers.papers(self._database)
        if held is not None:
            self._paired(held)
        works: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "the driver": lambda: self._driver.run(self._house),
            "the pairing": self._pairing.run,
            "the road": self._road.run,
            "hearing revocations": self._revocations.run,
            "hearing orders": self._orders.run,
            "forgetting": self._forgetting.run,
            "the tick": self._tick,
        }
        tasks = [asyncio.create_task(keep_going(name, work)) for name, work in works.items()]
        try:
            await stop()
            await self._road.leave()
        finally:
            await end(*tasks)
            self._diary.write(steady_clock(), at_once=True)
            await self._chores.stop()
            await self._page.stop()

    async def _show_diagnostics(self) -> None:
        if self._status is not None:
            await self._page.start(*self._status)

    def _report(self) -> Report:
        standing = Standing(
            self._started,
            self._house,
            self._driver.troubles(),
            self._database,
            is_claimed=bool(self._installation),
            is_road_up=self._road.is_up,
            sessions=len(self._channels),
            is_failing=self._diary.is_failing,
            outcomes=self._commands.outcomes,
        )
        return drawn(standing, self._clock())

    def _paired(self, new: Papers) -> None:
        if new.installation != self._installation:
            self._installation = new.installation
            self._screen.paired(new.installation)
        self._chores.start(self._road.use(new))

    def _newly_paired(self, new: Papers) -> None:
        self._archive.save()
        self._paired(new)
        self._orders.nudge()

    def _erased(self) -> None:
        self._orders.nudge()

    def _lost(self) -> None:
        self._installation = ""
        self._chores.start(self._road.use(None))

    def _doubt(self) -> None:
        self._pairing.doubt()

    def _revoked(self, token: str) -> None:
        self._revocations.put(token)
        self._orders.nudge()

    async def _tick(self) -> None:
        forget = steady_clock()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now = steady_clock()
            self._commands.expire(now)
            self._epochs.turn(self._clock())
            self._archive.save()
            self._diary.write(now)
            self._revocations.put_again()
            if now >= forget:
                forget = now + BETWEEN_CLEANINGS
                self._forget_spent()

    def _forget_spent(self) -> None:
        try:
            admissions.forget_spent(self._database, self._clock())
        except (sqlite3.Error, StoreError) as wrong:
            if not self._is_tick_failing:
                log.warning("spent codes could not be forgotten (%s); is the disk full?", type(wrong).__name__)
            self._is_tick_failing = True
        else:
            self._is_tick_failing = False


async def run(
    options: Options, screen: Screen, stop: Callable[[], Coroutine[Any, Any, None]], clock: Clock = wall_clock
) -> None:
    """Run a gateway until ``stop`` returns.

    Raises: StoreError when the store cannot be used; UnknownFamilyError when there is no such driver; TakenError when
        the diagnostics page cannot answer where it should.
    """
    database = open_database(options.var)
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            await Agent(options, screen, database, http, clock).run(stop)
    finally:
        database.close()


def end_member(channels: Channels, member: str) -> None:
    """End the sessions of this member's apps, which the home has just forgotten."""
    channels.end_where(lambda channel: channel.opened.member == member)


def _access(options: Options, key: PublicKey) -> Access:
    # The server tells sessions apart by this name, so it is the same after a restart.
    client = f"ostoja-{key.fingerprint()[:11]}"
    return Access(options.host, options.port, options.user, options.password, client)
