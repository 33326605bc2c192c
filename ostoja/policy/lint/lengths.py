"""Periods that are none, or longer than they may be."""

from collections.abc import Iterator

from ostoja.policy.entries import Rule
from ostoja.policy.errors import PeriodError, Problem
from ostoja.policy.periods import UNTIL_CLOSED, Period, is_period
from ostoja.policy.policy import Policy

LONGEST_COOKIE = "P13M"


def faults(policy: Policy) -> Iterator[Problem]:
    """Every period that cannot be read or passes its cap."""
    for key, rule in policy.retention.items():
        unread = list(unreadable(key, rule))
        yield from unread or beyond_cap(key, rule)
    for key, cookie in policy.cookies.items():
        for name, age in cookie.names.items():
            if age != UNTIL_CLOSED:
                yield from too_old(f"{key}.names.{name}", age)


def unreadable(key: str, rule: Rule) -> Iterator[Problem]:
    """Those of a rule's periods that are none."""
    written = {name: getattr(rule, name) for name in ("period", "cap", "notice", "absolute", "earlier")}
    written |= {f"choices[{number}]": choice for number, choice in enumerate(rule.choices)}
    for name, period in written.items():
        if period is not None and is_period(period):
            try:
                Period.parse(period)
            except PeriodError as wrong:
                yield Problem("retention.toml", f"{key}.{name}", str(wrong))


def beyond_cap(key: str, rule: Rule) -> Iterator[Problem]:
    """A problem when a rule keeps longer than its own cap, or lets a person choose to."""
    if rule.cap is not None:
        for name, period in (("period", rule.period), *(("choices", choice) for choice in rule.choices)):
            if is_period(period) and is_longer(period, rule.cap):
                yield Problem("retention.toml", f"{key}.{name}", f"{period} is longer than the cap {rule.cap}")


def too_old(key: str, age: str) -> Iterator[Problem]:
    """A problem when a cookie may stay longer than thirteen months.

    Source: practice of the EEA's authorities under Directive 2002/58/EC art. 5(3); rule R20.
    """
    try:
        if is_longer(age, LONGEST_COOKIE):
            yield Problem("cookies.toml", key, f"{age} is longer than {LONGEST_COOKIE}")
    except PeriodError as wrong:
        yield Problem("cookies.toml", key, f"{wrong}, nor is it {UNTIL_CLOSED!r}")


def is_longer(one: str, other: str) -> bool:
    """Whether a period can outlast another.

    Raises: PeriodError when either is none.
    """
    return Period.parse(one).longest_days() > Period.parse(other).longest_days()
