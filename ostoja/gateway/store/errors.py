"""What can be wrong with the store.

StoreError
├── NewerStoreError   the file was written by a newer version
├── BrokenStoreError  the file is no store, or damaged
└── FailedStoreError  the disk is full, the file read-only, locked or damaged while in use
"""

import sqlite3


class StoreError(Exception):
    """The store cannot be used; the message says what a person can do."""


class NewerStoreError(StoreError):
    """The file was written by a newer version of the gateway."""


class BrokenStoreError(StoreError):
    """The file is not a store of a gateway, or it is damaged."""


class FailedStoreError(StoreError, sqlite3.OperationalError):
    """The file could not be read or written just now: a full disk, no right to write, a lock, damage."""
