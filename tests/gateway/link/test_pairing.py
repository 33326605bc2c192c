import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import aiohttp
import pytest

from ostoja.gateway.link.office import Office
from ostoja.gateway.link.pairing import AFTER_CLAIM, Announcements, Pairing, Waits
from ostoja.gateway.store import papers
from ostoja.gateway.store.admissions import admission_of
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.identity import identity
from ostoja.gateway.store.papers import Papers
from ostoja.protocol.codes import Code
from tests.gateway.link.office_double import DoubleOffice
from tests.gateway.log_listener import listening
from tests.gateway.moving_clock import MovingClock

PSK = b"p" * 32
ENOUGH = 400


class EnoughError(Exception):
    """The test has seen what it waited for."""


class Stage:
    """A pairing whose every wait moves the clock, and what it announces."""

    def __init__(self, database: Database, clock: MovingClock, cloud: DoubleOffice) -> None:
        self.database, self.clock, self.cloud = database, clock, cloud
        self.codes: list[tuple[Code, datetime]] = []
        self.paired: list[Papers] = []
        self.lost = 0
        self.is_refusing = False
        self.members: list[frozenset[str]] = []
        self.stuck: list[str] = []
        self.waited: list[float] = []
        self.until = ENOUGH
        self.at: dict[int, str] = {}
        self.set_back_at = 0

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.clock.move(seconds=seconds)
        if len(self.waited) == self.set_back_at:
            self.clock.move(days=-3)
        if len(self.waited) >= self.until:
            raise EnoughError
        if len(self.waited) in self.at:
            self.cloud.owner = self.at[len(self.waited)] or None

    def _lost(self) -> None:
        self.lost += 1

    async def run(self) -> None:
        async with aiohttp.ClientSession() as http:
            office = Office(self.cloud.url, identity(self.database, self.clock()), http, self.clock)
            self.database._connection.execute(f"PRAGMA query_only = {self.is_refusing:d}")
            announce = Announcements(
                lambda code, until: self.codes.append((code, until)),
                self.paired.append,
                self._lost,
                self.members.append,
                self.stuck.append,
            )
            pairing = Pairing(office, self.database, self.clock, announce, Waits(self.sleep, lambda _: PSK))
            with contextlib.suppress(EnoughError):
                await asyncio.wait_for(pairing.run(), 30)


@pytest.fixture
async def stage(database: Database, clock: MovingClock) -> AsyncIterator[Stage]:
    async with DoubleOffice(clock) as cloud:
        yield Stage(database, clock, cloud)


async def test_an_unclaimed_gateway_shows_a_code_until_it_is_claimed(stage: Stage) -> None:
    stage.at, stage.until = {3: "ala"}, 4

    await stage.run()

    code, until = stage.codes[0]
    bound = admission_of(stage.database, code.number)
    assert stage.cloud.offers == [code.number]
    assert [one.owner for one in stage.paired] == ["ala"]
    assert bound is not None
    assert (bound.member, bound.role.value, bound.claim, bound.psk) == ("ala", "owner", False, PSK)
    assert bound.expires >= until >= stage.clock.now - timedelta(hours=2)


async def test_a_code_that_nobody_types_is_followed_by_another(stage: Stage) -> None:
    await stage.run()

    assert len({code.number for code, _ in stage.codes}) == len(stage.codes) == 2
    assert stage.codes[1][1] > stage.codes[0][1]


async def test_a_gateway_that_died_after_the_claim_still_knows_its_code(stage: Stage) -> None:
    stage.until = 1
    await stage.run()
    stage.cloud.owner = "ala"
    stage.waited.clear()

    await stage.run()

    bound = admission_of(stage.database, stage.codes[0][0].number)
    assert len(stage.codes) == 1
    assert bound is not None
    assert bound.member == "ala"
    assert bound.expires >= stage.clock.now - timedelta(hours=1) + AFTER_CLAIM


async def test_a_certificate_is_renewed_thirty_days_before_its_end(stage: Stage) -> None:
    stage.cloud.owner, stage.until = "ala", 24 * 60 + 2

    await stage.run()

    first, second = stage.paired[:2]
    assert second.issued - first.issued == timedelta(days=60).total_seconds()


async def test_a_gateway_that_was_given_up_shows_codes_again(stage: Stage) -> None:
    stage.cloud.owner, stage.at, stage.until = "ala", {10: ""}, 24 * 60 + 5

    await stage.run()

    assert stage.lost == 1
    assert papers.papers(stage.database) is None
    assert stage.codes


@pytest.mark.parametrize(
    ("call", "word", "said"),
    [("certificate", "clock", "clock"), ("certificate", "forged", "--cloud"), ("offer", "too_many", "too_many")],
)
async def test_an_office_that_says_no_is_asked_again_in_growing_pauses(
    stage: Stage, call: str, word: str, said: str
) -> None:
    stage.cloud.no[call] = (409, word)
    stage.until = 10

    with listening("ostoja.gateway.link.pairing", logging.WARNING) as listener:
        await stage.run()

    assert stage.waited[0] <= 1
    assert 30 <= stage.waited[-1] <= 60
    assert [said in line for line in listener.lines] == [True]


@pytest.mark.parametrize("word", ["taken", "claimed"])
async def test_a_number_that_is_taken_is_followed_by_another(stage: Stage, word: str) -> None:
    stage.cloud.no["offer"] = (409, word)
    stage.until = 3

    await stage.run()

    assert stage.codes == []
    assert len(stage.waited) == 3


async def test_a_renewal_that_the_office_refuses_is_tried_again(stage: Stage) -> None:
    stage.cloud.owner, stage.until = "ala", 1
    await stage.run()
    stage.clock.move(days=80)
    stage.cloud.no["certificate"] = (429, "too_many")
    stage.waited.clear()
    stage.until = 3

    await stage.run()

    assert stage.lost == 0
    assert papers.papers(stage.database) is not None


async def test_a_doubt_asks_the_office_at_once(database: Database, clock: MovingClock) -> None:
    asked = asyncio.Event()
    async with DoubleOffice(clock) as cloud, aiohttp.ClientSession() as http:
        cloud.owner = "ala"
        office = Office(cloud.url, identity(database, clock()), http, clock)
        announce = Announcements(lambda *_: None, lambda _: asked.set(), lambda: None)
        pairing = Pairing(office, database, clock, announce)
        task = asyncio.create_task(pairing.run())
        await asyncio.wait_for(asked.wait(), 10)
        asked.clear()

        pairing.doubt()

        await asyncio.wait_for(asked.wait(), 10)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_store_that_refuses_is_told_of_once_and_tried_again(stage: Stage) -> None:
    stage.cloud.owner, stage.until = "ala", 3
    stage.is_refusing = True

    with listening("ostoja.gateway.link.pairing", logging.WARNING) as listener:
        await stage.run()
    stage.is_refusing = False
    stage.database._connection.execute("PRAGMA query_only = OFF")
    stage.waited.clear()
    await stage.run()

    assert len(listener.lines) == 1
    assert papers.papers(stage.database) is not None


async def test_a_claim_that_was_not_bound_when_the_gateway_died_is_bound_at_start(stage: Stage) -> None:
    stage.until = 1
    await stage.run()
    papers.keep_papers(stage.database, Papers("t", "r", "i", "ala", 1, 2**40))
    stage.waited.clear()

    await stage.run()

    bound = admission_of(stage.database, stage.codes[0][0].number)
    assert bound is not None
    assert (bound.member, bound.claim) == ("ala", False)
    assert stage.stuck == []


async def test_an_owner_whose_code_is_gone_is_told_the_way_in(stage: Stage) -> None:
    stage.cloud.owner, stage.until = "ala", 30

    await stage.run()

    assert stage.stuck == ["ala"]


async def test_the_office_is_asked_for_the_members_soon_after_start_and_some_times_a_day(stage: Stage) -> None:
    stage.cloud.owner, stage.cloud.members, stage.until = "ala", ["ala", "bartek"], 1
    await stage.run()
    stage.members.clear()
    stage.waited.clear()
    stage.until = 26

    await stage.run()

    assert stage.waited[0] <= 60
    assert 3 <= len(stage.members) <= 7
    assert stage.members[0] == {"ala", "bartek"}
    assert len(stage.paired) == 1


async def test_a_clock_that_is_set_back_does_not_keep_the_members_unasked_for_days(stage: Stage) -> None:
    stage.cloud.owner, stage.cloud.members, stage.until = "ala", ["ala"], 1
    await stage.run()
    stage.members.clear()
    stage.waited.clear()
    stage.set_back_at, stage.until = 3, 5

    await stage.run()

    assert len(stage.members) == 2
