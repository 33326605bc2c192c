from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from ostoja.relay.outbound import Turn, header


@given(st.one_of(st.integers(0, 300), st.sampled_from([65_534, 65_535, 65_536, 70_000])))
def test_a_header_is_as_another_library_writes_it(size: int) -> None:
    message = bytes(size)

    theirs = Frame(Opcode.BINARY, message).serialize(mask=False)

    assert header(size) + message == theirs


class Echo:
    """A destination that makes another be spoken to when it is written."""

    def __init__(self, turn: Turn, then: "Echo | None" = None) -> None:
        self.flushed = 0
        self._turn, self._then = turn, then

    def flush(self) -> None:
        self.flushed += 1
        if self._then is not None:
            self._turn.waiting.append(self._then)


def test_what_is_said_because_of_writing_is_written_too() -> None:
    turn = Turn()
    last = Echo(turn)
    turn.waiting.append(Echo(turn, last))

    turn.flush()

    assert (last.flushed, turn.waiting) == (1, [])
