"""Evidence ends by the month: a segment is a calendar month, and closes with it.

Source: the policy's rule R29, ``segment.closed_at``; decision D36.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ostoja.cloud.audit.flows import drop
from ostoja.cloud.audit.models import Chain
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.retention.queries import history
from ostoja.privacy.forgetting.plan import limit, periods_of
from ostoja.privacy.forgetting.reaches import Time

RULE = "R29"


def drop_due(now: datetime) -> Iterator[tuple[str, int]]:
    """Drop what is due of every chain; the chains of which something went, and how many entries.

    Raises: NothingPublishedError.
    """
    before = due_before(now)
    if before is None:
        return
    for name in Chain.objects.order_by("name").values_list("name", flat=True):
        if count := drop(name, before, RULE, now):
            yield name, count


def due_before(now: datetime) -> datetime | None:
    """The beginning of the first month that is still kept; nothing while none is due.

    Raises: NothingPublishedError.
    """
    zone = ZoneInfo(in_force(now).policy.about.zone)
    periods = periods_of(RULE, history(now), Time.PERIOD)
    due = limit(RULE, "closed", periods, now.astimezone(zone).date(), zone).before
    return None if due is None else due.astimezone(zone).replace(day=1, hour=0, minute=0)
