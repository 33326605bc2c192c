"""How every server of the house lives and stops: the first signal asks it to drain, the second cuts."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import NoReturn

import click

from ostoja.privacy.logs import Discreet
from ostoja.shapes import learn_shapes

log = logging.getLogger(__name__)

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
CUT_STATUS = 130


class StopRequest:
    """Set once somebody wants the server to end; the second wish cuts it off at once, after ``cut`` was called."""

    def __init__(self, cut: Callable[[], None] = lambda: None) -> None:
        self._event = asyncio.Event()
        self._cut = cut

    def listen(self) -> None:
        """Take SIGTERM and SIGINT of this process from now on; call it inside the loop."""
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self.ask)

    def ask(self) -> None:
        """Ask to drain; asked again, end the process without waiting."""
        if self._event.is_set():
            self._cut()
            cut()
        self._event.set()

    @property
    def is_asked(self) -> bool:
        """Whether somebody asked."""
        return self._event.is_set()

    async def wait(self) -> None:
        """Return when somebody asks."""
        await self._event.wait()


def cut() -> NoReturn:
    """End the process now; what is not written by then is not written."""
    log.warning("cut off by a second signal")
    logging.shutdown()
    sys.stdout.flush()
    os._exit(CUT_STATUS)


def address(text: str) -> tuple[str, int]:
    """Host and port in ``HOST:PORT``; IPv6 addresses in brackets.

    Raises: click.BadParameter when it is not of this form.
    """
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or int(port) > 65_535:  # noqa: PLR2004 - the largest port
        raise click.BadParameter(f"{text!r} is not HOST:PORT, for example 127.0.0.1:8001")
    return host.strip("[]"), int(port)


def logs(*, verbose: bool) -> None:
    """Write the log to standard error, a line an event, without personal data."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(Discreet())
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[lines])


def run(main: Callable[[StopRequest], Awaitable[None]], *, verbose: bool = False) -> None:
    """Run this coroutine function on uvloop until it returns; it is given the request to stop."""
    import uvloop

    logs(verbose=verbose)
    learn_shapes()

    async def whole() -> None:
        stop = StopRequest()
        stop.listen()
        await main(stop)

    uvloop.run(whole())
