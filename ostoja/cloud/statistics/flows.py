"""Counting one opening of a page, and dropping totals that are old."""

from datetime import date, datetime

from django.db.models import F

from ostoja.cloud.statistics.models import Opened
from ostoja.cloud.statistics.queries import day_of
from ostoja.cloud.statistics.rules import PURPOSE, is_past
from ostoja.privacy.consent.grants import Grant


def count(granted: Grant, subject: str, page: str, now: datetime) -> None:
    """One opening more of a page today. For whom that may be done says the grant; who they are is not kept.

    Raises: GrantError when the grant is not for this; NothingPublishedError.
    """
    granted.check(subject, PURPOSE, now)
    day = day_of(now)
    today = Opened.objects.filter(day=day, page=page)
    if not today.update(count=F("count") + 1):
        # Two who come first at once make one row; both are added to it by the database.
        Opened.objects.get_or_create(day=day, page=page)
        today.update(count=F("count") + 1)


def drop_old(today: date) -> int:
    """Drop the totals whose time is over; how many."""
    days = Opened.objects.filter(day__lt=today).order_by("day").values_list("day", flat=True).distinct()
    past = [day for day in days if is_past(day, today)]
    return Opened.objects.filter(day__in=past).delete()[0]
