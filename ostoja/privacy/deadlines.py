"""By when a person must be answered.

Source: GDPR art. 12(3); Regulation (EEC, Euratom) 1182/71 art. 3(1), (2)(c), (3) and (4).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from ostoja.policy.periods import Period

SATURDAY = 5
MONTH, LONGEST = Period(months=1), Period(months=3)
# Nobody should live off the rule on holidays. Source: decision on the internal target, privacy notes D30.
TARGET = timedelta(days=21)


@dataclass(frozen=True)
class Deadlines:
    """The days that follow from the day of receipt: our own target, the law's, and the law's when extended."""

    target: date
    due: date
    extended: date


def deadlines(received: date) -> Deadlines:
    """By when a request received on this day is answered.

    Units: days in the operator's zone; the day of receipt itself is not counted.
    """
    return Deadlines(received + TARGET, working(MONTH.after(received)), working(LONGEST.after(received)))


def working(day: date) -> date:
    """The day itself, or the next one on which people in Poland work."""
    free = holidays.country_holidays("PL", years=(day.year, day.year + 1))
    while day.weekday() >= SATURDAY or day in free:
        day += timedelta(days=1)
    return day
