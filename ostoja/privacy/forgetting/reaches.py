"""Where a table's rows meet the policy's rules: which column starts the clock of which rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Time(StrEnum):
    """Which of a rule's times counts; each has the name of the rule's field."""

    PERIOD = "period"
    EARLIER = "earlier"
    """After which less is left, while the rule still keeps the rest."""
    CAP = "cap"
    """Beyond which nothing is kept, whether the rule's own event came or not."""
    ABSOLUTE = "absolute"
    """The same, for what is renewed by use."""


@dataclass(frozen=True)
class Reach:
    """Fields of a table that end together, with the rules that keep them.

    ``anchors`` gives for each rule the column of the event that starts it; ``fields`` are emptied, or the whole row
    goes when there are none. ``collected`` is the column that says when the data came, for rules that grew longer.
    ``only`` holds columns with the value that a row must have to be meant at all, and ``of`` the paths that lead to the
    people concerned: what somebody had restricted stays (GDPR art. 18(2)).
    """

    table: str
    anchors: Mapping[str, str]
    fields: tuple[str, ...] = ()
    collected: str | None = None
    only: tuple[tuple[str, object], ...] = ()
    of: tuple[str, ...] = ()
    time: Time = Time.PERIOD
