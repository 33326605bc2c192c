"""Writes gathered per turn of the loop: what is said to one destination while a read is dealt with becomes one write.

A WebSocket frame of a server is not masked, so it is a short header and the message as it is (RFC 6455, section 5.2):

    82 n                 n < 126
    82 7e  n as u16      n < 65,536
    82 7f  n as u64      otherwise
"""

import struct
from typing import Protocol

_SHORT_SIZES = 126
_LONGEST_MIDDLE = 0xFFFF
_middle = struct.Struct(">BBH").pack
_long = struct.Struct(">BBQ").pack


def header(size: int) -> bytes:
    """The header of a whole binary message of this many bytes, as a server sends it."""
    if size < _SHORT_SIZES:
        return bytes((0x82, size))
    if size <= _LONGEST_MIDDLE:
        return _middle(0x82, 126, size)
    return _long(0x82, 127, size)


USUAL_SIZES = 1_024
HEADERS = tuple(header(size) for size in range(USUAL_SIZES))
"""Ready-made: 1,024 of 37 bytes and a pointer are 46 KiB."""


class Destination(Protocol):
    """Something with gathered writes."""

    def flush(self) -> None:
        """Write what was gathered."""
        ...


class Turn:
    """The destinations that were spoken to in this turn of the loop."""

    __slots__ = ("waiting",)

    def __init__(self) -> None:
        self.waiting: list[Destination] = []

    def flush(self) -> None:
        """Write everything; what is said because of the writing (a pause, a farewell) is written too."""
        waiting = self.waiting
        for destination in waiting:
            destination.flush()
        waiting.clear()
