"""The clock of a breach.

Source: GDPR art. 33(1). A period in hours ends with its last hour, on a free day too: Regulation 1182/71 art. 3(4).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WITHIN = timedelta(hours=72)


class Reach(StrEnum):
    """What somebody could take: everything that lay in the tables, or only what came in while it lasted."""

    LAY = "lay"
    CAME = "came"


@dataclass(frozen=True)
class Clock:
    """By when the authority must know, how many whole hours are left, and whether that time has passed."""

    due: datetime
    hours_left: int
    overdue: bool


def clock(noticed: datetime, reported: datetime | None, now: datetime) -> Clock:
    """The clock of a breach that was noticed at an instant; it stands still once the authority knows."""
    due = noticed + WITHIN
    at = reported or now
    left = max(due - at, timedelta(0))
    return Clock(due, int(left.total_seconds()) // 3_600, at > due)


def is_whole(noticed: datetime, since: datetime, until: datetime, now: datetime) -> bool:
    """Whether a breach's times can be: it began before it ended, and nothing of it is still to come."""
    return since <= until <= now and noticed <= now
