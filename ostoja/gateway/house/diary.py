"""Writes down what devices show, now and then and many at once, so that no command waits for the disk."""

import logging
import sqlite3
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.store import papers
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.history import Reading, era, record
from ostoja.protocol.traits import Device, Room, State

log = logging.getLogger(__name__)

BATCH = 500  # A hundredth of a second on a small machine.
MOST_WAITING = 10_000  # 2 MB; a home shows less in a day of a full disk, and what is more is lost, the oldest first.
BETWEEN_WRITES = timedelta(seconds=10)

_encode = msgspec.json.Encoder().encode


class Diary:
    """A listener that gathers what changed; ``write`` puts it into the store, when there is enough or it is time.

    A value that is only confirmed is no news here. A home that nobody has claimed has no history.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._last: dict[tuple[str, str], str] = {}
        self._waiting: deque[Reading] = deque(maxlen=MOST_WAITING)
        self._due: datetime | None = None
        self._era = era(database)
        self.is_failing = False

    def devices_changed(self, devices: Sequence[Device]) -> None:
        """What a device is is not history."""

    def rooms_changed(self, rooms: Sequence[Room]) -> None:
        """Nor is where it stands."""

    def home_changed(self, *, online: bool, since: int) -> None:
        """Nor whether the home answers."""

    def states_changed(self, states: Sequence[State]) -> None:
        """Gather what is new in these."""
        # Of a household that has just come the first news count, and those before it do not.
        self._is_void()
        now = self._clock()
        for state in states:
            for value in state.values:
                trait, said = str(value.__struct_config__.tag), _encode(value).decode()
                if self._last.get((state.device, trait)) != said:
                    self._last[state.device, trait] = said
                    self._waiting.append(Reading(now, state.device, trait, said))

    def write(self, steady: datetime, *, at_once: bool = False) -> None:
        """Put a batch into the store, when one is full or ten seconds old, or ``at_once``.

        Then: what a full disk refuses waits for the next time, and what was gathered before everything was made void
            is dropped.
        """
        if self._is_void() or not self._waiting:
            return
        self._due = self._due or steady + BETWEEN_WRITES
        is_full = len(self._waiting) >= BATCH and not self.is_failing
        if not (at_once or is_full or steady >= self._due):
            return
        self._due = steady + BETWEEN_WRITES
        batch = [self._waiting[place] for place in range(min(BATCH, len(self._waiting)))]
        if self._is_written(batch):
            for _ in batch:
                self._waiting.popleft()
            self._due = None

    def _is_void(self) -> bool:
        try:
            now = era(self._database)
        except (sqlite3.Error, StoreError):
            return False  # Nor can anything be written, which is said there.
        if now == self._era:
            return False
        self._era, self._due = now, None
        self._waiting.clear()
        # Whoever comes after hears of every value anew, whatever the household before knew.
        self._last.clear()
        return True

    def _is_written(self, batch: list[Reading]) -> bool:
        try:
            if papers.papers(self._database) is not None:
                record(self._database, batch)
        except (sqlite3.Error, StoreError):
            if not self.is_failing:
                log.exception("the history is not written; is the disk full?")
            self.is_failing = True
            return False
        if self.is_failing:
            log.info("the history is written again")
        self.is_failing = False
        return True
