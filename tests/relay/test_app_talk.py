import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol.frames import AdmittedBody, CloseCode, Kind, close_frame, frame, read_body, read_close_code
from ostoja.protocol.tickets import Profile
from ostoja.relay.app_talk import AppTalk
from ostoja.relay.errors import RefusedError
from ostoja.relay.limits import Limits
from tests.relay.doubles import NOON, ORIGIN, Bench, RecordingWire, Visitor, wire_of

NOON_SECONDS = int(NOON.timestamp())


class Visit(Visitor):
    """An app before a bench of pure parts."""

    def __init__(self, bench: Bench, member: str = "ala", *, show: bool = True) -> None:
        super().__init__(bench, lambda wire: AppTalk(wire, bench.road, ORIGIN))
        if show:
            self.show(member)

    def show(self, member: str = "ala", kind: Kind = Kind.TICKET) -> None:
        token = self.bench.signer.ticket("home", member, f"of-{member}", now=self.bench.clock.wall())
        self.say(kind, 0, msgspec.json.encode({"ticket": token}))


def test_a_page_of_another_origin_is_refused_before_it_speaks() -> None:
    bench = Bench()

    with pytest.raises(RefusedError, match="BAD_ORIGIN"):
        AppTalk(RecordingWire(), bench.road, "https://evil.example").begin()


def test_a_ticket_admits_and_says_until_when() -> None:
    bench = Bench()
    visit = Visit(bench)

    admitted, waiting = visit.wire.frames()

    body = read_body(admitted.body, AdmittedBody)
    assert (admitted.kind, body.expires, body.now) == (Kind.ADMITTED, NOON_SECONDS + 120, NOON_SECONDS)
    assert waiting.kind is Kind.WAITING
    assert (bench.counters.app_side.pending, bench.counters.apps) == (0, 1)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.TICKET])
def test_the_first_frame_is_a_ticket(kind: Kind) -> None:
    visit = Visit(Bench(), show=False)

    assert visit.refusal(kind, 0) is CloseCode.BAD_FRAME


def test_a_ticket_is_shown_to_the_connection_not_to_a_channel() -> None:
    assert Visit(Bench(), show=False).refusal(Kind.TICKET, 1) is CloseCode.BAD_FRAME


def test_one_person_too_many_is_refused() -> None:
    bench = Bench(Limits(people=1, connections=10))
    Visit(bench, "ala")

    with pytest.raises(RefusedError, match="TOO_MANY_PEOPLE"):
        Visit(bench, "bartek")


def test_frames_of_the_channel_go_to_the_gateway() -> None:
    bench = Bench()
    gateway = bench.gateway()
    visit = Visit(bench)

    visit.say(Kind.DATA, 1, b"sealed")

    assert wire_of(gateway).said[-1] == frame(Kind.DATA, 1, b"sealed")


def test_what_was_said_on_an_older_channel_is_dropped() -> None:
    bench = Bench()
    gateway = bench.gateway()
    visit = Visit(bench)

    visit.say(Kind.DATA, 5, b"late")
    bench.board.part(gateway)
    visit.say(Kind.DATA, 1, b"later")

    assert bench.counters.strays == 2
    assert wire_of(gateway).kinds() == [Kind.OPEN]


@pytest.mark.parametrize(
    ("kind", "channel", "body"),
    [
        (Kind.DATA, 1, b"no channel yet"),
        (Kind.DATA, 0, b""),
        (Kind.PING, 0, b"123456789"),
        (Kind.PING, 1, b""),
        (Kind.RENEW, 1, b""),
        (Kind.RENEW, 0, b"noise"),
        (Kind.CLOSE, 1, b"\x0f\xaf"),
        (Kind.TICKET, 0, b""),
        (Kind.OPEN, 1, b""),
    ],
)
def test_frames_out_of_place_end_the_connection(kind: Kind, channel: int, body: bytes) -> None:
    assert Visit(Bench()).refusal(kind, channel, body) is CloseCode.BAD_FRAME


@given(st.binary(max_size=40))
def test_noise_meets_nothing_but_a_refusal(noise: bytes) -> None:
    visit = Visit(Bench())

    with contextlib.suppress(RefusedError):
        visit.wire.hear(noise)

    assert visit.bench.counters.channels == 0


def test_a_ping_is_answered_with_the_same_bytes() -> None:
    visit = Visit(Bench())

    visit.say(Kind.PING, 0, b"12345678")

    assert visit.wire.said[-1] == frame(Kind.PONG, 0, b"12345678")


def test_a_renewed_ticket_holds_longer() -> None:
    bench = Bench()
    visit = Visit(bench)
    bench.clock.pass_by(100)

    visit.show("ala", Kind.RENEW)
    bench.clock.pass_by(100)
    visit.wire.heard = 1
    visit.talk.look()

    renewed = visit.wire.frames()[-1]
    assert (renewed.kind, read_body(renewed.body, AdmittedBody).expires) == (Kind.RENEWED, NOON_SECONDS + 220)


def test_who_says_too_much_is_not_read_for_a_while_and_renewals_are_much() -> None:
    bench = Bench(Limits(home=100_000, connections=10))
    visit, quiet = Visit(bench), Visit(bench, "bartek")

    visit.show("ala", Kind.RENEW)
    visit.show("ala", Kind.RENEW)
    visit.talk.look()
    quiet.talk.look()

    assert (visit.wire.is_held, quiet.wire.is_held, bench.counters.slowed) == (True, False, 1)


def test_another_persons_ticket_renews_nothing() -> None:
    visit = Visit(Bench())

    with pytest.raises(RefusedError, match="BAD_TICKET"):
        visit.show("celina", Kind.RENEW)


def test_without_renewal_the_ticket_expires() -> None:
    bench = Bench()
    visit = Visit(bench)
    bench.clock.pass_by(119.9)
    visit.wire.heard = 1
    visit.talk.look()
    bench.clock.pass_by(0.1)

    with pytest.raises(RefusedError, match="TICKET_EXPIRED"):
        visit.talk.look()


def test_who_shows_no_ticket_in_time_is_too_slow() -> None:
    bench = Bench()
    visit = Visit(bench, show=False)
    bench.clock.pass_by(5)
    visit.wire.heard = 1

    with pytest.raises(RefusedError, match="TOO_SLOW"):
        visit.talk.look()


def test_a_slow_app_pauses_its_gateway_and_a_quick_one_resumes_it() -> None:
    bench = Bench()
    gateway = bench.gateway()
    visit = Visit(bench)

    visit.talk.filled()
    visit.talk.emptied()

    assert wire_of(gateway).kinds() == [Kind.OPEN, Kind.PAUSE, Kind.RESUME]
    assert bench.counters.pauses == 1


@pytest.mark.parametrize("show", [True, False])
def test_without_a_channel_there_is_nobody_to_pause(show: bool) -> None:  # noqa: FBT001 - a parameter of the test
    bench = Bench()

    Visit(bench, show=show).talk.filled()

    assert bench.counters.pauses == 0


def test_an_app_that_goes_leaves_its_home() -> None:
    bench = Bench()
    gateway = bench.gateway()

    Visit(bench).talk.gone(CloseCode.LEFT)
    Visit(bench, show=False).talk.gone(CloseCode.LEFT)

    assert (gateway.apps, bench.counters.apps, bench.counters.app_side.pending) == ({}, 0, 0)


def test_an_app_may_end_its_session_and_gets_a_new_channel() -> None:
    bench = Bench()
    gateway = bench.gateway()
    visit = Visit(bench)

    visit.wire.hear(close_frame(1, CloseCode.SESSION_ENDED))

    opened, closed, again = wire_of(gateway).frames()
    assert (opened.channel, read_close_code(closed.body), again.channel) == (1, CloseCode.SESSION_ENDED, 2)


def test_an_app_that_closes_its_channel_for_good_is_let_go() -> None:
    bench = Bench()
    bench.gateway()
    visit = Visit(bench)

    with pytest.raises(RefusedError, match="LEFT"):
        visit.wire.hear(close_frame(1, CloseCode.LEFT))


def test_the_end_of_an_older_channel_is_no_news() -> None:
    bench = Bench()
    gateway = bench.gateway()
    visit = Visit(bench)

    visit.wire.hear(close_frame(9, CloseCode.SESSION_ENDED))
    bench.board.part(gateway)
    visit.wire.hear(close_frame(1, CloseCode.SESSION_ENDED))

    assert visit.wire.kinds() == [Kind.ADMITTED, Kind.OPENED, Kind.WAITING]


def test_a_close_without_a_known_code_is_a_bad_frame() -> None:
    bench = Bench()
    bench.gateway()

    assert Visit(bench).refusal(Kind.CLOSE, 1, b"x") is CloseCode.BAD_FRAME


def test_monitoring_profiles_are_let_in_as_such() -> None:
    bench = Bench(Limits(monitoring=0, connections=10))
    visit = Visit(bench, show=False)
    token = bench.signer.ticket("home", now=NOON, profile=Profile.MONITORING)

    code = visit.refusal(Kind.TICKET, 0, msgspec.json.encode({"ticket": token}))

    assert code is CloseCode.TOO_MANY_PEOPLE
