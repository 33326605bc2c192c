"""Messages that come in several WebSocket frames, put together within a bound (RFC 6455, section 5.4)."""

from ostoja.protocol.frames import CloseCode
from ostoja.relay.errors import RefusedError


class Fragments:
    """The beginning of one message, until its end comes."""

    __slots__ = ("_largest", "_parts", "_size")

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._size = 0
        self._parts: list[bytes] = []

    def add(self, part: bytes) -> None:
        """Keep one more part.

        Raises: RefusedError when the message is too large, or in so many parts that keeping them costs more than they.
        """
        self._size += len(part)
        if self._size > self._largest or len(self._parts) > self._largest // 64:
            raise RefusedError(CloseCode.TOO_LARGE)
        self._parts.append(part)

    def whole(self) -> bytes:
        """The message."""
        return b"".join(self._parts)
