import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from ostoja.protocol.revocations import Revocation, Subject
from ostoja.protocol.tokens import Keyring
from ostoja.relay import keys as keys_module
from ostoja.relay.errors import OfficeError
from ostoja.relay.feed import Feed
from ostoja.relay.keys import Keys
from ostoja.relay.office import Line
from tests.doubles.office import Signer
from tests.relay.doubles import TurnedClock
from tests.relay.peers import until


class ScriptedOffice:
    """A stream whose lines and ends a test says."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer
        self.said: asyncio.Queue[Line | OfficeError | None] = asyncio.Queue()
        self.streams = asyncio.Semaphore(0)

    async def keys(self) -> Keyring:
        return Keyring(dict(self.signer.ring.keys))

    async def lines(self) -> AsyncGenerator[Line, None]:
        self.streams.release()
        while (line := await self.said.get()) is not None:
            if isinstance(line, OfficeError):
                raise line
            yield line


class Listening:
    """A feed that is kept, and what it struck."""

    def __init__(self) -> None:
        self.signer = Signer()
        self.office = ScriptedOffice(self.signer)
        self.clock = TurnedClock()
        self.keys = Keys(self.office, self.clock)
        self.struck: asyncio.Queue[Revocation] = asyncio.Queue()
        self.feed = Feed(
            self.office,
            self.keys,
            lambda revocation, _: self.struck.put_nowait(revocation),
            self.clock,
            first_pause=0.001,
        )

    async def strike(self) -> Revocation:
        await self.office.said.put(Line(revocation=self.signer.revocation(Subject.MEMBER, "ala", not_before=7)))
        return await self.struck.get()


@pytest.fixture
async def listening(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Listening]:
    monkeypatch.setattr(keys_module, "AT_MOST_EVERY_SECONDS", 0.0)
    here = Listening()
    tasks = [asyncio.ensure_future(here.keys.keep()), asyncio.ensure_future(here.feed.keep())]
    await here.keys.known.wait()
    async with asyncio.timeout(5):
        yield here
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_what_is_taken_back_is_struck(listening: Listening) -> None:
    assert await listening.strike() == Revocation(Subject.MEMBER, "ala", 7)
    assert listening.feed.is_live


async def test_a_stream_that_ends_or_breaks_is_begun_again(listening: Listening) -> None:
    for end in (None, OfficeError("reset"), OfficeError("reset")):
        await listening.strike()
        await listening.office.said.put(end)

    await listening.strike()

    assert listening.feed.is_live


async def test_a_stream_that_ends_without_a_word_is_begun_again(listening: Listening) -> None:
    await listening.office.said.put(None)
    await listening.office.said.put(None)

    await listening.strike()

    assert listening.feed.is_live


async def test_a_stream_that_is_down_is_known_to_be(listening: Listening) -> None:
    await listening.strike()
    await listening.office.streams.acquire()
    await listening.office.said.put(None)
    await listening.office.streams.acquire()

    assert not listening.feed.is_live
    listening.clock.pass_by(3)
    assert listening.feed.silence == 3


async def test_a_forged_revocation_strikes_nobody(listening: Listening) -> None:
    forged = Signer().revocation(Subject.MEMBER, "ala")
    await listening.office.said.put(Line(revocation=forged))
    await listening.office.said.put(Line(beat=1.0))

    await listening.strike()

    assert (listening.feed.refused, listening.struck.empty()) == (1, True)


async def test_a_revocation_by_a_new_key_waits_for_the_key(listening: Listening) -> None:
    listening.signer.rotate()

    assert (await listening.strike()).id == "ala"


async def test_a_revocation_by_a_key_that_nobody_publishes_is_refused(listening: Listening) -> None:
    listening.signer.rotate(publish=False)
    await listening.office.said.put(Line(revocation=listening.signer.revocation(Subject.MEMBER, "ala")))
    listening.signer.publish()
    listening.signer.rotate(publish=False)
    hidden = Line(revocation=listening.signer.revocation(Subject.MEMBER, "bartek"))
    await listening.office.said.put(hidden)

    assert (await listening.struck.get()).id == "ala"
    await until(lambda: listening.feed.refused == 1)
