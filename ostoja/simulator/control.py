"""The control line: what a story tells the running simulation on its standard input, and one line of answer each."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable

from ostoja.simulator.errors import ControlError, SimulatorError
from ostoja.simulator.simulation import Simulation

COMMANDS = "press N, remove N, restore N, rename N NAME, broker stop, broker start"
CHUNK = 4096


async def answered(simulation: Simulation, line: str) -> str:
    """What the line makes happen, as the answer: ``ok``, or ``error:`` and why not."""
    try:
        deed = understood(simulation, line)
        await deed()
    except SimulatorError as error:
        return f"error: {error}"
    return "ok"


def understood(simulation: Simulation, line: str) -> Callable[[], Awaitable[None]]:
    """The deed that the line asks for.

    Raises: ControlError when it is none of ours.
    """
    match line.split(maxsplit=2):
        case ["press", id] if id.isdecimal():
            return lambda: simulation.press(int(id))
        case ["remove", id] if id.isdecimal():
            return lambda: simulation.remove(int(id))
        case ["restore", id] if id.isdecimal():
            return lambda: simulation.restore(int(id))
        case ["rename", id, name] if id.isdecimal():
            return lambda: simulation.rename(int(id), name.strip())
        case ["broker", "stop"]:
            return simulation.stop_broker
        case ["broker", "start"]:
            return simulation.start_broker
        case _:
            raise ControlError(f"not understood; there are: {COMMANDS}")


async def lines_of(descriptor: int) -> AsyncIterator[str]:
    """The lines that come in on a file descriptor, until its end.

    A thread reads it, for not every standard input can be waited on by the loop; it uses no buffer of Python's, which
    a thread left behind would keep locked when the process ends.
    """
    loop = asyncio.get_running_loop()
    chunks: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        chunk = b"begin"
        while chunk:
            try:
                chunk = os.read(descriptor, CHUNK)
            except OSError:
                # A closed descriptor is an end as good as any.
                chunk = b""
            try:
                loop.call_soon_threadsafe(chunks.put_nowait, chunk)
            except RuntimeError:
                # The loop is closed: nobody is left to listen.
                return

    threading.Thread(target=read, name="control line", daemon=True).start()
    rest = b""
    while chunk := await chunks.get():
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace")
    if rest:
        yield rest.decode("utf-8", "replace")
