"""The visitors' process, as the bench tells it what to do."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Visits:
    """Visitors who go and stop as told."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def go(self) -> None:
        """Have them fetch pages from now on."""
        await self._tell("go")

    async def stop(self) -> int:
        """Call them back; how many pages they had."""
        await self._tell("stop")
        return int(await self.heard())

    async def heard(self) -> str:
        """The next line that they say.

        Raises: ConnectionError when they are gone.
        """
        line = await self._process.stdout.readline() if self._process.stdout is not None else b""
        if not line:
            raise ConnectionError("the visitors are gone")
        return line.decode().strip()

    async def _tell(self, word: str) -> None:
        if self._process.stdin is None:
            raise ConnectionError("the visitors hear nothing")
        self._process.stdin.write(f"{word}\n".encode())
        await self._process.stdin.drain()


@asynccontextmanager
async def visits(origin: str, email: str) -> AsyncIterator[Visits]:
    """Visitors who are signed in and wait."""
    words = (sys.executable, "-m", "bench.pages.visitors", origin, email)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe)
    try:
        told = Visits(process)
        await told.heard()
        yield told
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
