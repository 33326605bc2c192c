"""What somebody promised to look at again, and the day has passed."""

from collections.abc import Iterator
from datetime import date, timedelta

from ostoja.policy.errors import Problem
from ostoja.policy.policy import Policy

# A company's name and seat are looked up once a year.
NAMES_STAY_TRUE = timedelta(days=366)


def faults(policy: Policy, today: date) -> Iterator[Problem]:
    """Every review that is overdue on this day."""
    authority = policy.controller.authority
    if authority.review < today:
        yield late("controller.toml", "authority.review", authority.review)
    for file, entries in (("law", policy.law), ("transfers", policy.transfers)):
        for key, entry in entries.items():
            if entry.review < today:
                yield late(f"{file}.toml", f"{key}.review", entry.review)
    for key, recipient in policy.recipients.items():
        if recipient.review is not None and recipient.review < today:
            yield late("recipients.toml", f"{key}.review", recipient.review)
        if recipient.name is not None and (recipient.checked is None or recipient.checked + NAMES_STAY_TRUE < today):
            yield Problem("recipients.toml", f"{key}.checked", "the legal name was not checked for a year")


def late(file: str, key: str, due: date) -> Problem:
    """The problem of a review that is overdue."""
    return Problem(file, key, f"the review was due on {due.isoformat()}")
