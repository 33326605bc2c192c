"""A house that has everything at least once, through a real broker: nothing is left out, and what acts is seen so."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from ostoja.gateway.drivers.ampio.driver import AmpioDriver, Timing
from ostoja.gateway.house.driver import Access
from ostoja.protocol.traits import (
    BinarySensor,
    Close,
    Device,
    Do,
    Measurement,
    Opaque,
    Open,
    SetBrightness,
    SetColorTemperature,
    SetNumber,
    Stop,
    TraitName,
    Turn,
)
from ostoja.simulator.home.reading import read_home, shipped
from tests.gateway.running import running
from tests.gateway.simulated import simulated
from tests.gateway.waiting_home import PATIENCE_SECONDS, WaitingHome

HOUSE = read_home(shipped()["house"])
NEVER_SHARED = {row.id for row in HOUSE.objects if row.hidden or not row.shared}


@dataclass
class Stand:
    """A driver that runs, and its home."""

    driver: AmpioDriver
    home: WaitingHome

    def device(self, name: str) -> Device:
        return next(device for device in self.home.devices() if device.name == name)

    async def is_done(self, name: str, do: Do) -> bool:
        """Whether the home is seen to have done this."""
        echoed = asyncio.Event()
        await self.driver.send(self.device(name).id, do, echoed.set)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(echoed.wait(), PATIENCE_SECONDS)
        return echoed.is_set()


@contextlib.asynccontextmanager
async def house() -> AsyncIterator[Stand]:
    async with simulated(HOUSE) as simulation:
        access = Access(simulation.host, simulation.port, "ostoja", simulation.password, "ostoja-test")
        driver, home = AmpioDriver(access, Timing(answer=2, reply=2)), WaitingHome()
        async with running(driver, home):
            await home.until(lambda: home.online)
            yield Stand(driver, home)


async def test_everything_that_is_granted_is_there_with_traits_and_what_it_shows() -> None:
    async with house() as found:
        halves = sum(1 for row in HOUSE.objects if row.type == "satel_alarm") // 2
        devices = [device for device in found.home.devices() if "-s" not in device.id]

        assert len(devices) == len(HOUSE.objects) - len(NEVER_SHARED) - halves
        assert all(device.traits for device in devices)
        kinds = {trait.name for device in found.home.devices() for trait in device.traits}
        assert kinds == set(TraitName)
        assert found.driver.troubles().skipped == {}
        assert "kamera_rtsp" in found.driver.troubles().unknown
        await found.home.until(lambda: found.home.state(found.device("Stacja pogodowa").id) is not None)
        assert values(found, "Stacja pogodowa") == (Opaque("wiatr 3.2 m/s; deszcz 0"),)
        assert values(found, "Detekcja obecności") == (BinarySensor(on=True),)
        assert values(found, "Energia pobrana") == (Measurement(12_834.5),)
        assert found.device("Energia pobrana").traits[0].unit == "kWh"
        assert len(found.device("Światło schodów").rooms) == 2


def values(found: Stand, name: str) -> tuple[object, ...]:
    state = found.home.state(found.device(name).id)
    assert state is not None
    return state.values


@pytest.mark.parametrize(
    ("name", "deeds"),
    [
        ("Biel w gabinecie", (SetBrightness(30), SetColorTemperature(80), Turn(on=False), Turn(on=True))),
        ("Markiza na tarasie", (Open(), Stop(), Close())),
        ("Prędkość rekuperatora", (SetNumber(77),)),
        ("Oświetlenie ogrodu", (Turn(on=True), Turn(on=False))),
    ],
)
async def test_what_acts_is_seen_to_act(name: str, deeds: tuple[Do, ...]) -> None:
    async with house() as found:
        assert [await found.is_done(name, do) for do in deeds] == [True] * len(deeds)
