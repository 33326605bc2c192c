import logging
import signal
from collections.abc import Iterator
from types import FrameType
from unittest.mock import patch

import pytest
from hypothesis import settings

from ostoja.cloud.disclosures.wall import Wall
from tests.browser import chromium, context
from tests.overheard import Overheard

__all__ = ["chromium", "context"]

LONGEST_SECONDS = 120
LONGEST_SOAK_SECONDS = 1_800

# The same cases every time: a test that fails has to fail for whoever looks next.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=1_000, deadline=None)
settings.load_profile("repeatable")


class TooLongError(BaseException):
    """A test that hangs is a test that fails; nothing in between may take this for an error of its own."""


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let whoever has the database have that of the data keys too: whatever seals a text asks for one."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            said = {} if marker is None else marker.kwargs
            item.add_marker(pytest.mark.django_db(**{**said, "databases": ["default", "keys"]}), append=False)


@pytest.fixture(scope="session", autouse=True)
def _no_wall_here() -> Iterator[None]:
    """A wall stands until its process ends, and a hook in Python lets threads fail while coverage is counted.

    Those that are tested stand in processes of their own.
    """
    with patch.object(Wall, "build"):
        yield


@pytest.fixture(scope="session")
def overheard() -> Overheard:
    """What was said in the log, before anything is taken out of it."""
    return Overheard()


@pytest.fixture(autouse=True)
def _discreet(overheard: Overheard) -> Iterator[None]:
    """Proves: A019. A test in which the program says something personal fails."""
    root = logging.getLogger()
    # Again for each test: a command that sets logging up takes away whoever listens.
    if overheard not in root.handlers:
        root.addHandler(overheard)
    yield
    assert overheard.taken() == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """End a test, its preparation and its clearing up after a while, whatever it waits for."""
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST_SOAK_SECONDS if item.get_closest_marker("soak") else LONGEST_SECONDS)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
