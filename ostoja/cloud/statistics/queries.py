"""What was counted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.statistics.models import Opened
from ostoja.cloud.statistics.rules import first_shown


def day_of(now: datetime) -> date:
    """The day where the operator is.

    Raises: NothingPublishedError.
    """
    return now.astimezone(ZoneInfo(in_force(now).policy.about.zone)).date()


def lately(today: date) -> QuerySet[Opened]:
    """The totals of the last thirty days, the newest day first, then the page that was opened most."""
    return Opened.objects.filter(day__gte=first_shown(today), day__lte=today).order_by("-day", "-count", "page")
