"""Instants as the store writes them."""

from datetime import UTC, datetime


def ms(now: datetime) -> int:
    """Milliseconds from 1970 to this instant."""
    return int(now.timestamp() * 1000)


def instant(milliseconds: int) -> datetime:
    """The instant so many milliseconds after 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
