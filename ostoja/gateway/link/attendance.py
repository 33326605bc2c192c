"""Which app came when, as far as the disk lets us write it down."""

import logging
import sqlite3
from datetime import datetime

from ostoja.gateway.store import apps
from ostoja.gateway.store.apps import App
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError

log = logging.getLogger(__name__)


class Attendance:
    """Notes who comes; a store that takes no note is no reason to keep anybody out, and is told of once."""

    def __init__(self) -> None:
        self._is_failing = False

    def note(self, database: Database, app: App, label: str, now: datetime) -> None:
        """Write down that this app came, when the store takes it."""
        try:
            apps.note_seen(database, app, label, now)
        except (sqlite3.Error, StoreError) as wrong:
            if not self._is_failing:
                log.warning("who came could not be written down (%s); is the disk full?", type(wrong).__name__)
            self._is_failing = True
        else:
            self._is_failing = False
