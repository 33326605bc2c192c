import pytest

from ostoja.protocol.frames import Kind, frame
from ostoja.relay.errors import RefusedError
from ostoja.relay.road import Watch
from tests.relay.doubles import Bench, RecordingWire


def test_a_message_is_a_frame_or_a_refusal() -> None:
    road = Bench().road

    assert road.frame(frame(Kind.PING)).kind is Kind.PING
    with pytest.raises(RefusedError, match="BAD_FRAME"):
        road.frame(b"\x01")


def test_a_silent_peer_is_asked_and_then_given_up() -> None:
    bench, wire = Bench(), RecordingWire()
    watch = Watch(wire, bench.road, bench.limits.gateway_silence)
    watch.admitted()

    bench.clock.pass_by(4)
    watch.look()
    bench.clock.pass_by(5)

    with pytest.raises(RefusedError, match="TOO_SLOW"):
        watch.look()
    assert wire.pings == 1


def test_a_peer_that_is_not_read_is_not_given_up() -> None:
    bench, wire = Bench(), RecordingWire()
    watch = Watch(wire, bench.road, bench.limits.gateway_silence)
    watch.admitted()
    wire.hold()

    for _ in range(20):
        bench.clock.pass_by(1)
        watch.look()

    assert wire.pings == 0
