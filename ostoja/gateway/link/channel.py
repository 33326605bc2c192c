"""One channel of the road with its one sealed session, from the app's first word to the end."""

import logging
import sqlite3
from typing import Protocol

from ostoja.gateway.link.conversation import Conversation, Desk
from ostoja.gateway.link.gate import NotAdmittedError, enter, stricter
from ostoja.gateway.link.news import News
from ostoja.gateway.store.apps import App
from ostoja.gateway.store.errors import StoreError
from ostoja.protocol import messages
from ostoja.protocol.arrangements import ArrangementIs
from ostoja.protocol.errors import MessageError, ProtocolError
from ostoja.protocol.frames import HEADER_BYTES, LARGEST_FRAME, CloseCode, Kind, OpenBody, close_frame, frame
from ostoja.protocol.gateway_session import GatewaySession
from ostoja.protocol.handshake import OpenPart
from ostoja.protocol.messages import Hello

log = logging.getLogger(__name__)

LARGEST_TEXT = LARGEST_FRAME - HEADER_BYTES - 17  # The seal adds a byte in front and sixteen behind.


class Line(Protocol):
    """What a channel hangs on."""

    def say(self, said: bytes) -> None:
        """Send this frame."""

    def over(self, channel: "Channel") -> None:
        """The gateway ended this channel; called once."""

    def told(self, channel: "Channel") -> None:
        """There is news for this channel's app."""

    def end_app(self, app: str) -> None:
        """End every session of this app."""

    def arranged(self, by: "Channel", is_: ArrangementIs) -> None:
        """Tell the other apps of the same member how they like to see the home."""


class Channel:
    """Hears the bodies of DATA frames and says frames."""

    def __init__(self, number: int, opened: OpenBody, session: GatewaySession, desk: Desk, line: Line) -> None:
        self.number = number
        self.opened = opened
        self.app: App | None = None
        self.is_paused = False
        self.is_over = False
        self.news = News(desk.house, desk.commands.instant)
        self._session = session
        self._desk = desk
        self._line = line
        self._conversation: Conversation | None = None

    def hear(self, body: bytes) -> None:
        """Take in what the app says; whatever is wrong ends the session."""
        if self.is_over:
            return
        try:
            self._hear(body)
        except NotAdmittedError as no:
            log.info("an app was not admitted: %s", no.code.name)
            self._data(self._session.refuse(no.code))
            self.end()
        except ProtocolError as wrong:
            log.info("a session ended: %s", type(wrong).__name__)
            self.end()
        except (sqlite3.Error, StoreError) as wrong:
            # A full disk or a locked store is this session's end, not the gateway's.
            log.warning("a session ended: the store does not answer (%s)", type(wrong).__name__)
            self.end()

    def flush(self) -> None:
        """Say what there is to say, unless the app reads too slowly."""
        if self.is_paused or self.is_over or not self._session.is_open:
            return
        for message in self.news.take():
            text = messages.write(message)
            if len(text) > LARGEST_TEXT:
                self.end()
                return
            self._data(self._session.seal(text))

    def end(self, code: CloseCode = CloseCode.SESSION_ENDED) -> None:
        """End the session, and tell the relay."""
        if self.is_over:
            return
        self.is_over = True
        self._line.say(close_frame(self.number, code))
        self._line.over(self)

    def has_news(self) -> None:
        """There is something new to tell, or so much untold that the session ends, though the app may be paused."""
        if self.news.is_overrun:
            log.info("a session ended: its app asks more than it hears")
            self.end()
        else:
            self._line.told(self)

    def end_app(self, app: str) -> None:
        """End every session of this app."""
        self._line.end_app(app)

    def arranged(self, is_: ArrangementIs) -> None:
        """Tell the other apps of this member how they like to see the home."""
        self._line.arranged(self, is_)

    def _hear(self, body: bytes) -> None:
        if not self._session.is_greeted:
            self._data(self._session.greet(body))
        elif self._conversation is None:
            self._conversation = self._enter(self._session.way(body))
        else:
            self._conversation.hear(messages.read_from_app(self._session.open(body)))

    def _enter(self, way: OpenPart) -> Conversation:
        desk = self._desk
        self.app, text = enter(desk.database, self._session, way, self.opened, desk.clock())
        hello = messages.read_from_app(text)
        if not isinstance(hello, Hello):
            raise MessageError("not hello")
        # A cloud that calls a monitoring system a person gives it no more than the home did.
        profile = stricter(self.app.profile, self.opened.profile)
        conversation = Conversation(desk, self.app, profile, self.news, self)
        conversation.hear(hello)
        return conversation

    def _data(self, body: bytes) -> None:
        self._line.say(frame(Kind.DATA, self.number, body))
