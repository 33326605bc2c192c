"""Whatever goes wrong at the M-SERV, the home comes back by itself and shows what is, and nothing else."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable

import pytest

from ostoja.gateway.drivers.ampio.driver import AmpioDriver
from ostoja.protocol.traits import Device, OnOff, Turn
from ostoja.simulator.simulation import Simulation
from tests.gateway.drivers.ampio.test_driver import QUICK, a_driver
from tests.gateway.running import running
from tests.gateway.simulated import simulated
from tests.gateway.waiting_home import WaitingHome

LAMP, SWITCH = 10, 21
DEVICES = 21


@pytest.fixture
async def simulation() -> AsyncIterator[Simulation]:
    async with simulated() as made:
        yield made


def lamp(home: WaitingHome) -> Device:
    return next(device for device in home.devices() if device.id.endswith(f"-{LAMP}"))


def is_on(home: WaitingHome) -> bool:
    state = home.state(lamp(home).id)
    return state is not None and OnOff(on=True) in state.values


def is_whole(home: WaitingHome) -> bool:
    """Whether every device is there, and each of them shows something."""
    devices = home.devices()
    return home.online and len(devices) == DEVICES and all(device.available for device in devices)


async def follows(simulation: Simulation, home: WaitingHome) -> None:
    """What happens at home is shown."""
    before = is_on(home)
    await simulation.press(SWITCH)
    await home.until(lambda: is_on(home) is not before)


@pytest.mark.parametrize(
    "keyword", ["devices", "params_devices", "states", "groups", "group_devices", "scenes", "info"]
)
@pytest.mark.parametrize("fault", ["drop", "delay", "malform"])
async def test_a_reply_that_is_lost_late_or_broken_is_asked_for_again(
    simulation: Simulation, fault: str, keyword: str
) -> None:
    faults, home = simulation.faults, WaitingHome()
    deeds: dict[str, Callable[[], None]] = {
        "drop": lambda: faults.drop_reply(keyword, 2),
        "delay": lambda: faults.delay_reply(keyword, 2 * QUICK.reply),
        "malform": lambda: faults.malform_row(keyword, 1),
    }
    deeds[fault]()

    async with running(a_driver(simulation), home):
        await home.until(lambda: is_whole(home))
        await follows(simulation, home)


async def test_one_row_that_is_no_row_hides_only_itself(simulation: Simulation) -> None:
    simulation.faults.malform_row("devices")
    home = WaitingHome()
    driver = AmpioDriver(a_driver(simulation)._access, dataclasses.replace(QUICK, refresh=60))

    async with running(driver, home):
        await home.until(lambda: home.online and len(home.devices()) == DEVICES - 1)

        assert sum(driver.troubles().skipped.values()) >= 1


@pytest.mark.parametrize("deed", ["unleaf", "hide", "remove"])
async def test_an_object_that_an_installer_breaks_leaves_the_others_be(simulation: Simulation, deed: str) -> None:
    home = WaitingHome()
    async with running(a_driver(simulation), home):
        await home.until(lambda: is_whole(home))

        getattr(simulation.designer, deed)(11)
        await follows(simulation, home)
        others = [device for device in home.devices() if not device.id.endswith("-11")]
        assert all(device.available for device in others)
        simulation.designer.restore(11)

        await home.until(lambda: is_whole(home))


async def test_a_grant_that_is_taken_away_is_no_deletion(simulation: Simulation) -> None:
    home = WaitingHome()
    async with running(a_driver(simulation), home):
        await home.until(lambda: is_whole(home))

        simulation.designer.grant(LAMP, held=False)
        await home.until(lambda: not lamp(home).available)
        simulation.designer.grant(LAMP, held=True)

        await home.until(lambda: is_whole(home))
        await follows(simulation, home)


async def test_two_modules_of_one_mac_change_nothing(simulation: Simulation) -> None:
    simulation.designer.twin()
    home = WaitingHome()
    async with running(a_driver(simulation), home):
        await home.until(lambda: is_whole(home))
        await follows(simulation, home)


@pytest.mark.parametrize("seconds", [-3600.0, 86_400.0])
async def test_a_clock_that_jumps_holds_nothing_back(simulation: Simulation, seconds: float) -> None:
    home = WaitingHome()
    async with running(a_driver(simulation), home):
        await home.until(lambda: is_whole(home))
        await follows(simulation, home)

        simulation.faults.jump(seconds)
        await follows(simulation, home)
        simulation.faults.heal()

        await follows(simulation, home)


@pytest.mark.parametrize("jump", [0.0, -3600.0])
async def test_what_was_done_and_not_told_is_asked_for_when_its_echo_is_overdue(
    simulation: Simulation, jump: float
) -> None:
    # So seldom that the net below it catches nothing.
    timing = dataclasses.replace(QUICK, refresh=3600)
    home, driver = WaitingHome(), AmpioDriver(a_driver(simulation)._access, timing)
    async with running(driver, home):
        await home.until(lambda: is_whole(home))
        # What was heard last is younger by the server's clock than what it says after that was set back.
        await follows(simulation, home)
        before = is_on(home)
        simulation.faults.jump(jump)
        simulation.faults.mute(LAMP)
        echoed = asyncio.Event()

        await driver.send(lamp(home).id, Turn(on=not before), echoed.set)

        await home.until(lambda: is_on(home) is not before)


async def test_what_happened_while_the_broker_was_away_is_shown_when_it_is_back(simulation: Simulation) -> None:
    home = WaitingHome()
    async with running(a_driver(simulation), home):
        await home.until(lambda: is_whole(home))
        before = is_on(home)

        await simulation.stop_broker()
        await home.until(lambda: not home.online)
        await simulation.press(SWITCH)
        await simulation.start_broker()

        await home.until(lambda: is_whole(home) and is_on(home) is not before)
