"""Commands that follow one another faster than the home shows what they did, through a real broker."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from functools import partial

import msgspec
import pytest

from ostoja.gateway.agent import Chores
from ostoja.gateway.drivers.ampio.driver import AmpioDriver, Timing
from ostoja.gateway.drivers.ampio.echoes import Awaited, Echoes, Waiting
from ostoja.gateway.drivers.ampio.orders import Values, shows
from ostoja.gateway.house.clock import steady_clock
from ostoja.gateway.house.commands import Commands
from ostoja.gateway.house.driver import Access
from ostoja.protocol.messages import Command, CommandIs, Step
from ostoja.protocol.traits import Brightness, Do, OnOff, Run, State, Turn
from ostoja.simulator.home.furnishing import Home, Scene
from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.simulation import Simulation
from tests.gateway.running import running
from tests.gateway.simulated import simulated
from tests.gateway.waiting_home import PATIENCE_SECONDS, WaitingHome

LAMP, DARK = 10, 7
LATENCY = timedelta(milliseconds=200)
ON, OFF = (f"-{LAMP}", Turn(on=True)), (f"-{LAMP}", Turn(on=False))
GO_DARK = (f"-s{DARK}", Run())


class Diary(WaitingHome):
    """A home that writes down what its lamp showed and how commands ended, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._look = "off"
        self.over: asyncio.Queue[str] = asyncio.Queue()

    def shown(self, states: Iterable[State]) -> None:
        told = list(states)
        for state in told:
            look = "on" if OnOff(on=True) in state.values else "off"
            if state.device.endswith(ON[0]) and look != self._look:
                self.lines.append(look)
                self._look = look
        super().shown(told)

    def told(self, is_: CommandIs) -> None:
        if is_.step is not Step.SENT:
            self.lines.append(f"{is_.id} {is_.reason or is_.step}")
            self.over.put_nowait(is_.id)


class Stand:
    """Commands on a driver that runs."""

    def __init__(self, simulation: Simulation, diary: Diary, driver: AmpioDriver, chores: Chores) -> None:
        self.simulation = simulation
        self._diary = diary
        self._commands = Commands(diary, driver, steady_clock, chores.start)

    async def taps(self, *wishes: tuple[str, Do]) -> list[str]:
        """Ask all of these at once, numbered from 1; what happened until all were over, in order."""
        for number, (tail, do) in enumerate(wishes, start=1):
            device = next(device.id for device in self._diary.devices() if device.id.endswith(tail))
            command = Command(str(number), device, do, self._commands.instant())
            self._commands.ask("ala", command, self._diary.told)
        async with asyncio.timeout(PATIENCE_SECONDS):
            for _ in wishes:
                await self._diary.over.get()
        return self._diary.lines


def furnished() -> Home:
    return msgspec.structs.replace(read_home(flat()), scenes=(Scene(DARK, "Dark", (f"set/{LAMP}/turnOff",)),))


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with simulated(furnished(), LATENCY) as simulation:
        access = Access(simulation.host, simulation.port, "ostoja", simulation.password, "ostoja-test")
        driver, diary, chores = AmpioDriver(access, Timing(answer=2, reply=2)), Diary(), Chores()
        async with running(driver, diary):
            await diary.until(lambda: diary.online)
            yield Stand(simulation, diary, driver, chores)
            await chores.stop()


async def test_what_is_so_already_is_no_proof_while_something_else_is_on_its_way(stand: Stand) -> None:
    assert await stand.taps(ON, OFF) == ["1 superseded", "on", "off", "2 confirmed"]


async def test_the_last_of_many_taps_is_confirmed_when_the_home_has_followed_all(stand: Stand) -> None:
    lines = await stand.taps(ON, OFF, ON, OFF, ON)

    assert lines[:4] == [f"{number} superseded" for number in range(1, 5)]
    assert lines[4:] == ["on", "off", "on", "off", "on", "5 confirmed"]


async def test_the_same_wish_again_is_confirmed_with_the_first_sight_of_it(stand: Stand) -> None:
    assert await stand.taps(ON, ON) == ["1 superseded", "on", "2 confirmed"]


async def test_a_scene_does_not_take_for_done_what_is_about_to_change(stand: Stand) -> None:
    assert await stand.taps(ON, GO_DARK) == ["on", "1 confirmed", "off", "2 confirmed"]


async def test_a_tap_behind_one_that_never_shows_is_confirmed_once_that_has_had_its_time(stand: Stand) -> None:
    stand.simulation.faults.mute(LAMP)

    assert await stand.taps(ON, OFF) == ["1 superseded", "2 confirmed"]


class Line:
    """Orders to one lamp, numbered in their order, and which of them were confirmed."""

    def __init__(self, before: int, *levels: int) -> None:
        self.echoes, self.confirmed = Echoes(), list[int]()
        self._now: Values = (Brightness(before),)
        self.orders = [self._order(number, level) for number, level in enumerate(levels, start=1)]
        for order in self.orders:
            self.echoes.wait(order)

    def _order(self, number: int, level: int) -> Waiting:
        awaited = Awaited(LAMP, "output", self._now, shows(Brightness(level)))
        return Waiting([awaited], partial(self.confirmed.append, number))

    def shows(self, *levels: int) -> list[int]:
        for level in levels:
            before, self._now = self._now, (Brightness(level),)
            self.echoes.shown(LAMP, before, self._now, moved=before != self._now)
        return self.confirmed

    def give_up(self, number: int) -> list[int]:
        self.echoes.give_up(self.orders[number - 1], lambda _: self._now)
        return self.confirmed


def test_what_is_shown_is_the_deed_of_the_first_that_it_fits() -> None:
    line = Line(0, 100, 0, 100)

    assert line.shows(100) == [1]
    assert line.shows(100) == [1]
    assert line.shows(0) == [1, 2]
    assert line.shows(100) == [1, 2, 3]


def test_a_push_without_a_change_is_no_deed_of_one_further_back() -> None:
    line = Line(100, 0, 100)

    assert line.shows(100) == []
    assert line.shows(0, 100) == [1, 2]


def test_a_home_that_leaves_out_what_cancels_out_is_believed_when_the_older_had_their_time() -> None:
    line = Line(0, 100, 0, 100)

    assert line.shows(100) == [1]
    assert line.give_up(1) == [1]
    assert line.give_up(2) == [1, 3]
    assert line.give_up(3) == [1, 3]


def test_one_that_never_shows_does_not_hold_up_a_change_behind_it() -> None:
    line = Line(0, 100, 40)

    assert line.shows(40) == [2]
    assert line.echoes.axes(LAMP) == frozenset()
