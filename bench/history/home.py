"""A home with a gigabyte of history, asked again and again, first in peace and then while its night forgets a day."""

import asyncio
import json
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Self

from bench.history.filling import NOW, add, everything, fill
from ostoja.gateway.house.forgetting import Forgetting
from ostoja.gateway.store.database import Database, open_database
from ostoja.gateway.store.identity import identity
from ostoja.protocol.holdings import AskKeeping
from ostoja.protocol.messages import ListApps
from tests.gateway.link.guest import Guest, Home
from tests.gateway.moving_clock import MovingClock

PEACE_SECONDS = 10.0
EVERY_SECONDS = 0.01


class Askers:
    """A thread from which questions come at random moments; each notes how long its answer took."""

    def __init__(self, guest: Guest, loop: asyncio.AbstractEventLoop) -> None:
        self._guest, self._loop = guest, loop
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._chance = random.Random(7)  # noqa: S311 - moments, not secrets
        self.taken: list[float] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        number = 0
        while not self._over.wait(self._chance.uniform(0, 2 * EVERY_SECONDS)):
            number += 1
            self._loop.call_soon_threadsafe(self._asked, number, time.perf_counter())

    def _asked(self, number: int, at: float) -> None:
        question = AskKeeping(f"{number}") if number % 2 else ListApps(f"{number}")
        answers = self._guest.say(question)
        self.taken.append(time.perf_counter() - at)
        if not answers:
            raise LookupError("the home did not answer")


async def night(database: Database, finished: Callable[[], None]) -> None:
    """The gateway's own job, until what is due today is gone."""
    done = asyncio.Event()
    forgetting = Forgetting(database, identity(database, NOW), lambda: NOW, done.set)
    forgetting.wake()
    job = asyncio.create_task(forgetting.run())
    await done.wait()
    job.cancel()
    with suppress(asyncio.CancelledError):
        await job
    finished()


async def measure(database: Database) -> dict[str, Any]:
    """How long answers took in peace and by night, how long the night was, and how many rows went."""
    clock = MovingClock()
    home = Home(database, clock)
    guest = Guest(home, "ala")
    guest.welcome(home.admission())
    loop = asyncio.get_running_loop()
    with Askers(guest, loop) as peace:
        await asyncio.sleep(PEACE_SECONDS)
    before = count(database)
    began, ends = time.monotonic(), []
    with Askers(guest, loop) as busy:
        await night(database, lambda: ends.append(time.monotonic()))
    return {
        "peace": peace.taken,
        "night": busy.taken,
        "seconds": ends[0] - began,
        "forgotten": before - count(database),
    }


def count(database: Database) -> int:
    """How many rows of history there are."""
    return int(database.rows("SELECT count(*) FROM history")[0][0])


def main(folder: Path) -> None:
    """Fill the store, measure, and say what was found, with a sum over the rows that are left."""
    import hashlib

    with closing(open_database(folder)) as database:
        fill(database)
        found = asyncio.run(measure(database))
        sums = hashlib.sha256()
        for row in everything(database):
            add(sums, row)
        size = sum(file.stat().st_size for file in folder.iterdir())
        json.dump(found | {"left": count(database), "sum": sums.hexdigest(), "bytes": size}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
