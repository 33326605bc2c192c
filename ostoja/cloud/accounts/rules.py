"""What holds for accounts, as plain decisions."""

from datetime import datetime, timedelta
from zoneinfo import available_timezones

UNVERIFIED_FOR = timedelta(hours=24)
DEFAULT_TIME_ZONE = "Europe/Warsaw"
LONGEST_NAME = 60
REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def address(typed: str) -> str:
    """An e-mail address as it is kept and compared."""
    return typed.strip().lower()


def time_zones() -> list[str]:
    """The time zones that a person may choose, by name."""
    places = (name for name in available_timezones() if name.partition("/")[0] in REGIONS and "/" in name)
    return sorted([*places, "UTC"])


def forgotten_before(now: datetime) -> datetime:
    """Sign-ups from before this instant whose address nobody confirmed are forgotten."""
    return now - UNVERIFIED_FOR
