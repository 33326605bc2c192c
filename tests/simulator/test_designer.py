"""The installer changes the home while it runs, and everybody is told."""

import pytest

from ostoja.simulator.errors import UnknownObjectError
from tests.simulator.conftest import PASSWORD, Simulate
from tests.simulator.ears import Ear


async def test_what_is_changed_is_told_and_brought_back(simulate: Simulate) -> None:
    async with simulate() as simulation, Ear(simulation.port, "ostoja", PASSWORD) as ear:
        await ear.subscribe("ampio/fromDB/ostoja/#")
        designer = simulation.designer

        designer.unleaf(10)
        assert {row["id"]: row for row in await ear.table("devices")}[10]["leafId"] is None
        designer.hide(10)
        assert 10 not in {row["id"] for row in await ear.table("devices")}
        designer.restore(10)
        assert {row["id"]: row for row in await ear.table("devices")}[10]["leafId"]
        designer.grant(10, held=False)
        assert 10 not in {row["id"] for row in await ear.table("devices")}
        designer.grant(10, held=True)
        assert 10 in {row["id"] for row in await ear.table("devices")}


async def test_two_modules_get_one_mac(simulate: Simulate) -> None:
    async with simulate() as simulation, Ear(simulation.port, "admin", "admin") as ear:
        await ear.subscribe("ampio/fromDB/admin/#")
        simulation.designer.twin()
        await ear.ask("config", "devices")
        macs = [row["mac"] for row in await ear.table("devices", "config")]

    assert len(macs) - len(set(macs)) == 1


@pytest.mark.parametrize("deed", ["remove", "restore", "unleaf", "hide"])
async def test_an_object_that_is_not_there_is_said(simulate: Simulate, deed: str) -> None:
    async with simulate() as simulation:
        with pytest.raises(UnknownObjectError):
            getattr(simulation.designer, deed)(99)
        with pytest.raises(UnknownObjectError):
            simulation.designer.grant(99, held=True)
