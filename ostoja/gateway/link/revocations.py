"""What the cloud takes back: sessions end at once, and keys of members who are gone are revoked."""

import asyncio
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NoReturn

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.link.channel import Channel
from ostoja.gateway.link.channels import Channels
from ostoja.gateway.link.errors import LinkError
from ostoja.gateway.store import admissions, apps, papers
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.revocations import Revocation, Subject, read_revocation
from ostoja.protocol.tickets import Role
from ostoja.protocol.tokens import Keyring

log = logging.getLogger(__name__)

BETWEEN_FETCHES = timedelta(seconds=10)
BETWEEN_LINES = timedelta(minutes=1)  # A relay that invents tokens must not fill the log.
MOST_WAITING = 256
MOST_SEEN = 1_024


class Revocations:
    """Hears revocation tokens; ``fetch`` brings the cloud's present keys when one is signed with a key unknown here.

    The keys of owners are never revoked from outside: the home has the last word.
    """

    def __init__(
        self, database: Database, channels: Channels, clock: Clock, fetch: Callable[[], Awaitable[Keyring]]
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._fetch = fetch
        self._fetched: datetime | None = None
        self._logged: datetime | None = None
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._waiting: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        self._unwritten: set[str] = set()

    def put(self, token: str) -> None:
        """Hear this token in its turn; more than can wait are passed over, and made good when the office is asked."""
        try:
            self._waiting.put_nowait(token)
        except asyncio.QueueFull:
            self._complain("revocations were passed over: too many at once")

    def put_again(self) -> None:
        """Hear once more what the store did not take."""
        unwritten, self._unwritten = self._unwritten, set()
        for token in unwritten:
            self.put(token)

    async def run(self) -> NoReturn:
        """Hear what was put, one after the other, until cancelled."""
        while True:
            await self.hear(await self._waiting.get())

    def only(self, members: frozenset[str]) -> None:
        """Shut out everybody who is none of these members; owners stay."""
        inside = {app.member for app in apps.apps(self._database) if app.role is not Role.OWNER}
        for member in (inside | admissions.members_with_codes(self._database)) - members:
            self._shut_out(member)
        self._channels.end_where(lambda channel: _is_guest(channel) and channel.opened.member not in members)

    async def hear(self, token: str) -> None:
        """Do what this token says; one that is not the cloud's, or that was heard before, is passed over."""
        if token in self._seen:
            return
        try:
            self._strike(await self._read(token))
        except TokenError as wrong:
            self._complain(f"a revocation was passed over: {wrong.fault.value}")
        except LinkError:
            self._complain("a revocation could not be checked: the office does not answer")
        except (sqlite3.Error, StoreError) as wrong:
            self._complain(f"a revocation could not be written down: {type(wrong).__name__}; trying again")
            if len(self._unwritten) < MOST_WAITING:
                self._unwritten.add(token)
        else:
            self._seen[token] = None
            if len(self._seen) > MOST_SEEN:
                self._seen.popitem(last=False)

    def _complain(self, line: str) -> None:
        now = self._clock()
        if self._logged is None or not timedelta(0) <= now - self._logged < BETWEEN_LINES:
            self._logged = now
            log.warning("%s", line)

    async def _read(self, token: str) -> Revocation:
        try:
            return read_revocation(token, papers.keyring(self._database))
        except TokenError as wrong:
            if wrong.fault is not TokenFault.UNKNOWN_KEY or not self._may_fetch():
                raise
        keys = await self._fetch()
        papers.keep_keyring(self._database, keys)
        return read_revocation(token, keys)

    def _may_fetch(self) -> bool:
        """Whether the last time is long enough ago: a relay that invents names of keys must not make us ask all day."""
        now = self._clock()
        if self._fetched is not None and timedelta(0) <= now - self._fetched < BETWEEN_FETCHES:
            return False
        self._fetched = now
        return True

    def _strike(self, revocation: Revocation) -> None:
        ended = self._channels.end_where(lambda channel: _is_struck(channel, revocation))
        if revocation.subject is Subject.MEMBER and revocation.for_good:
            self._shut_out(revocation.id)
        held = papers.papers(self._database)
        if revocation.subject is Subject.INSTALLATION and held is not None and held.installation == revocation.id:
            ended += self._channels.end_where(lambda _: True)
        if ended:
            log.info("a revocation ended %d sessions", ended)

    def _shut_out(self, member: str) -> None:
        apps.revoke_member(self._database, member, self._clock())
        admissions.drop_admissions_of(self._database, member)


def _is_struck(channel: Channel, revocation: Revocation) -> bool:
    match revocation.subject:
        case Subject.MEMBER:
            return channel.opened.member == revocation.id
        case Subject.SESSION:
            return channel.opened.session == revocation.id
        case _:
            return False


def _is_guest(channel: Channel) -> bool:
    return channel.app is not None and channel.app.role is not Role.OWNER
