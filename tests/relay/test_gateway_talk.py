import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import base64url
from ostoja.protocol.certificates import challenge_text
from ostoja.protocol.frames import (
    CloseCode,
    Kind,
    ProofBody,
    ReadyBody,
    close_frame,
    frame,
    read_body,
    read_close_code,
    read_frame,
)
from ostoja.protocol.keys import PrivateKey
from ostoja.relay.errors import RefusedError
from ostoja.relay.gateway_talk import GatewayTalk
from tests.relay.doubles import NOON, ROAD, Bench, Visitor, wire_of


class Visit(Visitor):
    """A gateway before a bench of pure parts."""

    def __init__(self, bench: Bench, *, prove: bool = True) -> None:
        super().__init__(bench, lambda wire: GatewayTalk(wire, bench.road))
        self.key = PrivateKey.new()
        self.nonce = read_frame(self.wire.said[0]).body
        if prove:
            self.say(Kind.PROOF, 0, self.proof(self.nonce))

    def proof(self, nonce: bytes) -> bytes:
        signature = base64url.encode(self.key.sign(challenge_text(nonce, ROAD)))
        certificate = self.bench.signer.certificate("home", self.key.public, now=NOON)
        return msgspec.json.encode(ProofBody(certificate, signature))


def test_a_gateway_that_answers_the_challenge_is_ready() -> None:
    bench = Bench()

    challenge, ready = Visit(bench).wire.frames()

    assert (challenge.kind, len(challenge.body), ready.kind) == (Kind.CHALLENGE, 32, Kind.READY)
    assert read_body(ready.body, ReadyBody) == ReadyBody(largest_frame=65_536, channels=64)
    assert (bench.counters.gateway_side.pending, bench.counters.gateways) == (0, 1)


def test_no_two_challenges_are_the_same_and_an_old_answer_is_refused() -> None:
    bench = Bench()
    first, second = Visit(bench, prove=False), Visit(bench, prove=False)

    assert second.refusal(Kind.PROOF, 0, second.proof(first.nonce)) is CloseCode.BAD_CERTIFICATE


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROOF])
def test_the_first_frame_is_a_proof(kind: Kind) -> None:
    assert Visit(Bench(), prove=False).refusal(kind) is CloseCode.BAD_FRAME


def test_frames_find_the_app_of_their_channel() -> None:
    bench = Bench()
    ala, bartek = bench.app("ala"), bench.app("bartek")
    visit = Visit(bench)

    visit.say(Kind.DATA, ala.channel, b"for ala")

    assert wire_of(ala).said[-1] == frame(Kind.DATA, ala.channel, b"for ala")
    assert wire_of(bartek).kinds() == [Kind.WAITING, Kind.OPENED]


def test_what_was_said_to_an_app_that_left_is_dropped() -> None:
    bench = Bench()
    app = bench.app()
    visit = Visit(bench)
    bench.board.leave(app, CloseCode.LEFT)

    visit.say(Kind.DATA, 1, b"late")
    visit.wire.hear(close_frame(1, CloseCode.SESSION_ENDED))

    assert bench.counters.strays == 1


@pytest.mark.parametrize(
    ("kind", "channel", "body"),
    [
        (Kind.DATA, 2, b""),
        (Kind.DATA, 0, b""),
        (Kind.CLOSE, 0, b"\x0f\xaf"),
        (Kind.CLOSE, 1, b"\x00\x00"),
        (Kind.OPEN, 1, b""),
        (Kind.PING, 0, b""),
    ],
)
def test_frames_out_of_place_end_the_connection(kind: Kind, channel: int, body: bytes) -> None:
    bench = Bench()
    bench.app()

    assert Visit(bench).refusal(kind, channel, body) is CloseCode.BAD_FRAME


@given(st.binary(max_size=40))
def test_noise_meets_nothing_but_a_refusal(noise: bytes) -> None:
    bench = Bench()
    bench.app()

    for visit in (Visit(bench), Visit(bench, prove=False)):
        with pytest.raises(RefusedError, match="BAD_FRAME"):
            visit.wire.hear(b"\x30" + noise)


def test_a_gateway_that_ends_a_session_gets_a_new_channel_for_the_app() -> None:
    bench = Bench()
    app = bench.app()
    visit = Visit(bench)

    visit.wire.hear(close_frame(1, CloseCode.SESSION_ENDED))

    assert wire_of(app).kinds() == [Kind.WAITING, Kind.OPENED, Kind.OPENED]
    assert visit.wire.frames()[-1].channel == app.channel == 2


def test_a_gateway_that_closes_a_channel_for_good_sends_the_app_away_and_is_not_told_again() -> None:
    bench = Bench()
    app = bench.app()
    visit = Visit(bench)

    visit.wire.hear(close_frame(1, CloseCode.REVOKED))

    assert wire_of(app).closed is CloseCode.REVOKED
    assert visit.wire.kinds() == [Kind.CHALLENGE, Kind.READY, Kind.OPEN]


def test_apps_of_a_full_gateway_are_not_read_until_it_has_caught_up() -> None:
    bench = Bench()
    apps = [bench.app("ala"), bench.app("bartek")]
    visit = Visit(bench)

    visit.talk.filled()
    held = [app.wire.is_held for app in apps]
    visit.talk.emptied()

    assert (held, [app.wire.is_held for app in apps]) == ([True, True], [False, False])


def test_a_gateway_that_has_proved_nothing_fills_and_empties_alone() -> None:
    bench = Bench()
    app = bench.app()
    visit = Visit(bench, prove=False)

    visit.talk.filled()
    visit.talk.emptied()
    visit.talk.gone(CloseCode.LEFT)

    assert (app.wire.is_held, bench.counters.gateway_side.pending) == (False, 0)


def test_apps_of_a_gateway_that_is_gone_wait() -> None:
    bench = Bench()
    app = bench.app()
    visit = Visit(bench)

    visit.talk.gone(CloseCode.LEFT)

    assert wire_of(app).kinds() == [Kind.WAITING, Kind.OPENED, Kind.WAITING]


def test_who_proves_nothing_in_time_is_too_slow() -> None:
    bench = Bench()
    visit = Visit(bench, prove=False)
    bench.clock.pass_by(5)

    with pytest.raises(RefusedError, match="TOO_SLOW"):
        visit.talk.look()


def test_a_gateway_that_says_too_much_is_not_read_for_a_while() -> None:
    bench = Bench()
    visit = Visit(bench)
    visit.wire.heard = 2 * bench.limits.home

    visit.talk.look()
    held = visit.wire.is_held
    bench.clock.pass_by(1)
    visit.talk.look()

    assert (held, visit.wire.is_held) == (True, False)


def test_a_certificate_that_expires_ends_the_connection() -> None:
    bench = Bench()
    visit = Visit(bench)
    visit.wire.heard = 1
    visit.talk.look()
    bench.clock.pass_by(90 * 86_400)

    with pytest.raises(RefusedError, match="BAD_CERTIFICATE"):
        visit.talk.look()


def test_the_gateway_hears_why_an_app_went() -> None:
    bench = Bench()
    app = bench.app()
    visit = Visit(bench)

    bench.board.leave(app, CloseCode.TICKET_EXPIRED)

    assert read_close_code(visit.wire.frames()[-1].body) is CloseCode.TICKET_EXPIRED
