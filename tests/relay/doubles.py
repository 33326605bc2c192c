"""A wire that only remembers, hands of a clock that a test turns, and what a road is made of."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ostoja.protocol.certificates import Certificate
from ostoja.protocol.frames import HEADER_BYTES, CloseCode, Frame, Kind, frame, read_frame
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.tickets import Profile, Role, Ticket
from ostoja.relay.admit import Admission
from ostoja.relay.channels import App, Gateway
from ostoja.relay.counters import Counters
from ostoja.relay.errors import RefusedError
from ostoja.relay.limits import Limits
from ostoja.relay.patience import Pace
from ostoja.relay.port import Hold, Talk, Wire
from ostoja.relay.revoked import Revoked
from ostoja.relay.road import Road
from ostoja.relay.switchboard import Switchboard
from tests.doubles.office import Signer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORIGIN = "https://home.example"
ROAD = "wss://road.example"


class TurnedClock:
    """Both clocks, moved by hand."""

    def __init__(self) -> None:
        self.since = 0.0

    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.since)

    def steady(self) -> float:
        return self.since

    def pass_by(self, seconds: float) -> None:
        self.since += seconds


class RecordingWire:
    """What was said to one peer."""

    def __init__(self) -> None:
        self.said: list[bytes] = []
        self.closed: CloseCode | None = None
        self.pings = 0
        self.hear: Callable[[bytes], None] = self.said.append
        self.routes: dict[bytes, Wire] = {}
        self.heard = 0
        self.is_full = False
        self.holds = Hold.NOTHING

    def send(self, frame: bytes) -> None:
        self.said.append(frame)

    def pass_on(self, frame: bytes) -> None:
        self.said.append(frame)

    def arrive(self, message: bytes) -> None:
        """Its peer says this."""
        destination = self.routes.get(message[:HEADER_BYTES])
        if destination is None:
            self.hear(message)
        else:
            destination.pass_on(message)

    def ping(self) -> None:
        self.pings += 1

    @property
    def is_held(self) -> bool:
        return bool(self.holds)

    def hold(self, why: Hold) -> None:
        self.holds |= why

    def carry_on(self, why: Hold) -> None:
        self.holds &= ~why

    def close(self, code: CloseCode) -> None:
        self.closed = code

    def abort(self) -> None:
        self.closed = CloseCode.RESYNC

    def frames(self) -> list[Frame]:
        """Everything said since the last time."""
        frames = [read_frame(message) for message in self.said]
        self.said.clear()
        return frames

    def kinds(self) -> list[Kind]:
        """The kinds of everything said since the last time."""
        return [frame.kind for frame in self.frames()]


class Bench:
    """The pure parts of a relay, ready for peers."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.signer = Signer()
        self.clock = TurnedClock()
        self.counters = Counters()
        self.revoked = Revoked()
        self.limits = limits or Limits(connections=100)
        self.board = Switchboard(self.limits, self.revoked, self.counters)
        self.wanted_keys = 0
        self.admission = Admission(
            self.signer.ring, self.revoked, origins=[ORIGIN], roads=[ROAD, "ws://localhost"], unknown_key=self.want
        )
        self.road = Road(self.admission, self.board, self.limits, self.counters, self.clock)

    def want(self) -> None:
        self.wanted_keys += 1

    def app(self, member: str = "ala", home: str = "home", profile: Profile = Profile.PERSON) -> App:
        """An app that is in."""
        app = App(RecordingWire(), ticket(member, home, profile), Pace(self.limits.reopenings_per_second))
        self.board.enter(app)
        return app

    def gateway(self, home: str = "home") -> Gateway:
        """A gateway that is in."""
        gateway = Gateway(RecordingWire(), certificate(home))
        self.board.join(gateway)
        return gateway


class Visitor:
    """A peer before a bench of pure parts, and what it says."""

    def __init__(self, bench: Bench, talk: Callable[[RecordingWire], Talk]) -> None:
        self.bench = bench
        self.wire = RecordingWire()
        self.talk = talk(self.wire)
        self.wire.hear = self.talk.hear
        self.talk.begin()

    def say(self, kind: Kind, channel: int = 0, body: bytes = b"") -> None:
        self.wire.arrive(frame(kind, channel, body))

    def refusal(self, kind: Kind, channel: int = 0, body: bytes = b"") -> CloseCode:
        """Why it is refused when it says this."""
        with pytest.raises(RefusedError) as refused:
            self.say(kind, channel, body)
        return refused.value.code


def wire_of(end: App | Gateway) -> RecordingWire:
    """The recording wire of this end."""
    assert isinstance(end.wire, RecordingWire)
    return end.wire


def ticket(
    member: str = "ala", home: str = "home", profile: Profile = Profile.PERSON, role: Role = Role.MEMBER
) -> Ticket:
    """A ticket of noon."""
    return Ticket.new(
        installation=home, member=member, session=f"session-of-{member}", role=role, now=NOON, profile=profile
    )


def certificate(home: str = "home") -> Certificate:
    """A certificate of noon."""
    return Certificate.new(installation=home, key=PrivateKey.new().public, owner="ala", now=NOON)
