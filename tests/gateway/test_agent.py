"""The gateway whole, with a real broker, a real relay and an office that is a double."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ostoja.gateway import agent
from ostoja.gateway.agent import Chores, Options, Screen
from ostoja.protocol.codes import Code
from ostoja.protocol.frames import CloseCode, Kind
from ostoja.protocol.messages import Reason, Step
from ostoja.protocol.tickets import Role, Ticket, sign_ticket
from ostoja.protocol.traits import OnOff, Turn
from ostoja.relay.server import Options as RelayOptions
from ostoja.relay.server import Relay
from ostoja.simulator.simulation import Simulation
from tests.doubles.app import App, ClosedError
from tests.gateway.link.office_double import DoubleOffice
from tests.gateway.log_listener import listening
from tests.gateway.moving_clock import MovingClock
from tests.gateway.simulated import simulated

PATIENCE_SECONDS = 20
ORIGIN = "http://localhost:8000"


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Town:
    """Everything around one gateway."""

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


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with DoubleOffice(MovingClock()) as office:
        office.now = now
        relay = Relay(
            RelayOptions("a token of the tests", ("127.0.0.1", 0), ("127.0.0.1", 0), office.url, (), (ORIGIN,))
        )
        await relay.start()
        try:
            async with simulated() as simulation:
                office.road = f"ws://127.0.0.1:{relay.port}"
                options = Options(
                    tmp_path / "var", office.url, simulation.host, simulation.port, "ostoja", simulation.password
                )
                yield Town(office, simulation, options)
        finally:
            await relay.stop()


async def test_from_the_claim_code_to_a_lamp_that_shines(town: Town) -> None:
    async with gateway(town):
        code = await asyncio.wait_for(town.codes.get(), PATIENCE_SECONDS)
        town.office.owner = "ala"
        assert await asyncio.wait_for(town.paired.get(), PATIENCE_SECONDS) == town.office.installation
        async with town.app(code=code) as app:
            welcome = await app.open()
            await app.snapshot()
            lamp = next(device for device in app.devices.values() if device.id.endswith("-10"))

            told = await app.ask(lamp.id, Turn(on=True))

            assert (welcome.role, told.step) == (Role.OWNER, Step.CONFIRMED)
            assert OnOff(on=True) in app.states[lamp.id].values


async def test_the_app_comes_back_by_its_key_after_the_gateway_was_restarted(town: Town) -> None:
    async with gateway(town):
        code = await asyncio.wait_for(town.codes.get(), PATIENCE_SECONDS)
        town.office.owner = "ala"
        async with town.app(code=code) as app:
            await app.open()
            await app.snapshot()
    await town.simulation.stop_broker()

    async with gateway(town), town.app(key=app.key, pinned=app.pinned) as again:
        await again.open()
        await again.snapshot()
        told = await again.ask(next(iter(app.devices)), Turn(on=True))

    assert again.devices.keys() == app.devices.keys()
    assert told.reason is Reason.HOME_OFFLINE


async def test_draining_tells_the_apps(town: Town) -> None:
    async with gateway(town) as task:
        code = await asyncio.wait_for(town.codes.get(), PATIENCE_SECONDS)
        town.office.owner = "ala"
        async with town.app(code=code) as app:
            await app.open()
            town.stop.set()
            with pytest.raises(ClosedError) as closed:
                await app.frame(Kind.PONG)
            await asyncio.wait_for(task, PATIENCE_SECONDS)

    assert closed.value.code == CloseCode.GOING_AWAY


async def test_a_chore_that_fails_is_logged_and_the_rest_is_stopped() -> None:
    chores, failed = Chores(), asyncio.Event()

    async def fail() -> None:
        failed.set()
        raise RuntimeError("on purpose")

    with listening("ostoja.gateway.agent") as listener:
        chores.start(fail())
        chores.start(asyncio.Event().wait())  # type: ignore[arg-type]  # its answer is never had
        await failed.wait()
        await chores.stop()

    assert listener.levels == [logging.ERROR]


def test_printing_options_shows_no_password() -> None:
    options = Options(Path("var"), ORIGIN, "127.0.0.1", 1, "ostoja", "a password")

    assert "password" not in repr(options)
