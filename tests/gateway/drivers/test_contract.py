"""Every driver keeps the contract of the house: the same sentences for each family."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from ostoja.gateway.drivers.ampio.driver import AmpioDriver, Timing
from ostoja.gateway.house.clock import wall_clock
from ostoja.gateway.house.driver import Access, Driver
from ostoja.gateway.house.errors import NotDoneError
from ostoja.protocol.messages import Reason
from ostoja.protocol.traits import Arm, Kind, Measurement, OnOff, Turn
from tests.gateway.drivers.tiny_families.tiny.driver import TinyDriver
from tests.gateway.running import running
from tests.gateway.simulated import simulated
from tests.gateway.waiting_home import PATIENCE_SECONDS, WaitingHome

QUICK = Timing(answer=2, reply=2, first_pause=0.05, longest_pause=0.2)


@dataclass
class Stand:
    """A driver that runs, its home, and hands on the plug."""

    driver: Driver
    home: WaitingHome
    unplug: Callable[[], Awaitable[None]]
    plug: Callable[[], Awaitable[None]]


@contextlib.asynccontextmanager
async def tiny() -> AsyncIterator[Stand]:
    driver, home = TinyDriver(wall_clock), WaitingHome()

    async def unplug() -> None:
        driver.plugged.clear()
        driver.unplugged.set()

    async def plug() -> None:
        driver.plugged.set()

    async with running(driver, home):
        yield Stand(driver, home, unplug, plug)


@contextlib.asynccontextmanager
async def ampio() -> AsyncIterator[Stand]:
    async with simulated() as simulation:
        access = Access(simulation.host, simulation.port, "ostoja", simulation.password, "ostoja-test")
        driver, home = AmpioDriver(access, QUICK), WaitingHome()
        async with running(driver, home):
            yield Stand(driver, home, simulation.stop_broker, simulation.start_broker)


@pytest.fixture(params=[tiny, ampio])
async def stand(request: pytest.FixtureRequest) -> AsyncIterator[Stand]:
    async with request.param() as made:
        await made.home.until(lambda: made.home.online)
        yield made


def lamp(stand: Stand) -> str:
    found = [device for device in stand.home.devices() if device.kind is Kind.LIGHT and device.writable]
    return found[0].id


def test_every_listed_device_has_an_id_of_its_own_and_traits(stand: Stand) -> None:
    devices = stand.home.devices()

    assert devices
    assert all(device.traits and device.available and 0 < len(device.id) <= 64 for device in devices)


def test_devices_stand_in_rooms_that_are_listed(stand: Stand) -> None:
    rooms = {room.id for room in stand.home.rooms}

    assert {room for device in stand.home.devices() for room in device.rooms} <= rooms
    assert {room.parent for room in stand.home.rooms if room.parent} <= rooms


def test_what_a_device_shows_fits_its_traits(stand: Stand) -> None:
    for device in stand.home.devices():
        state = stand.home.state(device.id)
        names = {trait.name.value for trait in device.traits}
        assert state is None or {value.__struct_config__.tag for value in state.values} <= names


def test_a_measurement_tells_its_quantity(stand: Stand) -> None:
    meters = [d for d in stand.home.devices() if any(t.quantity == "temperature" for t in d.traits)]

    state = stand.home.state(meters[0].id)
    assert state is not None
    assert isinstance(state.values[0], Measurement)


@pytest.mark.parametrize("on", [True, False])
async def test_what_is_ordered_is_echoed_and_shown(stand: Stand, on: bool) -> None:  # noqa: FBT001 - a parameter
    echoed = asyncio.Event()

    patience = await stand.driver.send(lamp(stand), Turn(on), echoed.set)

    assert timedelta() < patience < timedelta(minutes=1)
    await asyncio.wait_for(echoed.wait(), PATIENCE_SECONDS)
    state = stand.home.state(lamp(stand))
    assert state is not None
    assert OnOff(on) in state.values


async def test_what_is_so_already_is_echoed_too(stand: Stand) -> None:
    for _ in range(2):
        echoed = asyncio.Event()
        await stand.driver.send(lamp(stand), Turn(on=True), echoed.set)
        await asyncio.wait_for(echoed.wait(), PATIENCE_SECONDS)


@pytest.mark.parametrize(("device", "reason"), [("", Reason.UNKNOWN_DEVICE), (None, Reason.NOT_ABLE)])
async def test_what_cannot_be_done_is_said_with_a_reason(stand: Stand, device: str | None, reason: Reason) -> None:
    with pytest.raises(NotDoneError) as no:
        await stand.driver.send(lamp(stand) if device is None else device, Arm("1234"), lambda: None)

    assert no.value.reason is reason
    assert "1234" not in repr(no.value)


async def test_a_home_that_goes_and_comes_back_is_told_and_refuses_meanwhile(stand: Stand) -> None:
    known = stand.home.devices()

    await stand.unplug()
    await stand.home.until(lambda: not stand.home.online)
    with pytest.raises(NotDoneError):
        await stand.driver.send(lamp(stand), Turn(on=True), lambda: None)
    await stand.plug()
    await stand.home.until(lambda: stand.home.online)

    assert stand.home.devices() == known
