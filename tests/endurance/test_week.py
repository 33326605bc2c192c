"""A home lives for a while in simulated time, and at the end nothing is lost, wrong or grown."""

import os
import random
import sys
from pathlib import Path

import pytest

from tests.endurance.week import DAY, HOUR, Tally, Week

# What the gateway holds after a day that it lived through whole, and what it may hold at the end.
MOST_TIMES_DAY_ONE = 1.2
KILLING_DAYS = 3
# Of what is asked, how much a lamp may ignore that had changed unheard before.
MOST_BLIND = 0.005
# A day is kept, what is due goes by the night after, and one more that the night may take.
LONGEST_KEPT_S = 3 * DAY


async def lived(folder: Path, *, seconds: float, killing: float, seed: int | None = None) -> Tally:
    seed = random.SystemRandom().randrange(10_000) if seed is None else seed
    sys.stdout.write(f"seed {seed}\n")
    tally = await Week(folder / "home", seed, seconds=seconds, killing=killing).live()
    sys.stdout.write(f"{tally}\n")
    return tally


async def test_an_hour_loses_nothing_and_ends_as_it_is(tmp_path: Path) -> None:
    tally = await lived(tmp_path, seconds=HOUR, killing=HOUR, seed=11)

    assert tally.lost == []
    assert tally.wrong == []
    assert tally.ends.get("confirmed", 0) > 0


@pytest.mark.soak
async def test_a_week_loses_nothing_and_does_not_grow(tmp_path: Path) -> None:
    seed = os.environ.get("WEEK_SEED")

    tally = await lived(tmp_path, seconds=7 * DAY, killing=KILLING_DAYS * DAY, seed=int(seed) if seed else None)

    assert tally.lost == []
    assert tally.wrong == []
    assert len(tally.blind) <= tally.asked * MOST_BLIND
    assert tally.ends["confirmed"] > tally.asked / 2
    assert min(tally.kills, tally.restarts, tally.faults) > 0
    after_day_one = tally.resident[(KILLING_DAYS + 1) * DAY // HOUR]
    assert tally.resident[-1] <= MOST_TIMES_DAY_ONE * after_day_one
    assert tally.rows > 0
    assert tally.oldest_s <= LONGEST_KEPT_S
