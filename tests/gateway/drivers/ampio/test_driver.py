import asyncio
import contextlib
import dataclasses
import logging
import socket
from collections.abc import AsyncIterator

import aiomqtt
import pytest

from ostoja.gateway.drivers.ampio import driver as driver_module
from ostoja.gateway.drivers.ampio.driver import AmpioDriver, Timing
from ostoja.gateway.house.driver import Access
from ostoja.gateway.house.errors import LostError, NotDoneError
from ostoja.protocol.messages import Reason
from ostoja.protocol.traits import Arm, Kind, Open, Turn
from ostoja.simulator.simulation import Simulation
from tests.doubles.frozen import a_way
from tests.gateway.log_listener import listening
from tests.gateway.running import running
from tests.gateway.simulated import simulated
from tests.gateway.waiting_home import PATIENCE_SECONDS, WaitingHome

QUICK = Timing(answer=2, reply=0.3, refresh=0.3, first_pause=0.05, longest_pause=0.1, not_welcome=0.1)


@pytest.fixture
async def simulation() -> AsyncIterator[Simulation]:
    async with simulated() as made:
        yield made


def a_driver(simulation: Simulation, *, user: str = "ostoja", password: str | None = None) -> AmpioDriver:
    password = simulation.password if password is None else password
    return AmpioDriver(Access(simulation.host, simulation.port, user, password, "ostoja-test"), QUICK)


@pytest.fixture
async def stand(simulation: Simulation) -> AsyncIterator[tuple[AmpioDriver, WaitingHome]]:
    driver, home = a_driver(simulation), WaitingHome()
    async with running(driver, home):
        await home.until(lambda: home.online)
        yield driver, home


@pytest.mark.parametrize(("user", "password"), [("ostoja", "wrong"), ("celina", "x")])
async def test_a_wrong_password_is_an_error_said_once(simulation: Simulation, user: str, password: str) -> None:
    with listening(driver_module.__name__) as listener:
        async with running(a_driver(simulation, user=user, password=password), WaitingHome()):
            await listener.line(PATIENCE_SECONDS)
            with contextlib.suppress(TimeoutError):
                await listener.line(0.5)

    assert listener.levels == [logging.ERROR]
    assert user not in listener.lines[0]


def test_the_library_stays_silent_whoever_sets_logging_up_anew() -> None:
    loggers = {log for log in logging.root.manager.loggerDict.values() if isinstance(log, logging.Logger)}

    assert driver_module._silent not in loggers
    assert driver_module._silent.parent is None
    assert not driver_module._silent.isEnabledFor(logging.CRITICAL)


async def test_a_wrong_pin_is_silence_and_a_right_one_an_echo(stand: tuple[AmpioDriver, WaitingHome]) -> None:
    driver, home = stand
    alarm = next(device for device in home.devices() if device.kind is Kind.ALARM)
    wrong, right = asyncio.Event(), asyncio.Event()

    await driver.send(alarm.id, Arm("9999"), wrong.set)
    await driver.send(alarm.id, Arm("1234"), right.set)
    await asyncio.wait_for(right.wait(), PATIENCE_SECONDS)

    assert "1234" not in repr(vars(driver)) + repr(driver._survey and vars(driver._survey.echoes))


async def test_an_object_that_is_taken_away_becomes_unavailable(
    simulation: Simulation, stand: tuple[AmpioDriver, WaitingHome]
) -> None:
    _, home = stand
    lamp = next(device.id for device in home.devices() if device.id.endswith("-10"))

    simulation.designer.remove(10)
    await home.until(lambda: not (home.device(lamp) or home.devices()[0]).available)
    simulation.designer.restore(10)
    await home.until(lambda: (home.device(lamp) or home.devices()[0]).available)


async def test_what_stands_in_no_listing_cannot_be_asked(stand: tuple[AmpioDriver, WaitingHome]) -> None:
    driver, home = stand
    lamp = next(device.id for device in home.devices() if device.kind is Kind.LIGHT)

    with pytest.raises(NotDoneError) as unknown:
        await driver.send("nothing", Turn(on=True), lambda: None)
    with pytest.raises(NotDoneError) as unable:
        await driver.send(lamp, Open(), lambda: None)

    assert (unknown.value.reason, unable.value.reason) == (Reason.UNKNOWN_DEVICE, Reason.NOT_ABLE)


async def test_an_order_does_not_wait_for_the_one_before(
    stand: tuple[AmpioDriver, WaitingHome],
) -> None:
    client = stand[0]._client
    assert client is not None
    wire = client._client.socket()
    assert isinstance(wire, socket.socket)

    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


class BrokenClient:
    """A connection that goes just when it is used."""

    async def publish(self, *_: object, **__: object) -> None:
        raise aiomqtt.MqttError("gone")


async def test_a_connection_that_goes_while_ordering_leaves_it_open(
    stand: tuple[AmpioDriver, WaitingHome], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, home = stand
    lamp = next(device.id for device in home.devices() if device.kind is Kind.LIGHT)
    monkeypatch.setattr(driver, "_client", BrokenClient())

    with pytest.raises(LostError):
        await driver.send(lamp, Turn(on=True), lambda: None)


def test_a_server_that_hangs_is_given_up_within_fifteen_seconds() -> None:
    assert 2 * Timing().keepalive + 1 <= 15


async def test_a_server_that_hangs_with_its_connection_open_is_offline_until_it_goes_on(
    simulation: Simulation,
) -> None:
    timing, home = dataclasses.replace(QUICK, keepalive=1), WaitingHome()
    async with a_way(simulation.host, simulation.port) as way:
        access = Access("127.0.0.1", way.port, "ostoja", simulation.password, "ostoja-test")
        async with running(AmpioDriver(access, timing), home):
            await home.until(lambda: home.online)
            began = asyncio.get_running_loop().time()
            way.freeze()
            await home.until(lambda: not home.online)
            took = asyncio.get_running_loop().time() - began
            way.thaw()
            await home.until(lambda: home.online)

    assert took <= 2 * timing.keepalive + 2
