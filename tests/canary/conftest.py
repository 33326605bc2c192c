"""The office as it stands, with two planted people who go through all of it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from ostoja.cloud.policies.models import Publication
from tests.canary.deskway import ADVISERS
from tests.canary.entries import ENTRIES
from tests.canary.keeping import Kept
from tests.canary.swept import Swept, swept_after
from tests.canary.tokens import Planted
from tests.canary.walk import Way
from tests.cloud.conftest import office, policy, promise
from tests.cloud.desk.people import at_desk, staff
from tests.doubles.standin import StandIn, stand_in

__all__ = ["office", "policy", "promise"]

DONE: list[Swept] = []


@pytest.fixture
def log() -> Iterator[Kept]:
    """The log of the office, from information on."""
    kept, root = Kept(), logging.getLogger("ostoja")
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield kept
    root.removeHandler(kept)
    root.setLevel(before)


@pytest.fixture
def advisers(settings: Settings) -> Iterator[StandIn]:
    """A recipient that was told of somebody by hand, and hears by itself what became of it."""
    with stand_in() as server:
        settings.STAND_INS = {ADVISERS: (server.host,)}
        settings.NOTICE_ADDRESSES = {ADVISERS: f"http://{server.host}/changes"}
        yield server


@pytest.fixture
def way(db: None, promise: Publication, settings: Settings, log: Kept, tmp_path: Path) -> Way:
    """All have gone their way."""
    settings.CHECKPOINTS_FOLDER = tmp_path / "checkpoints"
    settings.MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_BACKEND = "ostoja.cloud.disclosures.mail.DisclosedMail"
    made = Way(Planted.new("qhvzt", 61), Planted.new("jwxfn", 62), Planted.new("brvkd", 63), at_desk(staff("Dorota")))
    for route, entry in ENTRIES.items():
        entry(made, route)
    return made


@pytest.fixture
def swept(request: pytest.FixtureRequest) -> Swept:
    """The whole search, made by the first test that asks for it: the way is long."""
    if not DONE:
        advisers = request.getfixturevalue("advisers")
        DONE.append(swept_after(request.getfixturevalue("way"), request.getfixturevalue("log"), advisers))
    return DONE[0]
