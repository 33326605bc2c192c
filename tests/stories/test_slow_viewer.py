"""A viewer that has stopped reading costs nobody else anything, and sees the truth when it reads again."""

import re
import time
import urllib.request

import pytest

from ostoja.protocol import frames, messages
from ostoja.protocol.frames import Kind
from ostoja.protocol.messages import More, Step
from ostoja.protocol.traits import OnOff, Turn
from tests.doubles.app import App
from tests.stories.households import Household, settle
from tests.stories.town import Town

PAGES_AT_ONCE = 16
FEWEST_COMMANDS = 30
MOST_COMMANDS = 600
HEALTHY_SECONDS = 2.0


@pytest.fixture(scope="module")
def household(town: Town) -> Household:
    return settle(town)


def counted(town: Town, name: str) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{town.status_port}/metrics", timeout=5) as answer:
        text = answer.read().decode()
    found = [float(value) for value in re.findall(rf"^{name}(?:\{{[^}}]*\}})? ([\d.e+]+)$", text, re.MULTILINE)]
    assert found, text
    return sum(found)


async def ask_for_pages(frozen: App) -> None:
    """Ask for as many pages as a gateway answers at once, and read nothing of them."""
    assert frozen.session is not None
    for _ in range(PAGES_AT_ONCE):
        sealed = frozen.session.seal(messages.write(More()))
        await frozen.send(frames.frame(Kind.DATA, frozen.channel, sealed))


async def test_a_frozen_viewer_beside_a_healthy_one(household: Household) -> None:
    async with household.app() as frozen, household.app() as healthy:
        await frozen.open()
        await healthy.open()
        await healthy.snapshot()
        lamp = healthy.named("Lampa w salonie").id
        longest = 0.0
        for turn in range(MOST_COMMANDS):
            await ask_for_pages(frozen)
            began = time.monotonic()
            assert (await healthy.ask(lamp, Turn(on=turn % 2 == 0))).step is Step.CONFIRMED
            longest = max(longest, time.monotonic() - began)
            if turn > FEWEST_COMMANDS and turn % 2 and counted(household.town, "ostoja_relay_pauses_total"):
                break

        assert counted(household.town, "ostoja_relay_pauses_total") > 0
        assert longest < HEALTHY_SECONDS


async def test_a_viewer_that_was_told_to_start_afresh_sees_the_truth(household: Household) -> None:
    async with household.app() as again:
        await again.open()
        await again.snapshot()

        lamp = again.states[again.named("Lampa w salonie").id]
        assert lamp.values == (OnOff(on=False),)
