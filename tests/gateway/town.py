"""Everything around one gateway: a real broker, a real relay, and an office that is a double."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ostoja.gateway import agent
from ostoja.gateway.agent import Options, Screen
from ostoja.protocol.codes import Code
from ostoja.protocol.tickets import Role, Ticket, sign_ticket
from ostoja.relay.server import Options as RelayOptions
from ostoja.relay.server import Relay
from ostoja.simulator.simulation import Simulation
from tests.doubles.app import App
from tests.gateway.link.office_double import DoubleOffice
from tests.gateway.moving_clock import MovingClock
from tests.gateway.simulated import simulated

PATIENCE_SECONDS = 20
ORIGIN = "http://localhost:8000"


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Town:
    """Everything around one gateway, and what it showed."""

    office: DoubleOffice
    simulation: Simulation
    options: Options
    codes: asyncio.Queue[Code] = field(default_factory=asyncio.Queue)
    paired: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    up: asyncio.Event = field(default_factory=asyncio.Event)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> None:
        await self.stop.wait()

    def ticket(self, member: str = "ala") -> str:
        ticket = Ticket.new(
            installation=self.office.installation, member=member, session=f"s-{member}", role=Role.MEMBER, now=now()
        )
        return sign_ticket(ticket, self.office.signing)

    def app(self, member: str = "ala", **more: object) -> App:
        return App(self.office.road, ORIGIN, self.ticket(member), self.office.installation, **more)  # type: ignore[arg-type]  # the fields of App


@contextlib.asynccontextmanager
async def gateway(town: Town) -> AsyncIterator[asyncio.Task[None]]:
    town.stop.clear()
    screen = Screen(lambda code, _: town.codes.put_nowait(code), town.paired.put_nowait, town.up.set)
    task = asyncio.create_task(agent.run(town.options, screen, town.wait))
    try:
        yield task
    finally:
        town.stop.set()
        await asyncio.wait_for(task, PATIENCE_SECONDS)


@contextlib.asynccontextmanager
async def a_town(var: Path) -> AsyncIterator[Town]:
    """A town whose gateway keeps its store in this folder."""
    async with DoubleOffice(MovingClock()) as office:
        office.now = now
        relay = Relay(
            RelayOptions("a token of the tests", ("127.0.0.1", 0), ("127.0.0.1", 0), office.url, (), (ORIGIN,))
        )
        await relay.start()
        try:
            async with simulated() as simulation:
                office.road = f"ws://127.0.0.1:{relay.port}"
                options = Options(var, office.url, simulation.host, simulation.port, "ostoja", simulation.password)
                yield Town(office, simulation, options)
        finally:
            await relay.stop()


@contextlib.asynccontextmanager
async def claimed(town: Town) -> AsyncIterator[App]:
    """Ala's app at a gateway that runs and that she has just claimed, with the whole home before her."""
    async with gateway(town):
        code = await asyncio.wait_for(town.codes.get(), PATIENCE_SECONDS)
        town.office.owner = "ala"
        async with town.app(code=code) as app:
            await app.open()
            await app.snapshot()
            yield app
