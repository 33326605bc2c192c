"""What the gateway's process prints, and the process as the week tells it what to do."""

import asyncio
import os
import sys
from pathlib import Path

import msgspec

from ostoja.protocol import messages
from ostoja.protocol.messages import Command, CommandIs, Step
from ostoja.protocol.traits import Device, State

PATIENCE_SECONDS = 20
LONGEST_LINE = 4_000_000


class Picture(msgspec.Struct, frozen=True):
    """What the gateway knows now, and what it weighs.

    Units: ``resident`` in bytes; ``oldest`` in milliseconds since 1970.
    """

    online: bool
    devices: list[Device]
    states: dict[str, State]
    resident: int
    rows: int
    oldest: int


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: how a command fares, or a picture."""

    is_: CommandIs | None = None
    picture: Picture | None = None


class HomeProcess:
    """The gateway's process on its store; it may be killed and started again."""

    def __init__(self, folder: Path, host: str, port: int, password: str) -> None:
        self._words = [sys.executable, "-m", "tests.endurance.home_end", str(folder), host, str(port)]
        self._environment = {**os.environ, "OSTOJA_MSERV_PASSWORD": password}
        self.steps: dict[str, CommandIs] = {}

    async def start(self) -> None:
        """Start it."""
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            *self._words, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env=self._environment,
            limit=LONGEST_LINE,
        )  # fmt: skip
        self._pictures: asyncio.Queue[Picture] = asyncio.Queue()
        self._stirred = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        await self._process.wait()
        await self._reading

    async def tell(self, line: str) -> None:
        """Write a line to it."""
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()

    async def ask(self, command: Command) -> None:
        """Ask this command."""
        await self.tell(f"ask {messages.write(command).decode()}")

    async def over(self, id_: str, within: float) -> CommandIs | None:
        """How this command ended, or None when it has not within this time.

        Units: real seconds.
        """
        try:
            async with asyncio.timeout(within):
                while (is_ := self.steps.get(id_)) is None or is_.step in {Step.ASKED, Step.SENT}:
                    self._stirred.clear()
                    await self._stirred.wait()
        except TimeoutError:
            return None
        return is_

    async def picture(self) -> Picture:
        """What it knows now."""
        await self.tell("picture")
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._pictures.get()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            told = msgspec.json.decode(line, type=Told)
            if told.is_ is not None:
                self.steps[told.is_.id] = told.is_
                self._stirred.set()
            if told.picture is not None:
                self._pictures.put_nowait(told.picture)
