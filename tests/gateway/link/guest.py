"""An app at the far end of a channel, without a road: what it says goes straight into the gateway's channels."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from ostoja.gateway.house.commands import Commands
from ostoja.gateway.house.driver import Listing
from ostoja.gateway.house.house import House
from ostoja.gateway.link.channels import Channels
from ostoja.gateway.link.conversation import Desk
from ostoja.gateway.link.epochs import Epochs
from ostoja.gateway.store.admissions import Admission, add_admission
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.identity import identity
from ostoja.gateway.store.moments import instant, ms
from ostoja.protocol import messages
from ostoja.protocol.app_session import AppSession
from ostoja.protocol.codes import Code, new_code
from ostoja.protocol.frames import Frame, Kind, OpenBody, frame, frame_of, read_close_code, read_frame
from ostoja.protocol.messages import FromApp, FromGateway, Hello, Welcome
from ostoja.protocol.sealing import DhKey
from ostoja.protocol.tickets import Profile, Role
from ostoja.protocol.traits import Device, Room, Trait, TraitName
from ostoja.protocol.traits import Kind as DeviceKind
from tests.gateway.house.recording import ObedientDriver, at_once
from tests.gateway.moving_clock import MovingClock

INSTALLATION = "installation-0123456789"
LAMP = Device("m-1", "Lamp", DeviceKind.LIGHT, (Trait(TraitName.ON_OFF),))
ROOM = Room("m-r1", "Hall")
PSK = b"p" * 32

Heard = TypeVar("Heard", bound=FromGateway)


class Home:
    """A house, its store and its channels; what the gateway says is gathered by channel."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        self.database, self.clock = database, clock
        self.house = House(clock)
        self.house.listed(Listing((LAMP,), (ROOM,)))
        self.house.went_online()
        self.driver = ObedientDriver()
        self.identity = identity(database, clock())
        self.epochs = Epochs(clock())
        self.started: list[Coroutine[Any, Any, None]] = []
        commands = Commands(self.house, self.driver, clock, at_once)
        self.desk = Desk(
            self.house, commands, database, clock, self.identity.public, self.started.append, lambda _: PSK
        )
        self.due: list[Callable[[], None]] = []
        self.channels = Channels(self.desk, self.identity, self.epochs, soon=self.due.append)
        self.house.tell(self.channels)
        self.said: list[Frame] = []
        self.has_room = True
        self.channels.connect(INSTALLATION, lambda said: self.said.append(read_frame(said)), lambda: self.has_room)

    def turn(self) -> None:
        """The loop comes round."""
        while self.due:
            self.due.pop(0)()

    def admission(self, role: Role = Role.OWNER, member: str | None = None, **more: Any) -> Code:
        """A code that admits an app, whose key everybody knows."""
        code = new_code()
        expires = more.pop("expires", instant(ms(self.clock()) + 600_000))
        add_admission(self.database, Admission(code.number, PSK, role, member, expires, **more), self.clock())
        return code

    def hear(self, number: int, kind: Kind, body: bytes = b"") -> None:
        self.channels.hear(Frame(kind, number, body))
        self.turn()

    def on(self, number: int) -> list[Frame]:
        """What the gateway said on this channel, taken away."""
        found = [said for said in self.said if said.channel == number]
        self.said = [said for said in self.said if said.channel != number]
        return found


class Guest:
    """One app on one channel of that home."""

    last = 0

    def __init__(
        self, home: Home, member: str = "ala", *, key: DhKey | None = None, profile: Profile = Profile.PERSON
    ) -> None:
        Guest.last += 1
        self.number = Guest.last
        self.home, self.member, self.key = home, member, key or DhKey.new()
        opened = OpenBody(member, f"session-of-{member}", Role.MEMBER, profile)
        home.hear(self.number, Kind.OPEN, read_frame(frame_of(Kind.OPEN, opened)).body)
        self.session: AppSession | None = None
        self.closed: list[str] = []

    def knock(self, code: Code | None = None, first: bytes | None = None, psk: bytes = PSK) -> list[FromGateway]:
        """Begin a session, and what the gateway says to that."""
        pinned = None if code else self.home.identity.public
        number, psk = (code.number, psk) if code else ("", b"")
        self.session = AppSession(self.key, INSTALLATION, pinned=pinned, number=number, psk=psk)
        self.raw(self.session.begin())
        hello = self.home.on(self.number)[0].body
        self.raw(self.session.answer(hello, messages.write(Hello("test")) if first is None else first))
        return self.heard()

    def welcome(self, code: Code | None = None) -> Welcome:
        found = self.knock(code)[0]
        assert isinstance(found, Welcome)
        return found

    def raw(self, body: bytes) -> None:
        self.home.hear(self.number, Kind.DATA, body)

    def say(self, message: FromApp) -> list[FromGateway]:
        assert self.session is not None
        self.raw(self.session.seal(messages.write(message)))
        return self.heard()

    def heard(self) -> list[FromGateway]:
        """What the gateway said since, opened."""
        self.home.turn()
        assert self.session is not None
        found: list[FromGateway] = []
        for said in self.home.on(self.number):
            if said.kind is Kind.CLOSE:
                self.closed.append(read_close_code(said.body).name)
            else:
                found.append(messages.read_from_gateway(self.session.open(said.body)))
        return found

    def one(self, message: FromApp, kind: type[Heard]) -> Heard:
        """The answer of this kind."""
        return next(found for found in self.say(message) if isinstance(found, kind))


def plain(kind: Kind, channel: int = 0, body: bytes = b"") -> Frame:
    """A frame as the road hands it on."""
    return read_frame(frame(kind, channel, body))
