"""What every conversation on the road needs, in one hand."""

from dataclasses import dataclass

from ostoja.protocol.errors import FrameError
from ostoja.protocol.frames import CloseCode, Frame, read_close_code, read_frame
from ostoja.relay.admit import Admission
from ostoja.relay.clock import Clock
from ostoja.relay.counters import Counters, Side
from ostoja.relay.errors import RefusedError
from ostoja.relay.limits import Limits, Silence
from ostoja.relay.patience import Patience, Verdict
from ostoja.relay.port import Wire
from ostoja.relay.switchboard import Switchboard


@dataclass(frozen=True)
class Road:
    """The parts that all conversations share."""

    admission: Admission
    switchboard: Switchboard
    limits: Limits
    counters: Counters
    clock: Clock

    def frame(self, message: bytes) -> Frame:
        """The frame in this message.

        Raises: RefusedError when it is none.
        """
        try:
            return read_frame(message, self.limits.frame)
        except FrameError as wrong:
            raise RefusedError(CloseCode.BAD_FRAME) from wrong

    def close_code(self, said: Frame) -> CloseCode:
        """Why this CLOSE ends a channel.

        Raises: RefusedError when it does not say.
        """
        try:
            return read_close_code(said.body)
        except FrameError as wrong:
            raise RefusedError(CloseCode.BAD_FRAME) from wrong


class Watch:
    """Whether one peer says its first word in time, and lives."""

    __slots__ = ("_deadline", "_patience", "_road", "_side", "_wire")

    def __init__(self, wire: Wire, road: Road, side: Side, silence: Silence) -> None:
        self._wire = wire
        self._road = road
        self._side = side
        self._patience = Patience(silence, road.clock.steady())
        self._deadline: float | None = None

    def knock(self) -> None:
        """The peer is there, and has some time for its first word.

        Raises: RefusedError when so many of its kind are there that have not said theirs.
        """
        self._deadline = self._road.clock.steady() + self._road.limits.first_frame.total_seconds()
        self._side.pending += 1
        if self._side.pending > self._road.limits.pending_of_a_kind:
            raise RefusedError(CloseCode.TOO_BUSY)

    def pass_in(self) -> None:
        """The first word was said, or never will be."""
        if self._deadline is not None:
            self._deadline = None
            self._side.pending -= 1

    def look(self) -> int:
        """How much the peer has said since the last look; a silent one is asked whether it lives.

        Units:  bytes, as ``Wire.heard`` counts them.
        Raises: RefusedError when it does not, or has not said its first word in time.
        """
        wire, now = self._wire, self._road.clock.steady()
        said, wire.heard = wire.heard, 0
        # One whom we do not read cannot be heard, and it is not its fault.
        verdict = self._patience.judge(now, heard=said > 0 or wire.is_held)
        late = self._deadline is not None and now >= self._deadline
        if late or verdict is Verdict.GONE:
            raise RefusedError(CloseCode.TOO_SLOW)
        if verdict is Verdict.PING:
            wire.ping()
        return said
