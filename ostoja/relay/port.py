"""The port between the rules of the relay and whatever carries its WebSockets."""

from collections.abc import Callable
from enum import Flag, auto
from typing import Protocol

from ostoja.protocol.frames import CloseCode


class Hold(Flag):
    """Why a peer is not read; ``NOTHING`` when it is."""

    NOTHING = 0
    FULL = auto()
    """Whoever it speaks to reads too slowly."""
    PACE = auto()
    """Its home says too much."""


class Wire(Protocol):
    """One WebSocket connection, as the rules see it.

    ``heard`` counts the bytes that arrived, and ``FRAME_WORTH`` more for each frame; whoever watches sets it to zero. A
    message that begins with one of the headers in ``routes`` goes to the wire there, as it is; all others to ``hear``.
    """

    hear: Callable[[bytes], None]
    heard: int
    routes: "dict[bytes, Wire]"

    @property
    def is_full(self) -> bool:
        """Whether more waits to be written than the high mark."""
        ...

    @property
    def is_held(self) -> bool:
        """Whether its peer is not being read."""
        ...

    def send(self, frame: bytes) -> None:
        """Write one frame, in order, with the others of this tick."""
        ...

    def pass_on(self, frame: bytes) -> None:
        """Write one frame now, because nothing else of this tick waits to be written."""
        ...

    def ping(self) -> None:
        """Ask the peer whether it lives."""
        ...

    def hold(self, why: Hold) -> None:
        """Read no more while this is so."""
        ...

    def carry_on(self, why: Hold) -> None:
        """Read again, unless there is another reason not to."""
        ...

    def close(self, code: CloseCode) -> None:
        """Write what waits, say why, and end; nothing is heard from now on."""
        ...

    def abort(self) -> None:
        """End at once; what waits is dropped and its memory returns."""
        ...


class Talk(Protocol):
    """What the relay has to say to one connection; the wire calls it."""

    def begin(self) -> None:
        """The WebSocket is open.

        Raises: RefusedError when the connection has to end.
        """
        ...

    def hear(self, message: bytes) -> None:
        """A whole binary message arrived that has no route; from the admission on, the wire is given another to call.

        Raises: RefusedError when the connection has to end.
        """
        ...

    def filled(self) -> None:
        """More waits to be written than the high mark."""
        ...

    def emptied(self) -> None:
        """Less waits to be written than the low mark."""
        ...

    def gone(self, code: CloseCode) -> None:
        """The connection has ended, or is about to, for this reason."""
        ...

    def look(self) -> None:
        """Time has passed: see whether something is due.

        Raises: RefusedError when the connection has to end.
        """
        ...
