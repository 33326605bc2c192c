"""What is counted, for whom it is shown, and when a total goes.

Source: GDPR art. 5(1)(c) and (e), 6(1)(a).
"""

from collections.abc import Collection
from datetime import date, timedelta

from ostoja.policy.periods import Period

ADAPTER = "statistics"
PURPOSE = "app.statistics"
# A total tells of nobody and needs no end for anybody's sake; two years and a month compare a month with its like.
KEPT = Period(months=25)
SHOWN = timedelta(days=30)
# Whoever works at the desk is staff there, and staff is not asked.
NOT_COUNTED = frozenset({"desk"})
HTML = "text/html"


def is_on(adapters: Collection[str]) -> bool:
    """Whether anything is counted here at all."""
    return ADAPTER in adapters


def counts(method: str | None, status: int, kind: str) -> bool:
    """Whether an answer is a page that somebody opened. Shapes: ``kind`` is the answer's media type as it was sent."""
    return method == "GET" and status == 200 and kind.partition(";")[0].strip() == HTML  # noqa: PLR2004 - HTTP's own


def first_shown(today: date) -> date:
    """The first of the days that the desk sees."""
    return today - SHOWN + timedelta(days=1)


def is_past(day: date, today: date) -> bool:
    """Whether the time of a day's totals is over."""
    return KEPT.after(day) < today
