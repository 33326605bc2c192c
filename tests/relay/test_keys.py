import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from ostoja.protocol.tokens import Keyring
from ostoja.relay import keys as module
from ostoja.relay.errors import OfficeError
from ostoja.relay.keys import Keys
from tests.doubles.office import Signer
from tests.relay.doubles import TurnedClock


class ScriptedOffice:
    """Answers with keys or errors, and says when it was asked."""

    def __init__(self, *answers: Keyring | OfficeError) -> None:
        self.answers = list(answers)
        self.asked = asyncio.Semaphore(0)

    async def keys(self) -> Keyring:
        self.asked.release()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, OfficeError):
            raise answer
        return answer


@contextlib.asynccontextmanager
async def kept(office: ScriptedOffice) -> AsyncIterator[Keys]:
    keys = Keys(office, TurnedClock(), first_pause=0.001)
    task = asyncio.ensure_future(keys.keep())
    try:
        async with asyncio.timeout(5):
            yield keys
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_keys_are_asked_for_until_they_are_there(caplog: pytest.LogCaptureFixture) -> None:
    ring, error = Signer().ring, OfficeError("status 503")

    async with kept(office := ScriptedOffice(error, error, error, ring)) as keys:
        await keys.known.wait()

        assert (keys.ring, office.asked._value) == (ring, 4)
    assert caplog.text.count("cannot be had") == 1


async def test_a_wanted_key_is_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_MOST_EVERY_SECONDS", 0.0)
    first, second = Signer().ring, Signer().ring

    async with kept(ScriptedOffice(first, second)) as keys:
        await keys.known.wait()
        await keys.fresh()

        assert keys.ring == second


async def test_wanting_often_does_not_mean_asking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_MOST_EVERY_SECONDS", 30.0)
    office = ScriptedOffice(Signer().ring)

    async with kept(office) as keys:
        await keys.known.wait()
        await office.asked.acquire()
        for _ in range(100):
            keys.want()
            await asyncio.sleep(0)

        assert office.asked.locked()


async def test_keys_are_asked_for_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVERY_SECONDS", 0.001)
    office = ScriptedOffice(Signer().ring)

    async with kept(office):
        for _ in range(3):
            await office.asked.acquire()


async def test_a_cloud_that_does_not_answer_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.01)
    keys = Keys(ScriptedOffice(OfficeError("gone")), TurnedClock())

    await keys.fresh()

    assert keys.ring == Keyring()
