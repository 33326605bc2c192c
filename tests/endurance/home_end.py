"""The gateway's driver, house and store as a process that can be killed: ``python -m tests.endurance.home_end``.

It is told ``FOLDER HOST PORT``, and the password in ``OSTOJA_MSERV_PASSWORD``. On its standard input ``now MS`` moves
its clock, ``ask JSON`` asks a command, and ``picture`` has it print what it knows. It prints a line of JSON each.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bench.machine import resident
from ostoja.ending import end
from ostoja.gateway.agent import Chores
from ostoja.gateway.drivers.ampio.driver import AmpioDriver, Timing
from ostoja.gateway.house.archive import Archive
from ostoja.gateway.house.commands import Commands
from ostoja.gateway.house.diary import Diary
from ostoja.gateway.house.driver import Access
from ostoja.gateway.house.forgetting import Forgetting
from ostoja.gateway.house.house import House
from ostoja.gateway.house.keeping import keep_going
from ostoja.gateway.store import catalogue, history, papers
from ostoja.gateway.store.database import Database, open_database
from ostoja.gateway.store.identity import identity
from ostoja.protocol import messages
from ostoja.protocol.messages import Command, CommandIs
from tests.endurance.telling import Picture, Told
from tests.gateway.store.household import claim

# A week passes in minutes, and whatever waits in real time waits as much shorter.
TIMING = Timing(answer=2, reply=0.5, refresh=1.5, first_pause=0.05, longest_pause=0.2, not_welcome=0.5, keepalive=5)
KEPT_DAYS = 1


class HomeEnd:
    """Everything of a gateway but its road, on a clock that is moved."""

    def __init__(self, database: Database, access: Access) -> None:
        self._database = database
        self._now = datetime.fromtimestamp(0, UTC)
        self._chores = Chores()
        self._house = House(self._clock, catalogue.devices(database), catalogue.rooms(database))
        self._archive, self._diary = Archive(database), Diary(database, self._clock)
        for listener in (self._archive, self._diary):
            self._house.tell(listener)
        self._driver = AmpioDriver(access, TIMING)
        self._commands = Commands(self._house, self._driver, self._clock, self._chores.start)
        self._forgetting = Forgetting(database, identity(database, self._now), self._clock, lambda: None)

    def _clock(self) -> datetime:
        return self._now

    async def run(self) -> None:
        """Work until standard input ends."""
        works = {"the driver": lambda: self._driver.run(self._house), "forgetting": self._forgetting.run}
        tasks = [asyncio.create_task(keep_going(name, work)) for name, work in works.items()]
        async for line in lines():
            self._obey(*line.split(maxsplit=1))
        await end(*tasks)
        await self._chores.stop()

    def _obey(self, word: str, said: str = "") -> None:
        if word == "now":
            self._move(datetime.fromtimestamp(int(said) / 1000, UTC))
        elif word == "ask":
            command = messages.read_from_app(said.encode())
            assert isinstance(command, Command)
            self._commands.ask("ala", command, self._tell)
        else:
            say(Told(picture=self._picture()))

    def _move(self, now: datetime) -> None:
        is_new_day, self._now = now.date() != self._now.date(), now
        self._commands.expire(now)
        self._archive.save()
        self._diary.write(now)
        if is_new_day:
            self._forgetting.wake()

    def _tell(self, is_: CommandIs) -> None:
        say(Told(is_=is_))

    def _picture(self) -> Picture:
        devices = self._house.devices()
        shown = {device.id: state for device in devices if (state := self._house.state(device.id)) is not None}
        (row,) = self._database.rows("SELECT count(*) AS rows, coalesce(min(at), 0) AS oldest FROM history")
        return Picture(self._house.online, devices, shown, resident(os.getpid()), row["rows"], row["oldest"])


def say(told: Told) -> None:
    """Print this as a line."""
    sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    sys.stdout.flush()


async def lines() -> AsyncIterator[str]:
    """The lines of standard input, as they come."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async for line in reader:
        yield line.decode()


def main(folder: str, host: str, port: str) -> None:
    """Run on the store in this folder, which is somebody's home whose history is kept for a day."""
    # The server tells clients apart by this name.
    access = Access(host, int(port), "ostoja", os.environ["OSTOJA_MSERV_PASSWORD"], f"ostoja-{Path(folder).name}")
    with closing(open_database(Path(folder))) as database:
        if papers.papers(database) is None:
            claim(database)
            history.keep_for(database, KEPT_DAYS)

        async def work() -> None:
            await HomeEnd(database, access).run()

        asyncio.run(work())


if __name__ == "__main__":
    main(*sys.argv[1:])
