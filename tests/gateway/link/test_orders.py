"""Proves: A058."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from ostoja.gateway.link import orders
from ostoja.gateway.link.office import Office
from ostoja.gateway.link.orders import Follows, Orders
from ostoja.gateway.store import apps
from ostoja.gateway.store.admissions import Admission, add_admission
from ostoja.gateway.store.apps import Rights, admit_app
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import SHIPPED, newest
from ostoja.gateway.store.identity import identity
from ostoja.protocol.excerpts import sign_excerpt
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import Order, sign_order
from ostoja.protocol.tickets import Role
from ostoja.protocol.tokens import Keyring, SigningKey
from tests.gateway.link.office_double import DoubleOffice
from tests.gateway.log_listener import listening
from tests.gateway.moving_clock import MovingClock
from tests.gateway.store.household import INSTALLATION, claim, excerpt

LOG = "ostoja.gateway.link.orders"


class Desk:
    """A gateway's orders and who hears of them."""

    def __init__(
        self, office: DoubleOffice, database: Database, clock: MovingClock, http: aiohttp.ClientSession
    ) -> None:
        self.office, self.database, self.clock = office, database, clock
        self.key = identity(database, clock())
        self.heard: list[str] = []
        follows = Follows(lambda: self.heard.append("changed"), self.heard.append, lambda: self.heard.append("over"))
        self.work = Orders(Office(office.url, self.key, http, clock), database, self.key, clock, follows, self.sleep)
        claim(database)
        add_admission(database, Admission("1", b"p", Role.OWNER, "ala", clock() + timedelta(days=1)), clock())
        admit_app(database, "1", b"k" * 32, Rights("ala", Role.OWNER), clock())

    async def sleep(self, _: float) -> None:
        await asyncio.sleep(0)

    def order(self, *, whole: bool = False, key: PrivateKey | None = None, by: SigningKey | None = None) -> str:
        to = (key or self.key).public.text()
        made = Order("order-1", INSTALLATION, to, "ala", whole, int(self.clock().timestamp()))
        return sign_order(made, by or self.office.signing)

    def members(self) -> list[str]:
        return [app.member for app in apps.apps(self.database)]


@pytest.fixture
async def desk(database: Database, clock: MovingClock) -> AsyncIterator[Desk]:
    async with DoubleOffice(clock) as office, aiohttp.ClientSession() as http:
        yield Desk(office, database, clock, http)


async def test_an_order_is_carried_out_once_and_answered_with_a_receipt(desk: Desk) -> None:
    desk.office.orders = [desk.order()]

    await desk.work.ask()
    assert desk.members() == []
    assert desk.heard == ["ala", "changed"]
    await desk.work.ask()

    assert [one.order for one in desk.office.receipts] == ["order-1"]


async def test_a_receipt_that_was_lost_is_given_again(desk: Desk) -> None:
    desk.office.orders = [desk.order()]
    for _ in range(3):
        await desk.work.ask()

    assert [one.order for one in desk.office.receipts] == ["order-1", "order-1"]


async def test_the_end_of_the_home_is_told(desk: Desk) -> None:
    desk.office.orders = [desk.order(whole=True)]

    await desk.work.ask()

    assert desk.heard == ["ala", "changed", "over"]


async def test_forged_and_foreign_orders_are_refused(desk: Desk) -> None:
    stranger = SigningKey(desk.office.signing.kid, PrivateKey.new())
    desk.office.orders = [desk.order(by=stranger), desk.order(key=PrivateKey.new()), "noise"]

    with listening(LOG, logging.WARNING) as listener:
        await desk.work.ask()

    assert desk.members() == ["ala"]
    assert len(listener.records) == 3


async def test_a_policy_is_obeyed_and_an_older_or_forged_one_refused(desk: Desk) -> None:
    now = desk.clock()
    given = excerpt(now - timedelta(days=1), history="P7D")
    desk.office.excerpt = sign_excerpt(given, desk.office.signing)
    await desk.work.ask()
    await desk.work.ask()
    assert newest(desk.database) == given

    forger = SigningKey(desk.office.signing.kid, PrivateKey.new())
    with listening(LOG, logging.WARNING) as listener:
        for refused in (
            sign_excerpt(excerpt(now - timedelta(days=2)), desk.office.signing),
            sign_excerpt(excerpt(now), forger),
        ):
            desk.office.excerpt = refused
            await desk.work.ask()

    assert newest(desk.database) == given
    assert len(listener.records) == 2
    assert desk.heard == ["changed"]


async def test_a_key_of_the_office_that_is_new_is_fetched(desk: Desk) -> None:
    await desk.work.ask()
    desk.office.signing = SigningKey("k2", PrivateKey.new())
    desk.office.published = Keyring({"k2": desk.office.signing.key.public})
    desk.office.excerpt = sign_excerpt(excerpt(desk.clock()), desk.office.signing)

    await desk.work.ask()

    assert newest(desk.database) != SHIPPED


async def test_it_asks_at_the_start_and_when_nudged_and_says_a_failure_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "FIRST_QUESTION_SECONDS", 0.0)
    desk.office.no["orders"] = (503, "failed")
    with listening(LOG, logging.WARNING) as listener:
        task = asyncio.create_task(desk.work.run())
        async with asyncio.timeout(5):
            while not listener.records:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.01)
        del desk.office.no["orders"]
        desk.office.orders = [desk.order()]
        desk.work.nudge()
        async with asyncio.timeout(5):
            while desk.members():  # noqa: ASYNC110 - a store has no event
                await asyncio.sleep(0.01)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    assert len(listener.records) == 1
