"""What was forgotten, what is held, and under which rules."""

from datetime import datetime

from django.db.models import QuerySet

from ostoja.cloud.policies.queries import publications, version
from ostoja.cloud.retention.models import Hold, Run
from ostoja.cloud.retention.rules import is_late
from ostoja.privacy.forgetting.plan import Version


def history(now: datetime) -> list[Version]:
    """The rules of every policy that held so far, the oldest first."""
    held = publications().filter(effective__lte=now).values_list("effective", "hash")
    return [Version(effective, version(name).scope("en").policy.retention) for effective, name in held]


def holds() -> QuerySet[Hold]:
    """Every hold that stands."""
    return Hold.objects.filter(released__isnull=True)


def forgetting_is_late(now: datetime) -> bool:
    """Whether forgetting did not run for a day."""
    last = Run.objects.filter(finished__isnull=False).order_by("finished").last()
    first = publications().first()
    return is_late(None if last is None else last.finished, None if first is None else first.published, now)


def hold_numbered(number: int) -> Hold | None:
    """The standing hold of this number."""
    return holds().filter(pk=number).first()


def last_run() -> Run | None:
    """The run of forgetting that began last, whether it came to its end or not."""
    return Run.objects.order_by("started").last()
