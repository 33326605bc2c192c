"""What an admitted app may say and is answered."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.commands import Commands
from ostoja.gateway.house.house import House
from ostoja.gateway.link import codes
from ostoja.gateway.link.attendance import Attendance
from ostoja.gateway.link.news import News
from ostoja.gateway.link.records import Asker, Records, answer
from ostoja.gateway.link.records import Wish as OfRecords
from ostoja.gateway.link.snapshot import page
from ostoja.gateway.store import admissions, apps
from ostoja.gateway.store.admissions import Maker
from ostoja.gateway.store.apps import App
from ostoja.gateway.store.arrangements import arrangement, keep_arrangement
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.moments import ms
from ostoja.protocol.arrangements import Arrange, ArrangementIs, AskArrangement, is_fit
from ostoja.protocol.codes import Code, new_code, stretched
from ostoja.protocol.deliveries import AskDeliveries, Deliver
from ostoja.protocol.holdings import AskHoldings, AskKeeping, KeepFor
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.messages import (
    MESSAGES_VERSION,
    Admission,
    Admit,
    AppEntry,
    Apps,
    Beat,
    Command,
    CommandIs,
    Done,
    FromApp,
    Hello,
    ListApps,
    More,
    Reason,
    Refused,
    RemoveApp,
    Step,
    Welcome,
)
from ostoja.protocol.tickets import Profile, Role

log = logging.getLogger(__name__)

Start = Callable[[Coroutine[Any, Any, None]], None]
Wish = Admit | ListApps | RemoveApp | AskArrangement | Arrange | OfRecords


@dataclass(frozen=True)
class Desk:
    """What every conversation needs; ``start`` runs what takes a while."""

    house: House
    commands: Commands
    database: Database
    clock: Clock
    gateway: PublicKey
    start: Start
    stretch: Callable[[Code], bytes] = stretched
    attendance: Attendance = field(default_factory=Attendance)
    records: Records = field(default_factory=Records)


class Line(Protocol):
    """What a conversation hangs on."""

    def has_news(self) -> None:
        """There is something new to tell."""

    def end_app(self, app: str) -> None:
        """End every session of this app."""

    def arranged(self, is_: ArrangementIs) -> None:
        """Tell the other apps of this member how they like to see the home."""


class Conversation:
    """One app's conversation: what it is told goes into ``news``."""

    def __init__(self, desk: Desk, app: App, profile: Profile, news: News, line: Line) -> None:
        self._desk = desk
        self._app = app
        self._profile = profile
        self._news = news
        self._line = line
        self._is_making_a_code = False

    def hear(self, message: FromApp) -> None:
        """Answer this message."""
        match message:
            case Hello():
                self._welcome(message)
            case More():
                self._page(message.after, message.pages)
            case Command():
                self._command(message)
            case Admit():
                with self._answered(message):
                    self._admit(message)
            case ListApps():
                with self._answered(message):
                    self._list(message)
            case RemoveApp():
                with self._answered(message):
                    self._remove(message)
            case AskKeeping() | KeepFor() | AskHoldings() | Deliver() | AskDeliveries():
                with self._answered(message):
                    asker, desk = Asker(self._app, self._profile), self._desk
                    self._news.reply(answer(desk.database, desk.records, asker, message))
            case AskArrangement() | Arrange():
                with self._answered(message):
                    self._arrange(message)
            case Beat():
                self._news.beat()
        self._line.has_news()

    @contextlib.contextmanager
    def _answered(self, wish: Wish) -> Iterator[None]:
        """What cannot be done because the store fails is refused; nobody waits for an answer in vain."""
        try:
            yield
        except (sqlite3.Error, StoreError) as wrong:
            log.warning("a wish was refused: the store does not answer (%s)", type(wrong).__name__)
            self._refuse(wish.id, Reason.STORE_FAILED)

    def _page(self, after: str, pages: int) -> None:
        for _ in range(pages):
            told = page(self._desk.house, after)
            self._news.reply(told)
            after = told.next
            if not after:
                return

    def _welcome(self, hello: Hello) -> None:
        now, house = self._desk.clock(), self._desk.house
        self._desk.attendance.note(self._desk.database, self._app, hello.label, now)
        at = self._desk.commands.instant()
        known = (self._app.id, self._app.role, ms(now), house.online, house.since, at)
        self._news.reply(Welcome(*known, version=MESSAGES_VERSION))

    def _command(self, command: Command) -> None:
        if self._profile is not Profile.PERSON:
            self._news.command(CommandIs(command.id, Step.REFUSED, Reason.NO_RIGHT))
            return
        self._desk.commands.ask(self._app.member, command, self._command_is)

    def _command_is(self, is_: CommandIs) -> None:
        self._news.command(is_)
        self._line.has_news()

    def _admit(self, admit: Admit) -> None:
        desk = self._desk
        if self._profile is not Profile.PERSON or (admit.role is not None and self._app.role is not Role.OWNER):
            self._refuse(admit.id, Reason.NO_RIGHT)
        elif self._is_making_a_code or self._has_many_codes():
            self._refuse(admit.id, Reason.TOO_MANY)
        else:
            self._is_making_a_code = True
            desk.start(self._make_code(admit))

    def _has_many_codes(self) -> bool:
        desk = self._desk
        return admissions.good_admissions(desk.database, self._app.member, desk.clock()) >= codes.MOST_OF_ONE

    async def _make_code(self, admit: Admit) -> None:
        desk, code = self._desk, new_code()
        try:
            # Stretching takes 0.2 s of a processor: not in the loop.
            psk = await asyncio.to_thread(desk.stretch, code)
        finally:
            self._is_making_a_code = False
        with self._answered(admit):
            self._keep_code(admit, code, psk)
        self._line.has_news()

    def _keep_code(self, admit: Admit, code: Code, psk: bytes) -> None:
        desk = self._desk
        # Whoever was removed meanwhile leaves no door behind.
        still = apps.app_of(desk.database, self._app.id)
        if still is None or still.revoked is not None:
            return
        now, maker = desk.clock(), Maker(self._app.id, self._app.member)
        if admit.role is None:
            made = codes.own_app(code, psk, self._app.role, maker, now)
        else:
            made = codes.invitation(code, psk, admit.role, maker, now)
        admissions.add_admission(desk.database, made, now)
        self._news.reply(Admission(admit.id, code.spelled(), ms(made.expires), desk.gateway.text()))

    def _list(self, wish: ListApps) -> None:
        member = None if self._app.role is Role.OWNER else self._app.member
        found = apps.apps(self._desk.database, member)
        entries = [AppEntry(app.id, app.member, app.role, app.label, app.admitted, app.seen) for app in found]
        self._news.reply(Apps(wish.id, tuple(entries[-100:])))

    def _remove(self, wish: RemoveApp) -> None:
        desk = self._desk
        app = apps.app_of(desk.database, wish.app)
        is_owner = self._app.role is Role.OWNER
        if app is None or app.revoked is not None or not (is_owner or app.member == self._app.member):
            self._refuse(wish.id, Reason.UNKNOWN_APP)
        elif self._profile is not Profile.PERSON:
            self._refuse(wish.id, Reason.NO_RIGHT)
        elif app.role is Role.OWNER and apps.owner_keys(desk.database) <= 1:
            self._refuse(wish.id, Reason.LAST_OWNER)
        else:
            # In this order: a gateway that dies in between has an app too many rather than a door.
            admissions.shut_behind(desk.database, app)
            apps.remove_app(desk.database, app.id)
            self._news.reply(Done(wish.id))
            self._line.has_news()
            self._line.end_app(app.id)

    def _arrange(self, wish: AskArrangement | Arrange) -> None:
        database, member = self._desk.database, self._app.member
        if self._profile is not Profile.PERSON:
            self._refuse(wish.id, Reason.NO_RIGHT)
        elif isinstance(wish, Arrange) and not is_fit(wish.arrangement):
            self._refuse(wish.id, Reason.OUT_OF_RANGE)
        else:
            if isinstance(wish, Arrange):
                keep_arrangement(database, member, wish.arrangement, self._desk.clock())
                self._line.arranged(ArrangementIs("", wish.arrangement))
            self._news.reply(ArrangementIs(wish.id, arrangement(database, member)))

    def _refuse(self, id_: str, reason: Reason) -> None:
        self._news.reply(Refused(id_, reason))
