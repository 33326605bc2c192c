"""An ear at one logger of the product, whatever other tests have made of logging before."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator


class LogListener(logging.Handler):
    """Gathers what this logger says, not what its children do, and wakes whoever waits for a line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []
        self._name = name
        self._heard = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == self._name:
            self.records.append(record)
            self._heard.set()

    async def line(self, within: float) -> None:
        """Return at the next line.

        Raises: TimeoutError when there is none within so many seconds.
        """
        self._heard.clear()
        async with asyncio.timeout(within):
            await self._heard.wait()

    @property
    def levels(self) -> list[int]:
        return [record.levelno for record in self.records]

    @property
    def lines(self) -> list[str]:
        return [record.getMessage() for record in self.records]


@contextlib.contextmanager
def listening(name: str, level: int = logging.INFO) -> Iterator[LogListener]:
    """What the logger of this name says from this level on while the block runs."""
    listener, log = LogListener(name), logging.getLogger(name)
    before = log.level, log.disabled
    log.addHandler(listener)
    log.setLevel(level)
    log.disabled = False
    try:
        yield listener
    finally:
        log.removeHandler(listener)
        log.setLevel(before[0])
        log.disabled = before[1]
