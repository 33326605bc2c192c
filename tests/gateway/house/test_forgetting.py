import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from ostoja.gateway.house import forgetting
from ostoja.gateway.house.forgetting import Forgetting
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.history import Reading, keep_for, record
from ostoja.protocol.keys import PrivateKey
from tests.gateway.log_listener import listening
from tests.gateway.moving_clock import MovingClock
from tests.gateway.store.failing import unwritable, writable


class Run:
    """A gateway's forgetting, and how often it paused and was done."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        self.database, self.clock, self.pauses, self.done = database, clock, 0, asyncio.Event()
        self.work = Forgetting(database, PrivateKey.new(), clock, self.done.set, self.pause)

    async def pause(self, _: float) -> None:
        self.pauses += 1

    def fill(self, days: int) -> None:
        record(
            self.database,
            [Reading(self.clock.now - timedelta(days=ago), "lamp", "on_off", "{}") for ago in range(days)],
        )

    async def left(self, wanted: int) -> None:
        async with asyncio.timeout(5):
            while self.database.rows("SELECT count(*) FROM history")[0][0] != wanted:  # noqa: ASYNC110 - no event
                await asyncio.sleep(0)


@pytest.fixture
async def run(database: Database, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Run]:
    monkeypatch.setattr(forgetting, "LOOK_AGAIN_SECONDS", 0.01)
    made = Run(database, clock)
    made.fill(40)
    task = asyncio.create_task(made.work.run())
    yield made
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_it_forgets_at_the_start_and_when_the_day_has_turned_however_long_it_slept(run: Run) -> None:
    await run.left(31)
    run.clock.move(days=5, hours=13)

    await run.left(25)

    assert run.pauses == 2
    assert not run.done.is_set()


async def test_a_choice_holds_at_once_and_whoever_asked_hears_that_it_is_done(run: Run) -> None:
    await run.left(31)
    keep_for(run.database, 0)

    run.work.wake()

    await asyncio.wait_for(run.done.wait(), 5)
    await run.left(0)


async def test_a_store_that_fails_is_said_once_and_taken_up_again(run: Run) -> None:
    await run.left(31)
    unwritable(run.database)
    with listening("ostoja.gateway.house.forgetting", logging.WARNING) as listener:
        run.clock.move(days=1)
        run.work.wake()
        async with asyncio.timeout(5):
            while not listener.records:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.01)
        writable(run.database)
        await run.left(30)
    await asyncio.wait_for(run.done.wait(), 5)

    assert listener.levels == [logging.WARNING]


async def test_what_it_forgot_is_gone_from_the_journal_too(run: Run, tmp_path: Path) -> None:
    keep_for(run.database, 0)

    run.work.wake()
    async with asyncio.timeout(5):
        await run.done.wait()

    kept = b"".join(file.read_bytes() for file in (tmp_path / "var").iterdir())
    assert b"on_off" not in kept
