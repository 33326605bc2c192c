"""Which database a table lives in: data keys in one of their own, everything else in the office's."""

from typing import Any

from django.db.models import Model

KEYS = "keys"


class KeysApart:
    """Sends data keys to the database ``keys``, and nothing else there."""

    def db_for_read(self, model: type[Model], **_: Any) -> str | None:
        """Where a table is read."""
        return KEYS if model._meta.app_label == KEYS else None  # noqa: SLF001 - Django's documented interface

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        """Whether an app's tables are made in a database."""
        return (db == KEYS) == (app_label == KEYS)
