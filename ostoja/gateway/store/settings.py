"""What is set in the home, a name each."""

import json
import sqlite3
from typing import Any

from ostoja.gateway.store.database import Database


def setting(database: Database, name: str) -> Any:
    """What this is set to, or None."""
    row = database.row("SELECT value FROM setting WHERE name = ?", name)
    return None if row is None else json.loads(row["value"])


def keep_setting(change: sqlite3.Connection, name: str, value: object) -> None:
    """Set this, within a transaction."""
    question = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    change.execute(question, (name, json.dumps(value)))
