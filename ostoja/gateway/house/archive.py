"""Keeps in the store what the home has ever listed."""

import logging
import sqlite3
from collections.abc import Sequence

from ostoja.gateway.store import catalogue, papers
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError
from ostoja.protocol.traits import Device, Room, State

log = logging.getLogger(__name__)


class Archive:
    """A listener that writes devices and rooms down; what a full disk refuses waits for the next ``save``.

    So does everything while nobody has claimed the home: what nobody asks for is not kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._devices: dict[str, Device] = {}
        self._rooms: Sequence[Room] | None = None
        self._is_failing = False

    def devices_changed(self, devices: Sequence[Device]) -> None:
        """Write these down."""
        self._devices.update({device.id: device for device in devices})
        self.save()

    def rooms_changed(self, rooms: Sequence[Room]) -> None:
        """Write these down instead of those before."""
        self._rooms = rooms
        self.save()

    def states_changed(self, states: Sequence[State]) -> None:
        """States are not kept on disk."""

    def home_changed(self, *, online: bool, since: int) -> None:
        """Whether the home answers is not kept on disk."""

    def save(self) -> None:
        """Write down what is not written yet."""
        if not self._devices and self._rooms is None:
            return
        try:
            if papers.papers(self._database) is None:
                return
            if self._devices:
                catalogue.keep_devices(self._database, self._devices.values())
                self._devices = {}
            if self._rooms is not None:
                catalogue.keep_rooms(self._database, self._rooms)
                self._rooms = None
        except (sqlite3.Error, StoreError):
            if not self._is_failing:
                log.exception("the list of devices could not be written; is the disk full?")
            self._is_failing = True
        else:
            self._is_failing = False
