"""What becomes of each category of somebody's data.

Source: decision D28; GDPR art. 17(1), 17(3).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Deed(StrEnum):
    """What was done: an account was closed, or somebody's row went with everything that hangs on it."""

    CLOSED = "closed"
    DELETED = "deleted"


class Status(StrEnum):
    """How a category stands."""

    PENDING = "pending"
    ERASED = "erased"
    RETAINED = "retained"
    FAILED = "failed"


class Change(StrEnum):
    """Of what recipients are told. Source: GDPR art. 19."""

    ERASURE = "erasure"
    RECTIFICATION = "rectification"
    RESTRICTION = "restriction"


class UnknownCategoryError(ValueError):
    """Something is held of a category that the policy does not know; nobody can say what becomes of it."""


@dataclass(frozen=True)
class Held:
    """Something that is still there, with the rules that keep it and its last day, where that is known."""

    category: str
    rules: tuple[str, ...]
    until: date | None


@dataclass(frozen=True)
class Outcome:
    """What became of a category; ``until`` is the last day of the longest that stays."""

    category: str
    status: Status
    rules: tuple[str, ...] = ()
    until: date | None = None

    def said(self) -> str:
        """The outcome as the ledger writes it."""
        return " ".join((self.status.value, *self.rules, *(() if self.until is None else (self.until.isoformat(),))))


def check_known(found: Collection[str], known: Collection[str]) -> None:
    """Nothing, when the policy knows everything that is held.

    Raises: UnknownCategoryError.
    """
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise UnknownCategoryError(", ".join(unknown))


def outcomes(before: Iterable[str], left: Mapping[str, Collection[Held]]) -> list[Outcome]:
    """What became of every category that there was; erased is only what a look found no more."""
    return [outcome(category, left.get(category, ())) for category in sorted({*before, *left})]


def outcome(category: str, left: Collection[Held]) -> Outcome:
    """What became of one category; what no rule keeps should be gone, and is not."""
    if not left:
        return Outcome(category, Status.ERASED)
    if any(not one.rules for one in left):
        return Outcome(category, Status.FAILED)
    days = [one.until for one in left]
    until = None if None in days else max(day for day in days if day is not None)
    return Outcome(category, Status.RETAINED, tuple(sorted({rule for one in left for rule in one.rules})), until)


# A recipient that cannot be reached is asked again after an hour, then twice as long each time, a week at most.
FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)


def wait(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    return min(FIRST_WAIT * (1 << min(tries, 16)), LONGEST_WAIT)
