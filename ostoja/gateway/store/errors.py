"""What can be wrong with the store.

StoreError
├── NewerStoreError   the file was written by a newer version
└── BrokenStoreError  the file is no store, or damaged
"""


class StoreError(Exception):
    """The store cannot be used; the message says what a person can do."""


class NewerStoreError(StoreError):
    """The file was written by a newer version of the gateway."""


class BrokenStoreError(StoreError):
    """The file is not a store of a gateway, or it is damaged."""
