"""What the cloud takes back: sessions end at once, and keys of members who are gone are revoked."""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.link.channel import Channel
from ostoja.gateway.link.channels import Channels
from ostoja.gateway.link.errors import LinkError
from ostoja.gateway.store import admissions, apps, papers
from ostoja.gateway.store.database import Database
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.revocations import Revocation, Subject, read_revocation
from ostoja.protocol.tokens import Keyring

log = logging.getLogger(__name__)

BETWEEN_FETCHES = timedelta(seconds=10)


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

    async def hear(self, token: str) -> None:
        """Do what this token says; one that is not the cloud's is passed over."""
        try:
            revocation = await self._read(token)
        except TokenError as wrong:
            log.warning("a revocation was passed over: %s", wrong.fault.value)
        except LinkError:
            log.warning("a revocation could not be checked: the office does not answer")
        else:
            self._strike(revocation)

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
            before = datetime.fromtimestamp(revocation.not_before, UTC)
            apps.revoke_member(self._database, revocation.id, before, self._clock())
            admissions.drop_admissions_of(self._database, revocation.id)
        held = papers.papers(self._database)
        if revocation.subject is Subject.INSTALLATION and held is not None and held.installation == revocation.id:
            ended += self._channels.end_where(lambda _: True)
        log.info("a revocation ended %d sessions", ended)


def _is_struck(channel: Channel, revocation: Revocation) -> bool:
    match revocation.subject:
        case Subject.MEMBER:
            return channel.opened.member == revocation.id
        case Subject.SESSION:
            return channel.opened.session == revocation.id
        case _:
            return False
