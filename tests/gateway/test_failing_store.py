"""What people see, and what is kept, while the store of a whole gateway fails."""

import asyncio
import logging
from pathlib import Path

import pytest

from ostoja.gateway import agent
from ostoja.gateway.store import catalogue
from ostoja.gateway.store.database import Database, open_database
from ostoja.protocol.messages import Admission, Admit, Apps, ListApps, Reason, Refused, Step
from ostoja.protocol.traits import Turn
from tests.doubles.app import App
from tests.gateway.log_listener import listening
from tests.gateway.store.failing import locked, unwritable, writable
from tests.gateway.town import PATIENCE_SECONDS, Town, claimed

LAMP = "-10"


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> list[Database]:
    """The stores that gateways open, in order."""
    opened: list[Database] = []

    def keep(folder: Path) -> Database:
        opened.append(open_database(folder))
        return opened[-1]

    monkeypatch.setattr(agent, "open_database", keep)
    return opened


def lamp(app: App) -> str:
    return next(id_ for id_ in app.devices if id_.endswith(LAMP))


async def renamed(app: App, name: str) -> None:
    """Wait until the app is told of this name."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while app.devices[lamp(app)].name != name:
            await app.say(ListApps("1"))
            await app.hear(Apps)


async def written(app: App, store: Database, name: str) -> None:
    """Wait until the store has this name."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while all(device.name != name for device in catalogue.devices(store)):
            await app.say(ListApps("1"))
            await app.hear(Apps)


async def test_while_another_writes_lamps_are_switched_wishes_refused_and_nothing_is_lost(
    town: Town, stores: list[Database]
) -> None:
    async with claimed(town) as app:
        with locked(town.options.var):
            await app.say(Admit("1"))
            refused = await app.hear(Refused)
            switched = await app.ask(lamp(app), Turn(on=True))
            town.simulation.designer.rename(10, "Lampka")
            await renamed(app, "Lampka")

        assert (refused.reason, switched.step) == (Reason.STORE_FAILED, Step.CONFIRMED)
        await written(app, stores[0], "Lampka")
        await app.say(Admit("2"))
        assert (await app.hear(Admission)).id == "2"


async def test_a_store_that_takes_no_writing_costs_no_light_and_no_key(town: Town, stores: list[Database]) -> None:
    with listening("ostoja.gateway.house.archive") as listener:
        async with claimed(town) as app:
            unwritable(stores[0])
            town.simulation.designer.rename(10, "Lampka")
            await renamed(app, "Lampka")
            async with town.app(key=app.key, pinned=app.pinned) as again:
                await again.open()
                switched = await again.ask(lamp(app), Turn(on=True))
            writable(stores[0])
            await written(app, stores[0], "Lampka")

    assert (switched.step, listener.levels) == (Step.CONFIRMED, [logging.ERROR])
