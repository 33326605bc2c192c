"""The control line: what a story tells the running simulation on its standard input, and one line of answer each."""

import asyncio
import math
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

from ostoja.simulator.errors import ControlError, SimulatorError
from ostoja.simulator.mserv.faults import KEYWORDS
from ostoja.simulator.simulation import Simulation

CHUNK = 4096
# What can be said, and what it does.
HELP = {
    "press N": "press the wall switch N",
    "remove N": "take object N out of its rooms in the Designer, and save",
    "restore N": "put it back as it was",
    "rename N NAME": "give it another name",
    "unleaf N": "take it off its module, so that it has no leaf",
    "hide N": "flip its hidden bit",
    "grant N": "let the standard account see it",
    "revoke N": "let the standard account see it no longer",
    "twin": "give two modules one mac",
    "drop KEYWORD [TIMES]": "lose replies: devices, states, info, config/devices …; for ever without TIMES",
    "delay KEYWORD SECONDS": "answer late, until told otherwise with 0",
    "malform KEYWORD [TIMES]": "break the first row of replies",
    "mute N": "let object N act and tell nobody",
    "deafen N": "let it ignore every command",
    "clock SECONDS": "let the stamps of states jump by so much",
    "heal": "take all faults away but what was saved with the Designer",
    "broker stop": "stop the broker; the home lives on",
    "broker start": "start it again",
    "help": "say this",
}
Deed = Callable[[], Awaitable[None] | None]


async def answered(simulation: Simulation, line: str) -> str:
    """What the line makes happen, as the answer: ``ok``, or ``error:`` and why not."""
    if line.split() == ["help"]:
        return "; ".join(f"{words}: {deed}" for words, deed in HELP.items())
    try:
        done = understood(simulation, line)()
        if done is not None:
            await done
    except SimulatorError as error:
        return f"error: {error}"
    return "ok"


def understood(simulation: Simulation, line: str) -> Deed:
    """The deed that the line asks for.

    Raises: ControlError when it is none of ours.
    """
    word, *rest = line.split(maxsplit=2) or [""]
    match rest:
        case ["stop"] if word == "broker":
            return simulation.stop_broker
        case ["start"] if word == "broker":
            return simulation.start_broker
        case [id] if id.isdecimal() and word in WITH_OBJECT:
            return WITH_OBJECT[word](simulation, int(id))
        case [id, name] if id.isdecimal() and word == "rename":
            return partial(simulation.designer.rename, int(id), name.strip())
        case _:
            return _fault(simulation, word, rest)


WITH_OBJECT: dict[str, Callable[[Simulation, int], Deed]] = {
    "press": lambda simulation, id: partial(simulation.press, id),
    "remove": lambda simulation, id: partial(simulation.designer.remove, id),
    "restore": lambda simulation, id: partial(simulation.designer.restore, id),
    "unleaf": lambda simulation, id: partial(simulation.designer.unleaf, id),
    "hide": lambda simulation, id: partial(simulation.designer.hide, id),
    "grant": lambda simulation, id: partial(simulation.designer.grant, id, held=True),
    "revoke": lambda simulation, id: partial(simulation.designer.grant, id, held=False),
    "mute": lambda simulation, id: partial(simulation.faults.mute, id),
    "deafen": lambda simulation, id: partial(simulation.faults.deafen, id),
}


def _fault(simulation: Simulation, word: str, rest: list[str]) -> Deed:
    faults = simulation.faults
    match word, rest:
        case "twin", []:
            return simulation.designer.twin
        case "heal", []:
            return faults.heal
        case "drop" | "malform", [keyword] if keyword in KEYWORDS:
            return partial(faults.drop_reply if word == "drop" else faults.malform_row, keyword)
        case "drop" | "malform", [keyword, times] if keyword in KEYWORDS and times.isdecimal():
            return partial(faults.drop_reply if word == "drop" else faults.malform_row, keyword, int(times))
        case "delay", [keyword, seconds] if keyword in KEYWORDS and (late := _number(seconds)) is not None:
            return partial(faults.delay_reply, keyword, max(0.0, late))
        case "clock", [seconds] if (jump := _number(seconds)) is not None:
            return partial(faults.jump, jump)
        case _:
            raise ControlError(f"not understood; there are: {', '.join(HELP)}")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


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
