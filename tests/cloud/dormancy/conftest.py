"""An account that was used last on 23 November 2026, and the policy that ships."""

from datetime import UTC, datetime, timedelta

import pytest

from ostoja.cloud.accounts.flows import see
from ostoja.cloud.accounts.models import Person

LAST_SEEN = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def days_unused(days: int) -> datetime:
    """Noon so many days after the last use."""
    return LAST_SEEN + days * DAY


@pytest.fixture
def unused(promise: None, ala: Person) -> None:
    see(ala, LAST_SEEN)
