"""The demo's processes: started one after the other, watched, and stopped the way an operator would stop them."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

READY_SECONDS = 60
STOP_SECONDS = 10


class ChildError(Exception):
    """A process of the demo did not start, or ended by itself; the text says which and where its log is."""


@dataclass
class Child:
    """One process of the demo, and the words that start it."""

    name: str
    words: Sequence[str]
    log: Path
    talks: bool = False
    lines: asyncio.Queue[str] = field(init=False)
    process: asyncio.subprocess.Process = field(init=False)
    reader: asyncio.Task[None] = field(init=False)

    async def line(self, *beginnings: str, within: float = READY_SECONDS) -> str:
        """The next line of its output that begins with one of these words.

        Units: seconds.
        Raises: ChildError when it ends or says nothing of the kind in time.
        """
        try:
            async with asyncio.timeout(within):
                while True:
                    line = await self.lines.get()
                    if line.startswith(beginnings):
                        return line
                    if line == "":
                        raise ChildError(f"{self.name} ended while starting. {self.last_words()} Log: {self.log}")
        except TimeoutError as late:
            raise ChildError(f"{self.name} is not ready after {within:.0f} s. Log: {self.log}") from late

    def last_words(self) -> str:
        """The last line of its log, which is where a command says what to do."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


class Children:
    """All processes of the demo."""

    def __init__(self, var: Path, environment: Mapping[str, str]) -> None:
        self._logs = var / "logs"
        self._logs.mkdir(parents=True, exist_ok=True)
        self._environment = dict(environment)
        self._running: list[Child] = []

    async def start(self, name: str, words: Sequence[str], *, talks: bool = False) -> Child:
        """Start `ostoja WORDS`; its output goes to a log and, line by line, to whoever waits for it."""
        child = Child(name, words, self._logs / f"{name}.log", talks)
        child.log.write_bytes(b"")
        child.log.with_suffix(".out").write_bytes(b"")
        await self.run(child)
        self._running.append(child)
        return child

    async def run(self, child: Child) -> None:
        """Run it, for the first time or again after it ended; its logs go on."""
        with child.log.open("ab") as errors:
            child.process = await asyncio.create_subprocess_exec(
                *command(child.words),
                stdin=asyncio.subprocess.PIPE if child.talks else asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **self._environment},
                # A Ctrl+C in the terminal reaches the demo alone, which then stops the others in order.
                start_new_session=True,
            )
        child.lines = asyncio.Queue()
        child.reader = asyncio.create_task(_read_lines(child))

    async def once(self, words: Sequence[str]) -> str:
        """Run `ostoja WORDS` to its end; what it printed.

        Raises: ChildError with what it says of its failure.
        """
        process = await asyncio.create_subprocess_exec(
            *command(words),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **self._environment},
            start_new_session=True,
        )
        out, errors = await process.communicate()
        if process.returncode != 0:
            said = errors.decode(errors="replace").strip().splitlines() or [""]
            raise ChildError(f"'ostoja {words[0]} {words[1]}' failed: {said[-1]}")
        return out.decode()

    async def first_end(self) -> Child:
        """Wait until one of the processes ends by itself and has said its last line; that one."""
        waits = {asyncio.create_task(child.process.wait()): child for child in self._running}
        done, others = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for other in others:
            other.cancel()
        ended = waits[done.pop()]
        await ended.reader
        return ended

    async def stop(self) -> None:
        """Ask every process to end, the last started first, and cut those that do not."""
        for child in reversed(self._running):
            if child.process.returncode is None:
                child.process.terminate()
        for child in reversed(self._running):
            try:
                await asyncio.wait_for(child.process.wait(), STOP_SECONDS)
            except TimeoutError:
                child.process.kill()
                await child.process.wait()
            await child.reader

    def cut(self) -> None:
        """End every process now."""
        for child in self._running:
            if child.process.returncode is None:
                child.process.kill()


def command(words: Sequence[str]) -> list[str]:
    """The words that run this Ostoja's command line."""
    return [sys.executable, "-m", "ostoja", *words]


async def _read_lines(child: Child) -> None:
    stdout = child.process.stdout
    assert stdout is not None  # noqa: S101 - it was asked for as a pipe
    with child.log.with_suffix(".out").open("ab") as copy:
        while line := await stdout.readline():
            copy.write(line)
            copy.flush()
            child.lines.put_nowait(line.decode("utf-8", errors="replace").rstrip("\n") or " ")
    child.lines.put_nowait("")
