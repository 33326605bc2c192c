"""Every channel of the present connection to the relay."""

import logging
from collections.abc import Callable, Sequence

from ostoja.gateway.link.channel import Channel
from ostoja.gateway.link.conversation import Desk
from ostoja.gateway.link.epochs import Epochs
from ostoja.protocol.arrangements import ArrangementIs
from ostoja.protocol.errors import FrameError
from ostoja.protocol.frames import CloseCode, Frame, Kind, OpenBody, read_body
from ostoja.protocol.gateway_session import GatewaySession
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.traits import Device, Room, State

log = logging.getLogger(__name__)

MOST_CHANNELS = 1_024  # The relay's own bound is lower; this one is against a relay that has none.


class Channels:
    """Opens, feeds and ends channels, and tells them what changes in the house.

    ``say`` sends a frame; ``has_room`` tells whether the connection can take more; ``soon`` runs something when the
    loop comes round, so that what changes together is told together.
    """

    def __init__(
        self,
        desk: Desk,
        identity: PrivateKey,
        epochs: Epochs,
        *,
        soon: Callable[[Callable[[], None]], object],
    ) -> None:
        self._desk = desk
        self._identity = identity
        self._epochs = epochs
        self._soon = soon
        self._all: dict[int, Channel] = {}
        self._dirty: dict[int, Channel] = {}
        self._is_flush_due = False
        self._say: Callable[[bytes], None] | None = None
        self._has_room: Callable[[], bool] = lambda: True
        self._installation = ""

    def __len__(self) -> int:
        return len(self._all)

    def connect(self, installation: str, say: Callable[[bytes], None], has_room: Callable[[], bool]) -> None:
        """A connection begins, without channels."""
        self.disconnect()
        self._installation, self._say, self._has_room = installation, say, has_room

    def disconnect(self) -> None:
        """The connection is gone, and with it every session."""
        self._say = None
        for channel in self._all.values():
            channel.is_over = True
        self._all.clear()
        self._dirty.clear()

    def hear(self, frame: Frame) -> None:
        """Take in a frame of a channel.

        Raises: FrameError when a channel is opened twice, there are too many, or the frame is out of place.
        """
        if frame.kind is Kind.OPEN:
            self._open(frame)
            return
        channel = self._all.get(frame.channel)
        if channel is None:
            return  # It crossed our own CLOSE.
        match frame.kind:
            case Kind.DATA:
                channel.hear(frame.body)
            case Kind.PAUSE:
                channel.is_paused = True
            case Kind.RESUME:
                channel.is_paused = False
                self.told(channel)
            case Kind.CLOSE:
                channel.is_over = True
                self._forget(channel)
            case _:
                raise FrameError("out of place")

    def end_where(self, is_struck: Callable[[Channel], bool], code: CloseCode = CloseCode.SESSION_ENDED) -> int:
        """End every channel of which this is true; how many there were."""
        struck = [channel for channel in self._all.values() if is_struck(channel)]
        for channel in struck:
            channel.end(code)
        return len(struck)

    def end_app(self, app: str) -> None:
        """End the sessions of this app; what it is still to be told is told first."""
        self.flush()
        self.end_where(lambda channel: channel.app is not None and channel.app.id == app)

    def arranged(self, by: Channel, is_: ArrangementIs) -> None:
        """Tell the other apps of the same member how they like to see the home."""
        members = {channel: channel.app.member for channel in self._all.values() if channel.app is not None}
        for channel, member in members.items():
            if channel is not by and member == members.get(by):
                channel.news.arranged(is_)
                self.told(channel)

    def flush(self) -> None:
        """Tell every channel its news in turn, as long as the connection takes them."""
        self._is_flush_due = False
        while self._dirty and self._has_room():
            # The one that waits longest: one that always has news must not keep the others from theirs.
            self._dirty.pop(next(iter(self._dirty))).flush()

    def say(self, said: bytes) -> None:
        """Send this frame, while there is a connection."""
        if self._say is not None:
            self._say(said)

    def over(self, channel: Channel) -> None:
        """The gateway ended this channel."""
        self._forget(channel)

    def told(self, channel: Channel) -> None:
        """There is news for this channel's app."""
        if channel.is_over:
            return
        self._dirty[channel.number] = channel
        if not self._is_flush_due:
            self._is_flush_due = True
            self._soon(self.flush)

    def devices_changed(self, devices: Sequence[Device]) -> None:
        """Tell every app of these devices."""
        for channel in self._admitted():
            channel.news.devices(devices)
            self.told(channel)

    def rooms_changed(self, rooms: Sequence[Room]) -> None:  # noqa: ARG002 - the news reads them when it is told
        """Tell every app of the rooms."""
        for channel in self._admitted():
            channel.news.rooms()
            self.told(channel)

    def states_changed(self, states: Sequence[State]) -> None:
        """Tell every app of these states."""
        for channel in self._admitted():
            channel.news.states(states)
            self.told(channel)

    def home_changed(self, *, online: bool, since: int) -> None:  # noqa: ARG002 - the news reads it when it is told
        """Tell every app whether the home answers."""
        for channel in self._admitted():
            channel.news.home()
            self.told(channel)

    def _admitted(self) -> list[Channel]:
        return [channel for channel in self._all.values() if channel.app is not None]

    def _open(self, frame: Frame) -> None:
        if frame.channel in self._all or frame.channel == 0 or len(self._all) >= MOST_CHANNELS:
            raise FrameError("channel")
        opened = read_body(frame.body, OpenBody)
        epoch = self._epochs.current(self._desk.clock())
        session = GatewaySession(self._identity, self._installation, epoch)
        self._all[frame.channel] = Channel(frame.channel, opened, session, self._desk, self)
        log.debug("< channel %d opened", frame.channel)

    def _forget(self, channel: Channel) -> None:
        self._all.pop(channel.number, None)
        self._dirty.pop(channel.number, None)
