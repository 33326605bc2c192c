"""A planted household's way through its home: claimed, shared, commanded, recorded, and erased at the office's word."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import aiohttp
import msgspec
import pytest

from ostoja.gateway.agent import Options
from ostoja.gateway.house import diary
from ostoja.protocol import traits
from ostoja.protocol.arrangements import Arrange, Arrangement, ArrangementIs, AskArrangement
from ostoja.protocol.codes import Code, read_code
from ostoja.protocol.deliveries import AskDeliveries, Deliver, Deliveries
from ostoja.protocol.excerpts import Excerpt, sign_excerpt
from ostoja.protocol.holdings import AskHoldings, AskKeeping, Holdings, KeepFor, Keeping, Scope
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.messages import (
    Admission,
    Admit,
    Apps,
    Beat,
    Beating,
    Devices,
    Done,
    HomeIs,
    ListApps,
    Refused,
    RemoveApp,
    Rooms,
    Step,
)
from ostoja.protocol.orders import Order, sign_order
from ostoja.protocol.sealing import DhKey
from ostoja.protocol.tickets import Role
from ostoja.relay.server import Options as RelayOptions
from ostoja.relay.server import Relay
from tests.canary.homeears import Decorated, Heard, Watched, tapped
from tests.canary.homestores import left
from tests.canary.household import ALARM, LAMP, Dweller, Household
from tests.canary.keeping import Kept
from tests.doubles.recorder import Recorder
from tests.gateway.link.office_double import DoubleOffice
from tests.gateway.moving_clock import MovingClock
from tests.gateway.simulated import QUICK
from tests.gateway.town import ORIGIN, PATIENCE_SECONDS, Town, gateway, now
from tests.ports import free_port

DEEDS: tuple[traits.Do, ...] = (
    traits.Turn(on=True),
    traits.SetBrightness(40),
    traits.SetColor(1, 2, 3),
    traits.SetColorTemperature(50),
    traits.Open(),
    traits.Close(),
    traits.Stop(),
    traits.Move(position=30),
    traits.SetTarget(21.5),
    traits.SetMode(traits.Mode.MANUAL),
    traits.SetNumber(3),
    traits.Press(),
    traits.Run(),
    traits.Undo(),
    traits.End(),
)


class HomeWay:
    """The way of one household."""

    def __init__(self, town: Town, household: Household, heard: Heard) -> None:
        self.town, self.household, self.heard = town, household, heard

    def app(self, who: Dweller, **more: object) -> Watched:
        """An app of this member."""
        office = self.town.office
        ticket = self.town.ticket(who.member.value)
        label, kinds = who.label.value, self.heard.messages
        return Watched(office.road, ORIGIN, ticket, office.installation, label=label, kinds=kinds, **more)  # type: ignore[arg-type]  # the fields of App

    async def go(self) -> None:
        """All of it."""
        owner, guest = self.household.owner, self.household.guest
        self.town.office.excerpt = sign_excerpt(
            Excerpt("ab" * 32, 1, 1, "Europe/Warsaw", "P30D", "P1Y", "P30D"), self.town.office.signing
        )
        key, pinned = await self.claim()
        async with gateway(self.town):
            async with self.app(owner, key=key, pinned=pinned) as app:
                await app.open()
                await app.snapshot()
                async with self.app(guest, code=await invited(app, Role.MEMBER)) as other:
                    await other.open()
                    await other.snapshot()
                    await self.live(app)
                    for one, who in ((app, owner), (other, guest)):
                        await one.say(Arrange("arrange", Arrangement(favorites=(who.taste.value,))))
                        await one.hear(ArrangementIs)
                        await one.say(AskArrangement("arrangement"))
                        await one.hear(ArrangementIs)
                    self.heard.copies["guest"] = await copied(other, Scope.MINE)
                    self.heard.copies["owner"] = await copied(app, Scope.MINE) + await copied(app, Scope.HOME)
                    self.heard.kept.append(left(self.town.options.var))
                    await self.erased(app, guest, whole=False)
                self.heard.kept.append(left(self.town.options.var))
                await self.erased(app, owner, whole=True)
            await until(lambda: self.town.codes.qsize() > 0)
            self.heard.kept.append(left(self.town.options.var))
        self.heard.kept.append(left(self.town.options.var))

    async def claim(self) -> tuple[DhKey, PublicKey | None]:
        """Claim the home; what it shows is written down from its next start on, for until now it was nobody's."""
        async with gateway(self.town):
            code = await asyncio.wait_for(self.town.codes.get(), PATIENCE_SECONDS)
            self.town.office.owner = self.household.owner.member.value
            async with self.app(self.household.owner, code=code) as app:
                await app.open()
                return app.key, app.pinned

    async def live(self, app: Watched) -> None:
        """Use the home until it says everything that a home says."""
        await command_everything(app, self.household)
        await app.say(Beat())
        await app.hear(Beating)
        async with self.app(self.household.owner, code=await invited(app, None)) as second:
            welcome = await second.open()
            await invited(app, None)
            await app.say(ListApps("list"))
            assert len((await app.hear(Apps)).apps) == 3
            await app.say(RemoveApp("remove", welcome.app))
            await app.hear(Done)
        await app.say(RemoveApp("again", welcome.app))
        await app.hear(Refused)
        await app.say(KeepFor("keep", 30))
        await app.hear(Keeping)
        # To a place that is no public one: written down, and nothing leaves.
        await app.say(Deliver("deliver", self.household.receiver.value, f"https://localhost/{new_id()}"))
        await app.hear(Deliveries)
        await app.say(AskDeliveries("deliveries"))
        await app.hear(Deliveries)
        simulation = self.town.simulation
        assert isinstance(simulation, Decorated)
        simulation.designer.rename(LAMP, f"{self.household.device.value} II")
        await app.hear(Devices)
        simulation.name_rooms(self.household.room.value)
        await app.hear(Rooms)
        await until(lambda: shown_in(self.town.options.var, self.household))
        await simulation.stop_broker()
        await app.hear(HomeIs)

    async def erased(self, app: Watched, who: Dweller, *, whole: bool) -> None:
        """The office orders the home to erase a member, and has the receipt."""
        office = self.town.office
        assert app.pinned is not None
        order = Order(new_id(), office.installation, app.pinned.text(), who.member.value, whole, int(now().timestamp()))
        office.orders = [sign_order(order, office.signing)]
        if whole:
            office.owner = None
        await app.say(AskKeeping("before"))
        await app.say(KeepFor("nudge", 30))
        await until(lambda: any(one.order == order.id for one in office.receipts))


async def invited(app: Watched, role: Role | None) -> Code:
    """The code that this app has made."""
    await app.say(Admit(new_id(), role))
    return read_code((await app.hear(Admission)).code)


async def command_everything(app: Watched, household: Household) -> None:
    """Send each kind of command, most of them to a lamp that refuses; arm and disarm with the planted PIN."""
    lamp, alarm = (next(one for one in app.devices if one.endswith(f"-{number}")) for number in (LAMP, ALARM))
    for deed in DEEDS:
        await app.ask(lamp, deed)
    pin = household.pin.value
    assert (await app.ask(alarm, traits.Arm(pin))).step is Step.CONFIRMED
    assert (await app.ask(alarm, traits.Disarm(pin))).step is Step.CONFIRMED


async def copied(app: Watched, scope: Scope) -> bytes:
    """Everything that the home gives this app to take along."""
    mark, parts = "", b""
    while True:
        await app.say(AskHoldings("copy", scope, mark))
        part = await app.hear(Holdings)
        parts += msgspec.json.encode(part)
        mark = part.next
        if not mark:
            return parts


async def until(is_so: Callable[[], bool]) -> None:
    """Return when this is so.

    Raises: TimeoutError when it is not for long.
    """
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():  # noqa: ASYNC110 - a store has no event
            await asyncio.sleep(0.05)


def shown_in(var: Path, household: Household) -> bool:
    """Whether the history has what the weather station showed."""
    return any(household.shown.value.encode() in held for place, held in left(var).columns if place == "history.value")


@contextlib.asynccontextmanager
async def a_planted_town(var: Path, household: Household, heard: Heard) -> AsyncIterator[HomeWay]:
    """The household's home with a gateway, a relay behind a recorder, and an office of which every word is kept."""
    hidden, shown = free_port(), free_port()
    office = DoubleOffice(MovingClock(), f"ws://localhost:{shown}")
    office.now = now
    tapped(office, heard.calls)
    simulation = Decorated(household.furnished(), broker="mosquitto", latency=QUICK, password=household.password.value)
    async with office, simulation:
        ports = ("127.0.0.1", hidden), ("127.0.0.1", 0)
        relay = Relay(RelayOptions("a token of the tests", *ports, office.url, (office.road,), (ORIGIN,)))
        await relay.start()
        recorder = Recorder(shown, f"ws://127.0.0.1:{hidden}")
        try:
            await asyncio.to_thread(recorder.__enter__)
            options = Options(var, office.url, simulation.host, simulation.port, "ostoja", household.password.value)
            yield HomeWay(Town(office, simulation, options), household, heard)
            heard.status += [(path, await got(relay.status_port, path)) for path in ("/metrics", "/healthz")]
        finally:
            await asyncio.to_thread(recorder.__exit__)
            heard.frames += recorder.heard
            await relay.stop()


async def got(port: int, path: str) -> bytes:
    """What a status page says."""
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}{path}") as answer:
        return await answer.read()


async def everything_heard(var: Path, household: Household) -> Heard:
    """Everything that was kept and heard of a household that went all its way."""
    heard, log, root = Heard(), Kept(), logging.getLogger()
    before, ours = root.level, logging.getLogger("ostoja").level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    logging.getLogger("ostoja").setLevel(logging.DEBUG)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(diary, "BETWEEN_WRITES", timedelta())
            async with a_planted_town(var, household, heard) as way:
                await way.go()
    finally:
        root.removeHandler(log)
        root.setLevel(before)
        logging.getLogger("ostoja").setLevel(ours)
    heard.log += (*log.said, *log.written)
    return heard
