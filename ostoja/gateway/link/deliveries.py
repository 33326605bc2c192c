"""Gives the home's data to a service that an owner chose, part by part, straight from the home.

The body is JSON Lines: who gives what, each part of each sheet as in ``docs/wire/session.md``, and at the end the count
of rows with the SHA-256 of every byte before, so that the receiver knows that nothing is missing.
"""

import asyncio
import hashlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import msgspec

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.link.receivers import Receiver, public_connector
from ostoja.gateway.store import apps, deliveries, papers
from ostoja.gateway.store.apps import App
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.holdings import part
from ostoja.protocol.deliveries import Delivery, Outcome
from ostoja.protocol.holdings import Scope
from ostoja.protocol.tickets import Role

log = logging.getLogger(__name__)

FORMAT = "ostoja-home-1"
TYPE = "application/x-ndjson"
# A long history takes its time; a receiver that takes nothing for a minute, or then says nothing, is gone.
PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=15)
STALLED_SECONDS = 60.0

Start = Callable[[Coroutine[Any, Any, None]], None]


class BusyError(Exception):
    """A delivery is on its way already."""


class _StoppedError(Exception):
    """Who asked for the delivery is an owner no more."""


@dataclass
class _Going:
    """The delivery that goes now, how many rows of it went, and what keeps the home from going on."""

    number: int
    rows: int = 0
    failed: Exception | None = None


class Carrier:
    """One delivery at a time, beside everything else."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        start: Start,
        connector: Callable[[], aiohttp.BaseConnector] = public_connector,
        stalled: float = STALLED_SECONDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._start = start
        self._connector = connector
        self._stalled = stalled
        self._going: _Going | None = None

    def deliver(self, app: App, receiver: Receiver) -> None:
        """Begin to give the home's data to this receiver.

        Raises: BusyError; StoreError when it cannot be written down, and then nothing leaves.
        """
        if self._going is not None:
            raise BusyError
        self._going = _Going(deliveries.begin(self._database, receiver.name, receiver.host, self._clock()))
        self._start(self._carry(app, receiver, self._going))

    def latest(self) -> tuple[Delivery, ...]:
        """The latest deliveries, the newest first; of the one that goes, how far it is."""
        found = deliveries.latest(self._database)
        going = self._going
        return tuple(
            msgspec.structs.replace(one, rows=going.rows) if going and one.outcome is Outcome.GOING else one
            for one in found
        )

    async def _carry(self, app: App, receiver: Receiver, going: _Going) -> None:
        outcome = Outcome.STOPPED
        try:
            outcome = await self._post(app, receiver, going)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as wrong:
            # The library calls a body that could not be ended a broken connection.
            outcome = Outcome.UNREACHABLE if going.failed is None else Outcome.STOPPED
            # Neither the receiver nor the address: both are the owner's own business.
            log.warning("a delivery did not arrive: %s", type(going.failed or wrong).__name__)
        finally:
            self._going = None
            deliveries.end(self._database, going.number, going.rows, outcome)

    async def _post(self, app: App, receiver: Receiver, going: _Going) -> Outcome:
        async with (
            asyncio.timeout(self._stalled) as limit,
            aiohttp.ClientSession(connector=self._connector(), cookie_jar=aiohttp.DummyCookieJar()) as http,
            http.post(
                receiver.address,
                data=self._body(app, going, limit),
                headers={"Content-Type": TYPE},
                timeout=PATIENCE,
                allow_redirects=False,
            ) as answer,
        ):
            if going.failed is not None:
                return Outcome.STOPPED
            taken = HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES
            return Outcome.TAKEN if taken else Outcome.REFUSED

    async def _body(self, app: App, going: _Going, limit: asyncio.Timeout) -> AsyncIterator[bytes]:
        sums = hashlib.sha256()
        try:
            async for line in self._lines(app, going):
                sums.update(line)
                limit.reschedule(asyncio.get_running_loop().time() + self._stalled)
                yield line
        except (sqlite3.Error, StoreError, _StoppedError) as wrong:
            going.failed = wrong
            raise
        yield _line({"rows": going.rows, "sha256": sums.hexdigest()})

    async def _lines(self, app: App, going: _Going) -> AsyncIterator[bytes]:
        held = papers.papers(self._database)
        home = "" if held is None else held.installation
        yield _line({"format": FORMAT, "scope": Scope.HOME, "made": self._clock().isoformat(), "home": home})
        mark: str | None = ""
        while mark is not None:
            found = part(self._database, self._still_owner(app), Scope.HOME, mark)
            if found is None:
                raise _StoppedError
            going.rows += len(found.rows)
            yield _line({"sheet": found.sheet.name, "columns": found.sheet.columns, "rows": found.rows})
            mark = found.next or None
            # A lamp that is switched meanwhile does not wait for a long history.
            await asyncio.sleep(0)

    def _still_owner(self, app: App) -> App:
        """The app as the home admits it now.

        Raises: _StoppedError when it no longer does, as an owner's.
        """
        now = apps.app_of(self._database, app.id)
        if now is None or now.revoked is not None or now.role is not Role.OWNER:
            raise _StoppedError
        return now


def _line(said: object) -> bytes:
    return msgspec.json.encode(said) + b"\n"
