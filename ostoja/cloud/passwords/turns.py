"""Hashing takes time and memory on purpose: a few at once, the others in a row, so that a burst starves no page."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class BusyError(Exception):
    """So many wait already that another one would wait for nothing."""


class Turns:
    """So many at once, and so many more in the row."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = threading.Semaphore(at_once)
        self._row = threading.Semaphore(at_once + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it.

        Raises: BusyError when the row is full.
        """
        if not self._row.acquire(blocking=False):
            raise BusyError
        try:
            with self._free:
                yield
        finally:
            self._row.release()


# One core is left to the pages. Whoever waits holds a connection to the database, of which PostgreSQL gives a hundred.
TURNS = Turns(at_once=max(1, (os.cpu_count() or 1) - 1), waiting=30)
