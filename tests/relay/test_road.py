import pytest

from ostoja.protocol.frames import Kind, frame
from ostoja.relay.errors import RefusedError
from ostoja.relay.limits import Limits
from ostoja.relay.port import Hold
from ostoja.relay.road import Watch
from tests.relay.doubles import Bench, RecordingWire


def test_a_message_is_a_frame_or_a_refusal() -> None:
    road = Bench().road

    assert road.frame(frame(Kind.PING)).kind is Kind.PING
    with pytest.raises(RefusedError, match="BAD_FRAME"):
        road.frame(b"\x01")


def test_so_many_of_a_kind_may_hesitate_at_the_door() -> None:
    bench = Bench(Limits(pending=1, connections=100))
    road, side = bench.road, bench.counters.app_side
    first, second = (Watch(RecordingWire(), road, side, bench.limits.app_silence) for _ in range(2))
    first.knock()

    with pytest.raises(RefusedError, match="TOO_BUSY"):
        second.knock()
    for watch in (second, first, first):
        watch.pass_in()

    assert side.pending == 0


def test_a_look_says_how_much_was_heard_since_the_last() -> None:
    bench, wire = Bench(), RecordingWire()
    watch = Watch(wire, bench.road, bench.counters.app_side, bench.limits.app_silence)
    wire.heard = 300

    assert [watch.look(), watch.look()] == [300, 0]


def test_a_silent_peer_is_asked_and_then_given_up() -> None:
    bench, wire = Bench(), RecordingWire()
    watch = Watch(wire, bench.road, bench.counters.gateway_side, bench.limits.gateway_silence)
    watch.pass_in()

    bench.clock.pass_by(4)
    watch.look()
    bench.clock.pass_by(5)

    with pytest.raises(RefusedError, match="TOO_SLOW"):
        watch.look()
    assert wire.pings == 1


def test_a_peer_that_is_not_read_is_not_given_up() -> None:
    bench, wire = Bench(), RecordingWire()
    watch = Watch(wire, bench.road, bench.counters.gateway_side, bench.limits.gateway_silence)
    watch.pass_in()
    wire.hold(Hold.FULL)

    for _ in range(20):
        bench.clock.pass_by(1)
        watch.look()

    assert wire.pings == 0
