"""Up to which anchor everything is due, so that a database can find it with one comparison."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ostoja.policy.periods import Period, Rounding, last_day


def last_due(today: date, period: Period, rounding: Rounding) -> date | None:
    """The last anchor whose last day has passed; whatever began on it or earlier is due, and nothing later.

    A later anchor never has an earlier last day, so the days can be halved. Nothing when no day in the calendar is due.
    """
    low, high = date.min.toordinal() - 1, today.toordinal()
    while low < high:
        middle = (low + high + 1) // 2
        if is_due(date.fromordinal(middle), today, period, rounding):
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low) if low >= date.min.toordinal() else None


def is_due(anchor: date, today: date, period: Period, rounding: Rounding) -> bool:
    """Whether what began on a day is erased today: on the day after its last day, or later."""
    return last_day(anchor, period, rounding) < today


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day ends in the operator's zone; what is before it happened on that day or earlier."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
