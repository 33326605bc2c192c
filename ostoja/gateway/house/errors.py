"""What can go wrong between the house and its drivers.

DriverError
├── NotDoneError      the home was not told to act: ``reason`` says why
├── LostError         the home may have been told; the connection went before it said so
├── UnreachableError  nobody answers at the address; healed by trying again
└── NotWelcomeError   the home refuses account or rights: a person must act (permanent)
"""

from typing import ClassVar

from ostoja.protocol.messages import Reason


class DriverError(Exception):
    """Something between the gateway and the home's own system; ``permanent`` when trying again is no use."""

    permanent: ClassVar[bool] = False


class NotDoneError(DriverError):
    """The home was not told to act."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class LostError(DriverError):
    """The connection went while the home was told to act: nobody knows whether it will."""


class UnreachableError(DriverError):
    """Nobody answers at the home's address, or it does not speak as it should."""


class NotWelcomeError(DriverError):
    """The home refuses the account or what it asks to hear."""

    permanent: ClassVar[bool] = True
