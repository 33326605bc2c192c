"""What holds for holds, and when forgetting is late."""

from datetime import date, datetime, timedelta

from ostoja.policy.periods import Period

# A hold is looked at again within half a year. Source: decision D26.
LONGEST_HOLD = Period(months=6)
# Forgetting runs daily; when a whole day passed without it, somebody must look.
LATE_AFTER = timedelta(hours=24)


def is_good_review(made: date, review: date) -> bool:
    """Whether the day on which a hold is looked at again is near enough."""
    return made <= review <= LONGEST_HOLD.after(made)


def is_late(last_finished: datetime | None, opened: datetime | None, now: datetime) -> bool:
    """Whether forgetting did not run for a day, counted from its last end or from the office's first opening."""
    since = last_finished if last_finished is not None else opened
    return since is not None and now - since > LATE_AFTER
