import ctypes
from typing import cast

import pytest

from ostoja.protocol.frames import CloseCode
from ostoja.relay.outbound import Turn
from ostoja.relay.tending import STEPS, Tending, returner_of_memory
from ostoja.relay.wire import Wire
from tests.relay.doubles import Bench


class LookedAt:
    """A wire that counts looks."""

    def __init__(self) -> None:
        self.looks = 0

    def look(self) -> None:
        self.looks += 1


class Trim:
    """Counts how often memory was given back."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def tending(bench: Bench, wires: list[LookedAt], trim: Trim) -> Tending:
    return Tending(cast("set[Wire]", wires), bench.board, Turn(), bench.clock, trim)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 25, 101])
def test_every_wire_is_looked_at_once_in_a_round(count: int) -> None:
    wires = [LookedAt() for _ in range(count)]
    watch = tending(Bench(), wires, Trim())

    for _ in range(STEPS):
        watch.step()

    assert all(wire.looks for wire in wires)


def test_now_and_then_the_rest_of_the_house_is_looked_after() -> None:
    bench, trim = Bench(), Trim()
    watch = tending(bench, [], trim)
    bench.board.leave(bench.app(), CloseCode.LEFT)

    for _ in range(40):
        bench.clock.pass_by(10)
        watch.step()

    assert (len(bench.board), trim.times) == (0, 1)


def test_memory_goes_back_where_the_system_can() -> None:
    returner_of_memory()()


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(_name: None) -> None:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", no_library)

    returner_of_memory()()
