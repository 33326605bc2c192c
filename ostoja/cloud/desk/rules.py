"""Who among staff may do what, and for how long a code from the phone counts.

Source: decisions D17, D40; GDPR art. 5(1)(f), 29, 32(4).
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

EARLIEST = date(2000, 1, 1)  # No paper of the office is older; a year that was mistyped is told so.
# A code is asked for again after a quarter of an hour: a browser that was left open shows nobody anything.
FRESH_FOR = timedelta(minutes=15)


class Role(StrEnum):
    """What somebody is appointed for."""

    OFFICER = "officer"
    SUPPORT = "support"


class Right(StrEnum):
    """What a page of the desk asks of whoever opens it."""

    QUEUE = "queue"
    ENTER = "enter"
    PEOPLE = "people"
    RECORDS = "records"
    STATISTICS = "statistics"


class Purpose(StrEnum):
    """What somebody among staff looks at a person's data for."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    SECURITY = "security"
    HELP = "help"


# Support knows that requests wait, and writes down those that come by letter or phone; it opens none.
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OFFICER: frozenset(Right),
    Role.SUPPORT: frozenset({Right.QUEUE, Right.ENTER, Right.STATISTICS}),
}


def may(role: Role, right: Right) -> bool:
    """Whether somebody in this role may open what asks for this right."""
    return right in RIGHTS[role]


def is_fresh(passed: datetime | None, now: datetime) -> bool:
    """Whether a code that was given at an instant still counts."""
    return passed is not None and timedelta(0) <= now - passed <= FRESH_FOR
