"""Scenes and bells of a simulated home, through a real broker: whatever they hold, nobody waits for nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import msgspec
import pytest

from ostoja.gateway.drivers.ampio.driver import AmpioDriver, Timing
from ostoja.gateway.house.driver import Access
from ostoja.protocol.traits import Do, End, Press, Run, Undo
from ostoja.simulator.home.furnishing import Home, Scene, Thing
from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.simulation import Simulation
from tests.gateway.running import running
from tests.gateway.simulated import simulated
from tests.gateway.waiting_home import PATIENCE_SECONDS, WaitingHome

SCENE, BELL = 7, 30
MORE = (
    Thing(BELL, "przekaznik", leaf="0_cb8f_257_2_5", rooms=(6,), start="255", bell=True, default_pulse_ms=60_000),
    Thing(31, "flaga_liniowa", leaf="0_cb8f_7_0_0", rooms=(6,), start="1"),
    Thing(32, "flaga_liniowa16", leaf="0_cb8f_8_0_0", rooms=(6,), start="1"),
)
# Every kind of step that a thing of the simulated home answers; some of them are in place from the start.
STEPS = [
    "set/10/turnOn",
    "set/10/turnOff",
    "set/10/switch",
    "set/10/setValue/1",
    "set/10/setValue/255/6000",
    "set/11/setValue/255/6000",
    "set/12/turnOn",
    "set/12/switch",
    "set/12/setValue/60",
    "set/12/setValue/60/6000",
    "set/13/setColors/1/2/3/4",
    "set/13/setColors/67305985",
    "set/13/setColors/-1",
    "set/14/open",
    "set/14/close",
    "set/14/stop",
    "set/14/setRollerPos/30/101",
    "set/16/setRollerPos/30/40",
    "set/16/setRollerPos/101/40",
    "set/17/setTemperature/23.26",
    "set/17/setHeatingMode/A",
    "set/17/setHeatingMode/S",
    "set/23/turnOn",
    "set/23/switch",
    "set/23/setValue/255",
    "set/25/arm/1234",
    "set/25/disarm/1234",
    "set/31/setValue/300",
    "set/31/setValue/44/100",
    "set/32/setValue/40000",
]


def furnished(*actions: str) -> Home:
    """The flat with quick covers, a bell that is on, numbers, and one scene of these actions."""
    home = read_home(flat())
    objects = tuple(msgspec.structs.replace(row, travel_s=2.0) for row in (*home.objects, *MORE))
    return msgspec.structs.replace(home, objects=objects, scenes=(Scene(SCENE, "Scene", actions),))


@dataclass
class Stand:
    """A driver that runs, its home, and the simulation behind."""

    driver: AmpioDriver
    home: WaitingHome
    simulation: Simulation

    async def ask(self, tail: str, do: Do) -> tuple[timedelta, bool]:
        """How long the home may take, and whether it was confirmed in that time."""
        device = next(device.id for device in self.home.devices() if device.id.endswith(tail))
        echoed = asyncio.Event()
        patience = await self.driver.send(device, do, echoed.set)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(echoed.wait(), min(patience.total_seconds(), PATIENCE_SECONDS) + 0.1)
        return patience, echoed.is_set()

    async def run(self) -> tuple[timedelta, bool]:
        return await self.ask(f"-s{SCENE}", Run())


@contextlib.asynccontextmanager
async def stand(*actions: str) -> AsyncIterator[Stand]:
    async with simulated(furnished(*actions)) as simulation:
        access = Access(simulation.host, simulation.port, "ostoja", simulation.password, "ostoja-test")
        driver, home = AmpioDriver(access, Timing(answer=2, reply=2)), WaitingHome()
        async with running(driver, home):
            await home.until(lambda: home.online)
            yield Stand(driver, home, simulation)


@pytest.mark.parametrize("action", STEPS)
async def test_a_scene_is_confirmed_whenever_it_is_run(action: str) -> None:
    async with stand(action) as found:
        for _ in range(2):
            assert (await found.run())[1]


async def test_a_scene_of_many_steps_is_confirmed_when_it_changes_all_some_or_nothing() -> None:
    async with stand("set/10/turnOn", "set/13/setColors/1/2/3/4", "set/14/close", "set/17/setTemperature/23") as found:
        first = await found.run()
        await found.home.until(lambda: (found.simulation.state_of(14) or {})["state"] == "0")
        again = await found.run()
        await found.simulation.press(21)
        partly = await found.run()

        assert [first[1], again[1], partly[1]] == [True] * 3
        assert (found.simulation.state_of(10) or {})["state"] == "255"


async def test_a_scene_is_not_confirmed_by_a_part_of_it() -> None:
    async with stand("set/10/turnOn", "set/13/setColors/1/2/3/4") as found:
        found.simulation.faults.mute(13)

        assert not (await asyncio.wait_for(found.run(), PATIENCE_SECONDS))[1]


async def test_a_scene_that_lists_nothing_has_nothing_left_to_do() -> None:
    async with stand() as found:
        assert (await found.run())[1]


@pytest.mark.parametrize("action", ["set/28/turnOn", "set/21/turnOn", "set/10/dance", "set/13/switch"])
async def test_a_scene_of_which_nothing_can_be_seen_ends_at_once_unconfirmed(action: str) -> None:
    async with stand(action) as found:
        assert await found.run() == (timedelta(), False)


MANY = (
    "set/10/turnOn",
    "set/11/setValue/90",
    "set/13/setColors/1/2/3/4",
    "set/14/setRollerPos/30/101",
    "set/17/setTemperature/23",
    "set/31/setValue/44",
)


async def test_a_scene_is_undone_to_what_was_before() -> None:
    async with stand(*MANY) as found:
        before = {object_: (found.simulation.state_of(object_) or {})["state"] for object_ in (10, 11, 13, 14, 31)}
        await found.run()
        await found.home.until(lambda: (found.simulation.state_of(14) or {})["state"] == "30")

        assert (await found.ask(f"-s{SCENE}", Undo()))[1]

        await found.home.until(lambda: (found.simulation.state_of(14) or {})["state"] == before[14])
        assert {object_: (found.simulation.state_of(object_) or {})["state"] for object_ in before} == before


async def test_a_scene_that_was_not_run_from_here_is_undone_unseen() -> None:
    async with stand(*MANY) as found:
        assert await found.ask(f"-s{SCENE}", Undo()) == (timedelta(), False)


async def test_what_a_scene_turns_on_is_turned_off() -> None:
    async with stand("set/10/turnOn", "set/11/setValue/90", "set/13/setColors/1/2/3/4") as found:
        await found.run()

        assert (await found.ask(f"-s{SCENE}", End()))[1]

        assert {(found.simulation.state_of(object_) or {})["state"] for object_ in (10, 11, 13)} == {"0"}


async def test_the_end_of_a_scene_that_turns_nothing_on_is_not_seen() -> None:
    async with stand("set/14/close") as found:
        assert await found.ask(f"-s{SCENE}", End()) == (timedelta(), False)


async def test_a_bell_that_is_on_is_rung_though_its_pulse_outlasts_all_patience() -> None:
    async with stand() as found:
        for _ in range(2):
            assert (await found.ask(f"-{BELL}", Press()))[1]
