"""From a gateway nobody knows to one that is claimed: codes shown until one is typed, certificates renewed in time."""

import asyncio
import logging
import random
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.pauses import Pauses
from ostoja.gateway.link.errors import LinkError, OfficeRefusedError
from ostoja.gateway.link.office import Office
from ostoja.gateway.store import admissions, apps, papers
from ostoja.gateway.store.admissions import Admission
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.papers import Papers
from ostoja.protocol.certificates import RENEW_BEFORE
from ostoja.protocol.codes import Code, new_code, stretched
from ostoja.protocol.errors import TokenError
from ostoja.protocol.tickets import Role

log = logging.getLogger(__name__)

AFTER_CLAIM = timedelta(minutes=10)  # So long the app that claimed has to come in with the code.
LOOK_AGAIN = timedelta(hours=1)
FIRST_QUESTION = timedelta(minutes=1)  # After start, the office is asked by then who the members are.
BETWEEN_QUESTIONS = timedelta(hours=6)

_UNCLAIMED = "unclaimed"
_ADVICE = {
    "clock": "the office refuses: the clock of this machine is wrong by more than 5 minutes; set it",
    "forged": "the office refuses the signature; is --cloud exactly the address of the office?",
}


@dataclass(frozen=True)
class Announcements:
    """Who hears of the pairing: a code to show, papers that are new, papers that are lost.

    ``members`` hears who the members are; ``stuck`` hears the owner whom no key and no code lets in.
    """

    code: Callable[[Code, datetime], None]
    paired: Callable[[Papers], None]
    lost: Callable[[], None]
    members: Callable[[frozenset[str]], None] = lambda _: None
    stuck: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class Waits:
    """How the pairing waits and works hard; tests bring their own."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    stretch: Callable[[Code], bytes] = stretched


class Pairing:
    """Runs for as long as the gateway does."""

    def __init__(
        self,
        office: Office,
        database: Database,
        clock: Clock,
        announce: Announcements,
        waits: Waits | None = None,
    ) -> None:
        self._office = office
        self._database = database
        self._clock = clock
        self._announce = announce
        self._waits = waits or Waits()
        self._pauses = Pauses(1, 60)
        self._doubt = asyncio.Event()
        self._told = ""
        self._chance = random.SystemRandom()
        self._ask_at = clock() + FIRST_QUESTION * self._chance.random()
        self._has_asked = False
        self._is_bound = False

    def doubt(self) -> None:
        """The relay refuses the certificate: ask the office what holds."""
        self._doubt.set()

    async def run(self) -> NoReturn:
        """Claimed, renew; unclaimed, show codes; on errors, try again in growing pauses."""
        while True:
            try:
                held = papers.papers(self._database)
                if held is None:
                    await self._be_claimed()
                else:
                    await self._stay_claimed(held)
                self._pauses.reset()
                self._told = ""
            except (LinkError, TokenError) as wrong:
                self._tell_once(wrong)
                await self._waits.sleep(self._pauses.next())
            except (sqlite3.Error, StoreError) as wrong:
                self._tell_store_once(wrong)
                await self._waits.sleep(self._pauses.next())

    async def _be_claimed(self) -> None:
        if await self._is_claimed():
            return
        code = new_code()
        psk = await asyncio.to_thread(self._waits.stretch, code)
        try:
            offer = await self._office.offer(code.number)
        except OfficeRefusedError as no:
            if no.word not in {"taken", "claimed"}:
                raise
            await self._waits.sleep(self._pauses.next())
            return
        # Written before it is shown: a gateway that dies after the claim still knows the code.
        claim = Admission(code.number, psk, Role.OWNER, None, offer.expires, claim=True)
        admissions.add_admission(self._database, claim, self._clock())
        self._announce.code(code, offer.expires)
        while self._clock() < offer.expires:
            await self._waits.sleep(offer.poll_seconds)
            if await self._is_claimed():
                return

    async def _is_claimed(self) -> bool:
        try:
            await self._renew()
        except OfficeRefusedError as no:
            if no.word == _UNCLAIMED:
                return False
            raise
        return True

    async def _stay_claimed(self, held: Papers) -> None:
        self._bind_once(held)
        due = held.expires - RENEW_BEFORE.total_seconds()
        is_due = self._clock().timestamp() >= due or self._doubt.is_set()
        if not is_due and not self._is_time_to_ask():
            await self._look_again_later(due)
            return
        self._doubt.clear()
        try:
            await self._renew(None if is_due else held)
        except OfficeRefusedError as no:
            if no.word != _UNCLAIMED:
                raise
            log.warning("the office says that nobody has claimed this gateway any more")
            papers.drop_papers(self._database)
            self._announce.lost()

    def _bind_once(self, held: Papers) -> None:
        """Let a claim code in that a gateway which died at the wrong moment has not bound to the owner."""
        if not self._is_bound:
            admissions.confirm_claims(self._database, held.owner, self._clock() + AFTER_CLAIM)
            self._is_bound = True
            self._tell_if_stuck(held)

    def _is_time_to_ask(self) -> bool:
        now = self._clock()
        return now >= self._ask_at or self._ask_at - now > BETWEEN_QUESTIONS * 2  # The clock was set back.

    def _tell_if_stuck(self, held: Papers) -> None:
        if not apps.owner_keys(self._database) and not admissions.lets_owner_in(
            self._database, held.owner, self._clock()
        ):
            self._announce.stuck(held.owner)

    async def _look_again_later(self, due: float) -> None:
        later = min(due - self._clock().timestamp(), LOOK_AGAIN.total_seconds())
        if not self._has_asked:
            later = min(later, (self._ask_at - self._clock()).total_seconds())
        sleeping = asyncio.ensure_future(self._waits.sleep(later))
        doubting = asyncio.ensure_future(self._doubt.wait())
        try:
            done, _ = await asyncio.wait((sleeping, doubting), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            sleeping.cancel()
            doubting.cancel()

    async def _renew(self, held: Papers | None = None) -> None:
        """Ask the office; ``held`` are papers that are good still, if what they say has not changed."""
        new, keys = await self._office.papers(papers.keyring(self._database))
        if not keys.keys:
            keys = await self._office.keyring()
        papers.keep_keyring(self._database, keys)
        if held is None or (held.installation, held.road, held.owner) != (new.installation, new.road, new.owner):
            now = self._clock()
            papers.take_papers(self._database, new, now, now + AFTER_CLAIM)
            if not self._is_bound:
                self._is_bound = True
                self._tell_if_stuck(new)
            self._announce.paired(new)
        if new.members is not None:
            self._announce.members(new.members)
        self._has_asked = True
        self._ask_at = self._clock() + BETWEEN_QUESTIONS * self._chance.uniform(0.8, 1.2)

    def _tell_store_once(self, wrong: Exception) -> None:
        text = f"store: {wrong}"
        if text != self._told:
            self._told = text
            log.error("the pairing waits for the store (%s); is the disk full?", wrong)

    def _tell_once(self, wrong: Exception) -> None:
        text = str(wrong)
        if text != self._told:
            self._told = text
            advice = _ADVICE.get(text, "the office does not answer as it should (%s); trying again")
            log.warning(advice, text) if "%s" in advice else log.error(advice)
