"""Writes gathered per turn of the loop: what is said to one destination while a read is dealt with becomes one write.

A WebSocket frame of a server is not masked, so it is a short header and the message as it is (RFC 6455, section 5.2):

    82 n                 n < 126
    82 7e  n as u16      n < 65,536
    82 7f  n as u64      otherwise
"""

import struct
from typing import Protocol

SHORT = tuple(bytes([0x82, size]) for size in range(126))
LONGEST_MIDDLE = 0xFFFF
middle = struct.Struct(">BBH").pack
_LONG = struct.Struct(">BBQ").pack


def header(size: int) -> bytes:
    """The header of a whole binary message of this many bytes, as a server sends it."""
    if size < len(SHORT):
        return SHORT[size]
    if size <= LONGEST_MIDDLE:
        return middle(0x82, 126, size)
    return _LONG(0x82, 127, size)


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
