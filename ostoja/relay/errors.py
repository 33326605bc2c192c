"""What the relay refuses and what it cannot do.

RelayError
├── RefusedError   someone may not come in, or may not stay; the close code says why
├── UnfitError     the relay was started with options that cannot work
└── OfficeError    the cloud answered in a way that is not the contract's
"""

from ostoja.protocol.frames import CloseCode


class RelayError(Exception):
    """The root of this family."""


class RefusedError(RelayError):
    """The connection ends with ``code``."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


class UnfitError(RelayError):
    """The options or the machine do not let the relay start; the text says what to do."""


class OfficeError(RelayError):
    """The cloud's answer is not what ``docs/wire/office.md`` says."""
