"""What the office asks of the home: the policy to obey, and what to erase; and the home's receipts."""

import asyncio
import logging
import random
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.pauses import Pauses
from ostoja.gateway.link.errors import LinkError
from ostoja.gateway.link.office import Office
from ostoja.gateway.store import papers
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.erasures import ask_again, finished, note_told, take_order
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.excerpts import ExcerptError, keep_excerpt
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.excerpts import Excerpt, read_excerpt
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import Order, read_order, sign_receipt
from ostoja.protocol.tokens import Keyring

log = logging.getLogger(__name__)

FIRST_QUESTION_SECONDS = 60.0  # After start, by chance within it, so that a thousand homes do not ask at once.
BETWEEN_QUESTIONS_SECONDS = 3_600.0
NUDGED_SECONDS = 0.5  # So that what is told together is asked for together.
MOST_RECEIPTS = 50  # Of under 200 bytes each: 10 KB, and the office takes 16.

Read = TypeVar("Read", Excerpt, Order)


@dataclass(frozen=True)
class Follows:
    """Who hears of what was taken in: the policy or the history changed, a member's apps went, the home ended."""

    changed: Callable[[], None]
    gone: Callable[[str], None]
    over: Callable[[], None]


class Orders:
    """Asks the office at the start, every hour, and when nudged."""

    def __init__(
        self,
        office: Office,
        database: Database,
        key: PrivateKey,
        clock: Clock,
        follows: Follows,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._office = office
        self._database = database
        self._key = key
        self._clock = clock
        self._follows = follows
        self._sleep = sleep
        self._nudged = asyncio.Event()
        self._pauses = Pauses(5, BETWEEN_QUESTIONS_SECONDS)
        self._chance = random.SystemRandom()
        self._told = ""

    def nudge(self) -> None:
        """There may be something to hear or to tell."""
        self._nudged.set()

    async def run(self) -> NoReturn:
        """Ask, and carry out what is answered; on errors, again after growing pauses."""
        wait = self._chance.uniform(0, FIRST_QUESTION_SECONDS)
        while True:
            await self._wait(wait)
            try:
                await self.ask()
            except (LinkError, sqlite3.Error, StoreError) as wrong:
                self._tell_once(str(wrong))
                wait = self._pauses.next()
            else:
                self._pauses.reset()
                self._told = ""
                wait = BETWEEN_QUESTIONS_SECONDS * self._chance.uniform(0.8, 1.2)

    async def ask(self) -> None:
        """Hand in receipts, and take in what the office says.

        Raises: OfficeRefusedError, OfficeUnreachableError, StoreError.
        """
        done = finished(self._database, self._clock())[:MOST_RECEIPTS]
        answer = await self._office.orders([sign_receipt(order, at, self._key) for order, at in done])
        note_told(self._database, [order for order, _ in done])
        if answer.excerpt is not None:
            self._obey(await self._checked(answer.excerpt, read_excerpt))
        for token in answer.orders:
            self._carry_out(await self._checked(token, self._read_order))

    def _obey(self, excerpt: Excerpt | None) -> None:
        try:
            if excerpt is not None and keep_excerpt(self._database, excerpt, self._clock()):
                log.info("a new version of the policy holds here")
                self._follows.changed()
        except ExcerptError as wrong:
            log.warning("an excerpt of the policy was refused: %s", wrong)

    def _carry_out(self, order: Order | None) -> None:
        if order is None:
            return
        if not take_order(self._database, order):
            # What is not done yet is told once it is: to ask before would be to ask without end.
            if ask_again(self._database, order.id):
                self.nudge()
            return
        log.info("an order to erase is carried out")
        self._follows.gone(order.member)
        self._follows.changed()
        if order.whole:
            self._follows.over()

    def _read_order(self, token: str, keys: Keyring) -> Order:
        return read_order(token, keys, self._key.public, self._clock())

    async def _checked(self, token: str, read: Callable[[str, Keyring], Read]) -> Read | None:
        """What the token says, by the office's newest keys when needed, or None when it did not sign that for us."""
        try:
            try:
                return read(token, papers.keyring(self._database))
            except TokenError as wrong:
                if wrong.fault is not TokenFault.UNKNOWN_KEY:
                    raise
            keys = await self._office.keyring()
            papers.keep_keyring(self._database, keys)
            return read(token, keys)
        except TokenError as wrong:
            log.warning("what the office asks was refused: %s", wrong)
            return None

    async def _wait(self, seconds: float) -> None:
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        nudged = asyncio.ensure_future(self._nudged.wait())
        try:
            await asyncio.wait((sleeping, nudged), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            nudged.cancel()
        if self._nudged.is_set():
            self._nudged.clear()
            await self._sleep(NUDGED_SECONDS)

    def _tell_once(self, text: str) -> None:
        if text != self._told:
            self._told = text
            log.warning("the office's orders are not heard (%s); trying again", text)
