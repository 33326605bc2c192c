"""The messages inside sealed frames, between an app and a gateway: JSON, one object a frame, unknown fields refused."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from ostoja.protocol.arrangements import Arrange, ArrangementIs, AskArrangement
from ostoja.protocol.deliveries import AskDeliveries, Deliver, Deliveries
from ostoja.protocol.errors import MessageError
from ostoja.protocol.holdings import AskHoldings, AskKeeping, Holdings, KeepFor, Keeping
from ostoja.protocol.tickets import Role
from ostoja.protocol.traits import Device, Do, Room, State

# 2: arrangements, the end of a scene, its undoing. Whoever is newer says nothing that the other does not know.
MESSAGES_VERSION = 2
PAGE_BYTES = 16_384
MOST_PAGES = 16  # That are asked for at once.

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Label = Annotated[str, Meta(max_length=80)]


class Step(StrEnum):
    """Where a command is on its way. ``asked`` is the app's own word for what it has not heard of yet."""

    ASKED = "asked"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"


class Reason(StrEnum):
    """Why something was refused or timed out."""

    UNKNOWN_DEVICE = "unknown_device"
    UNAVAILABLE = "unavailable"
    READ_ONLY = "read_only"
    NOT_ABLE = "not_able"
    BLOCKED = "blocked"
    OUT_OF_RANGE = "out_of_range"
    HOME_OFFLINE = "home_offline"
    NO_ECHO = "no_echo"
    SUPERSEDED = "superseded"
    NO_RIGHT = "no_right"
    TOO_MANY = "too_many"
    TOO_MANY_PINS = "too_many_pins"
    TOO_LATE = "too_late"
    UNKNOWN_APP = "unknown_app"
    LAST_OWNER = "last_owner"
    STORE_FAILED = "store_failed"
    BAD_ADDRESS = "bad_address"
    GATEKEEPER = "gatekeeper"


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="m"):
    """A message."""


# --- app to gateway


class Hello(_Said, frozen=True, tag="hello"):
    """The first message of a session: who the app says it is, for the list of admitted apps."""

    label: Label = ""
    version: int = 1


class More(_Said, frozen=True, tag="more"):
    """Asks for the page of the snapshot after this mark; the empty mark asks for the first.

    Units: ``pages`` is how many to send one after the other, while there are any.
    """

    after: str = ""
    pages: Annotated[int, Meta(ge=1, le=MOST_PAGES)] = 1


class Command(_Said, frozen=True, tag="command"):
    """Asks a device to do something; the same id, heard again on any way, acts once.

    Units: ``at`` is when it was asked, in milliseconds on the gateway's steady clock, reckoned from the latest ``at``
        that the app heard; too long after it the gateway no longer acts.
    """

    id: Id
    device: Id
    do: Do
    at: int


class Admit(_Said, frozen=True, tag="admit"):
    """Asks for a code that admits an app: another of one's own, or, with a role, one of a person invited."""

    id: Id
    role: Role | None = None


class ListApps(_Said, frozen=True, tag="apps"):
    """Asks for the apps that are admitted."""

    id: Id


class RemoveApp(_Said, frozen=True, tag="remove_app"):
    """Asks to admit an app no longer."""

    id: Id
    app: Id


class Beat(_Said, frozen=True, tag="beat"):
    """Asks whether the gateway is there: the relay's word for it is not enough."""


FromApp = (
    Hello
    | More
    | Command
    | Admit
    | ListApps
    | RemoveApp
    | AskKeeping
    | KeepFor
    | AskHoldings
    | AskArrangement
    | Arrange
    | Deliver
    | AskDeliveries
    | Beat
)


# --- gateway to app


class Welcome(_Said, frozen=True, tag="welcome"):
    """The answer to hello.

    Units: ``now`` is the gateway's clock in milliseconds since 1970; ``home_since`` likewise, the instant since which
    the home answers or does not. ``at`` is its steady clock, in milliseconds since whenever, which nobody sets.
    ``version`` is the newest form of the messages that it understands; one that says none understands the first.
    """

    app: str
    role: Role
    now: int
    home_online: bool
    home_since: int
    at: int
    version: int = 1


class Page(_Said, frozen=True, tag="page"):
    """A page of the snapshot; ``next`` is the mark to ask after, empty on the last."""

    rooms: tuple[Room, ...] = ()
    devices: tuple[Device, ...] = ()
    states: tuple[State, ...] = ()
    next: str = ""


class States(_Said, frozen=True, tag="states"):
    """What has changed; only the latest of each device."""

    states: tuple[State, ...]


class Devices(_Said, frozen=True, tag="devices"):
    """Devices that are new or described anew."""

    devices: tuple[Device, ...]


class Rooms(_Said, frozen=True, tag="rooms"):
    """The rooms anew, all of them."""

    rooms: tuple[Room, ...]


class CommandIs(_Said, frozen=True, tag="command_is"):
    """Where a command is on its way."""

    id: str
    step: Step
    reason: Reason | None = None


class HomeIs(_Said, frozen=True, tag="home_is"):
    """Whether the home answers the gateway, and since when (milliseconds since 1970)."""

    online: bool
    since: int


class Admission(_Said, frozen=True, tag="admission"):
    """A code that admits an app, once, until it expires (milliseconds since 1970); the key to pin, in base64url."""

    id: str
    code: str
    expires: int
    gateway: str


class AppEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An admitted app.

    Units: ``admitted`` and ``seen`` in milliseconds since 1970; ``seen`` is 0 when it never came.
    """

    app: str
    member: str
    role: Role
    label: str
    admitted: int
    seen: int


class Apps(_Said, frozen=True, tag="apps_are"):
    """The apps that are admitted and that the one who asks may see."""

    id: str
    apps: tuple[AppEntry, ...]


class Beating(_Said, frozen=True, tag="beat"):
    """The answer to a beat.

    Units: ``at`` as in the welcome.
    """

    at: int


class Done(_Said, frozen=True, tag="done"):
    """What was asked under this id is done."""

    id: str


class Refused(_Said, frozen=True, tag="refused"):
    """What was asked under this id is not done."""

    id: str
    reason: Reason


FromGateway = (
    Welcome
    | Page
    | States
    | Devices
    | Rooms
    | CommandIs
    | HomeIs
    | Admission
    | Apps
    | Keeping
    | Holdings
    | ArrangementIs
    | Deliveries
    | Done
    | Refused
    | Beating
)

_from_app: msgspec.json.Decoder[FromApp] = msgspec.json.Decoder(FromApp)
_from_gateway: msgspec.json.Decoder[FromGateway] = msgspec.json.Decoder(FromGateway)
_encoder = msgspec.json.Encoder()


def write(message: FromApp | FromGateway) -> bytes:
    """The message as it is sealed."""
    return _encoder.encode(message)


def read_from_app(text: bytes) -> FromApp:
    """What an app says.

    Raises: MessageError when it is none of its messages.
    """
    try:
        return _from_app.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise MessageError("from app") from wrong


def read_from_gateway(text: bytes) -> FromGateway:
    """What a gateway says.

    Raises: MessageError when it is none of its messages.
    """
    try:
        return _from_gateway.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise MessageError("from gateway") from wrong
