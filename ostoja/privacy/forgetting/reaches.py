"""Where a table's rows meet the policy's rules: which column starts the clock of which rule."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """Fields of a table that end together, with the rules that keep them.

    ``anchors`` gives for each rule the column of the event that starts it; ``fields`` are emptied, or the whole row
    goes when there are none. ``collected`` is the column that says when the data came, for rules that grew longer.
    ``only`` holds columns with the value that a row must have to be meant at all.
    """

    table: str
    anchors: Mapping[str, str]
    fields: tuple[str, ...] = ()
    collected: str | None = None
    only: tuple[tuple[str, object], ...] = ()
