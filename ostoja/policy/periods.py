"""Periods of keeping and the last day that they give.

The last day is the last day of lawful keeping; what is due is erased on the day after it.
Source: ISO 8601-1:2019, 5.5.2 (durations, without a time of day but for nothing at all).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ostoja.policy.errors import PeriodError

FORM = re.compile(r"P(?:([0-9]{1,5})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?")
NOTHING = "PT0S"
# How a cookie says that it goes with the browser's window; no period, for nobody knows when that is.
UNTIL_CLOSED = "session"
# How a rule says that each of its entries has a period of its own, as cookies have.
PER_ENTRY = "per_entry"
MONTHS_IN_A_YEAR = 12
# Beyond a hundred years a period is a slip of the pen, and the calendar of the program has an end.
MOST_MONTHS, MOST_DAYS = 1_200, 36_525


class Rounding(StrEnum):
    """To which boundary a period is taken."""

    NONE = "none"
    ANCHOR_YEAR_END = "anchor_year_end"
    ANCHOR_NEXT_YEAR_START = "anchor_next_year_start"
    DUE_YEAR_END = "due_year_end"


@dataclass(frozen=True)
class Period:
    """A length of time by the calendar.

    Units: months and days; a year is twelve months, a week seven days.
    """

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, written: str) -> "Period":
        """The period that this ISO 8601 duration names.

        Raises: PeriodError when it is none, has a time of day other than ``PT0S``, or lasts beyond a hundred years.
        """
        if written == NOTHING:
            return cls()
        found = FORM.fullmatch(written)
        if found is None or not any(found.groups()):
            raise PeriodError(f"{written!r} is not a period such as P6Y, P30D or PT0S")
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        period = cls(years * MONTHS_IN_A_YEAR + months, weeks * 7 + days)
        if period.months > MOST_MONTHS or period.days > MOST_DAYS:
            raise PeriodError(f"{written!r} is longer than a hundred years")
        return period

    def after(self, start: date) -> date:
        """The day this long after a day; a day that the month lacks becomes the month's last.

        Source: Regulation (EEC, Euratom) 1182/71 art. 3(2)(c).
        """
        months = start.month - 1 + self.months
        year, month = start.year + months // MONTHS_IN_A_YEAR, months % MONTHS_IN_A_YEAR + 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=self.days)

    def longest_days(self) -> int:
        """The most days that this period can last, for comparing periods written in different units."""
        return max((self.after(start) - start).days for start in FIRST_DAYS)


# From the first of a month no period is cut short, and after four years leap days fall as before.
FIRST_DAYS = tuple(date(year, month, 1) for year in range(2000, 2004) for month in range(1, 13))


def is_period(written: str) -> bool:
    """Whether a rule's period is one of ISO 8601, and not left to each entry."""
    return written != PER_ENTRY


def last_day(anchor: date, period: Period, rounding: Rounding = Rounding.NONE) -> date:
    """The last day on which something may be kept whose time began at the anchor.

    Source: Ordynacja podatkowa art. 70 § 1 (year end), ustawa o rachunkowości art. 74 ust. 3 (next year's start),
        Kodeks cywilny art. 118 (end of the year in which it falls due).
    """
    if rounding is Rounding.ANCHOR_YEAR_END:
        return period.after(date(anchor.year, 12, 31))
    if rounding is Rounding.ANCHOR_NEXT_YEAR_START:
        return period.after(date(anchor.year + 1, 1, 1)) - timedelta(days=1)
    due = period.after(anchor)
    return date(due.year, 12, 31) if rounding is Rounding.DUE_YEAR_END else due
