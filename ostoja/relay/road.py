"""What every conversation on the road needs, in one hand."""

from dataclasses import dataclass

from ostoja.protocol.errors import FrameError
from ostoja.protocol.frames import CloseCode, Frame, read_frame
from ostoja.relay.admit import Admission
from ostoja.relay.clock import Clock
from ostoja.relay.counters import Counters
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


class Watch:
    """Whether one peer says its first word in time, and lives."""

    __slots__ = ("_clock", "_deadline", "_patience", "_wire")

    def __init__(self, wire: Wire, road: Road, silence: Silence) -> None:
        now = road.clock.steady()
        self._wire = wire
        self._clock = road.clock
        self._patience = Patience(silence, now)
        self._deadline: float | None = now + road.limits.first_frame.total_seconds()

    def admitted(self) -> None:
        """The first word was said."""
        self._deadline = None

    def look(self) -> None:
        """Ask a silent peer whether it lives.

        Raises: RefusedError when it does not, or has not said its first word in time.
        """
        wire, now = self._wire, self._clock.steady()
        # One whom we do not read cannot be heard, and it is not its fault.
        heard, wire.heard = wire.heard or wire.is_held, False
        verdict = self._patience.judge(now, heard=heard)
        late = self._deadline is not None and now >= self._deadline
        if late or verdict is Verdict.GONE:
            raise RefusedError(CloseCode.TOO_SLOW)
        if verdict is Verdict.PING:
            wire.ping()
