"""The gateway whole, with a real broker, a real relay and an office that is a double."""

import asyncio
import contextlib
import json
import logging
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from ostoja.gateway import agent
from ostoja.gateway.agent import Chores, Options
from ostoja.gateway.house import commands
from ostoja.gateway.store import catalogue, deliveries
from ostoja.gateway.store.database import open_database
from ostoja.gateway.store.history import Reading, record
from ostoja.protocol.deliveries import AskDeliveries, Deliveries, Outcome
from ostoja.protocol.frames import CloseCode, Kind
from ostoja.protocol.holdings import AskHoldings, AskKeeping, Holdings, KeepFor, Keeping, Recording, Scope
from ostoja.protocol.messages import Command, CommandIs, Reason, Step
from ostoja.protocol.tickets import Role
from ostoja.protocol.traits import OnOff, Turn
from tests.doubles.app import ClosedError
from tests.doubles.frozen import a_way
from tests.gateway.log_listener import listening
from tests.gateway.town import ORIGIN, PATIENCE_SECONDS, Town, claimed, gateway, now
from tests.ports import free_port


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
    async with claimed(town) as app:
        pass
    await town.simulation.stop_broker()

    async with gateway(town), town.app(key=app.key, pinned=app.pinned) as again:
        await again.open()
        await again.snapshot()
        told = await again.ask(next(iter(app.devices)), Turn(on=True))

    assert again.devices.keys() == app.devices.keys()
    assert told.reason is Reason.HOME_OFFLINE


async def test_the_home_is_written_down_as_soon_as_it_is_claimed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "TICK_SECONDS", 3600)

    async with claimed(town) as app:
        pass

    with contextlib.closing(open_database(town.options.var)) as database:
        kept = {device.id for device in catalogue.devices(database)}
    assert app.devices
    assert app.devices.keys() <= kept


async def test_what_a_frozen_road_holds_back_is_not_done_once_the_app_has_given_it_up(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "GOOD_MS", 300)
    relay = urlsplit(town.office.road)
    async with claimed(town) as first, a_way(relay.hostname or "", relay.port or 0) as way:
        app = town.app(key=first.key, pinned=first.pinned)
        app.road = f"ws://127.0.0.1:{way.port}"
        async with app:
            await app.open()
            await app.snapshot()
            lamp = next(device.id for device in app.devices.values() if device.id.endswith("-10"))
            way.freeze()
            await app.say(Command("held", lamp, Turn(on=True), app.instant()))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(app.hear(CommandIs), 0.5)
            way.thaw()
            held, again = await app.hear(CommandIs), await app.ask(lamp, Turn(on=False))

    assert (held.id, held.step, held.reason) == ("held", Step.REFUSED, Reason.TOO_LATE)
    assert again.step is Step.CONFIRMED
    assert (town.simulation.state_of(10) or {})["state"] == "0"


async def test_a_delivery_that_a_kill_cut_short_is_said_to_be(town: Town) -> None:
    async with claimed(town) as app:
        pass
    with contextlib.closing(open_database(town.options.var)) as database:
        deliveries.begin(database, "Energia", "energia.example", now())

    async with gateway(town), town.app(key=app.key, pinned=app.pinned) as again:
        await again.open()
        await again.say(AskDeliveries("1"))
        [told] = (await again.hear(Deliveries)).deliveries

    assert told.outcome is Outcome.STOPPED


def fill(town: Town, rows: int) -> None:
    database = open_database(town.options.var)
    try:
        record(database, [Reading(now(), "m-1", "on_off", f'{{"on":{number}}}') for number in range(rows)])
    finally:
        database.close()


async def test_a_long_history_is_taken_along_and_no_lamp_waits_for_it(town: Town) -> None:
    async with claimed(town) as app, town.app(key=app.key, pinned=app.pinned) as copier:
        await asyncio.to_thread(fill, town, 60_000)
        await copier.open()
        rows = 0

        async def copy() -> None:
            nonlocal rows
            mark: str | None = ""
            while mark is not None:
                await copier.say(AskHoldings("part", Scope.HOME, mark))
                part = await copier.hear(Holdings)
                rows += len(part.rows) if part.sheet == "history" else 0
                mark = part.next or None

        copying = asyncio.create_task(copy())
        lamp = next(device.id for device in app.devices.values() if device.id.endswith("-10"))
        slowest = 0.0
        steps: list[Step] = []
        while not copying.done():
            began = time.monotonic()
            steps.append((await app.ask(lamp, Turn(on=len(steps) % 2 == 0))).step)
            slowest = max(slowest, time.monotonic() - began)
        await copying

    assert rows >= 60_000
    assert set(steps) == {Step.CONFIRMED}
    assert slowest < PATIENCE_SECONDS / 10


async def test_what_devices_show_is_written_down_and_forgotten_when_the_owner_wants_none(town: Town) -> None:
    async with claimed(town) as app:
        await app.say(AskKeeping("1"))
        assert (await app.hear(Keeping)).recording is Recording.ON
        # A household has no history of the time before it came.
        lamp = next(device.id for device in app.devices.values() if device.id.endswith("-10"))
        assert (await app.ask(lamp, Turn(on=True))).step is Step.CONFIRMED
    await town.simulation.stop_broker()
    assert history_rows(town) > 0

    async with gateway(town), town.app(key=app.key, pinned=app.pinned) as again:
        await again.open()
        await again.say(KeepFor("2", 0))
        assert (await again.hear(Keeping)).recording is Recording.OFF
        async with asyncio.timeout(PATIENCE_SECONDS):
            while history_rows(town):  # noqa: ASYNC110 - a store has no event
                await asyncio.sleep(0.05)


def history_rows(town: Town) -> int:
    database = open_database(town.options.var)
    try:
        return int(database.rows("SELECT count(*) FROM history")[0][0])
    finally:
        database.close()


async def test_the_diagnostics_page_counts_the_home_and_names_nothing_of_it(town: Town) -> None:
    port = free_port()
    town.options = replace(town.options, status=("127.0.0.1", port))
    async with claimed(town) as app, aiohttp.ClientSession() as http:
        lamp = next(device.id for device in app.devices.values() if device.id.endswith("-10"))
        await app.ask(lamp, Turn(on=True))
        async with http.get(f"http://127.0.0.1:{port}/diagnostics.json") as answer:
            text = await answer.text()
        said = json.loads(text)

    assert said["home"]["devices"] == len(app.devices)
    assert (said["road"]["up"], said["road"]["sessions"], said["road"]["apps"]) == (True, 1, 1)
    assert said["commands"] == {"confirmed": 1}
    assert said["reading"]["unknown"]
    for device in app.devices.values():
        assert device.id not in text
        assert not device.name or device.name not in text


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
