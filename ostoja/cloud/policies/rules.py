"""When a version of the policy may be published and from when on it holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ostoja.policy.changes.classes import Class
from ostoja.policy.policy import Policy

# How long before a material change people are told. Source: decision D38; GDPR art. 12(1), 13(3).
NOTICE = timedelta(days=30)
# Letters leave within the hour, and after a mail server that failed again; whoever is told last has the whole notice.
LETTERS = timedelta(days=1)


class Refusal(StrEnum):
    """Why a version is not published."""

    EXAMPLE = "example"
    UNPROVED = "unproved"
    KNOWN = "known"
    TOO_SOON = "too_soon"
    BEFORE_ANOTHER = "before_another"


SENTENCES = {
    Refusal.EXAMPLE: "controller.toml still names the example company: write your own data and 'example = false'.",
    Refusal.UNPROVED: "The policy makes a claim that no test of this build proves: {}.",
    Refusal.KNOWN: "This very policy is published already.",
    Refusal.TOO_SOON: "This version matters to people: its 'effective' day in about.toml must be {} or later, which is"
    f" {NOTICE.days} days of notice and a day for the letters.",
    Refusal.BEFORE_ANOTHER: "A version that takes effect later is published already: 'effective' in about.toml must be"
    " {} or later.",
}


@dataclass(frozen=True)
class Standing:
    """A version that was published already: by what it is named, and from when on it holds."""

    hash: str
    effective: datetime


@dataclass(frozen=True)
class Proposal:
    """A version that somebody would publish at this moment.

    ``claims`` are those that a passing test proves; ``demo`` means that nobody real is promised anything.
    """

    policy: Policy
    hash: str
    weight: Class
    claims: frozenset[str]
    now: datetime
    demo: bool

    @property
    def zone(self) -> ZoneInfo:
        """Where the operator is."""
        return ZoneInfo(self.policy.about.zone)

    @property
    def effective(self) -> datetime:
        """The instant from which on it would hold: a day that began before the publication did not hold it yet."""
        return self.now if self.demo else max(self.now, start_of(self.policy.about.effective, self.zone))

    @property
    def day(self) -> date:
        """The day of that instant."""
        return self.effective.astimezone(self.zone).date()


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins somewhere."""
    return datetime.combine(day, time(), zone)


def first_day_after(instant: datetime, zone: ZoneInfo) -> date:
    """The first day that begins no earlier than this."""
    day = instant.astimezone(zone).date()
    return day if start_of(day, zone) >= instant else day + timedelta(days=1)


def unproved(policy: Policy, claims: Collection[str]) -> list[str]:
    """The claims that the notice would make and nothing proves."""
    parts = (part for section in policy.sections.values() for part in section.parts)
    return sorted({part.claim for part in parts if part.claim is not None} - set(claims))


def refusal_of(draft: Proposal, published: Sequence[Standing]) -> tuple[Refusal, str] | None:
    """Why a version may not be published now, with what the sentence leaves open; or nothing.

    The first version tells nobody of a change, so it may hold at once; the demo's company is an example on purpose.
    """
    latest = max((standing.effective for standing in published), default=draft.effective)
    noticed = draft.now + NOTICE + LETTERS
    found: tuple[Refusal, object] | None = None
    if draft.policy.controller.example and not draft.demo:
        found = Refusal.EXAMPLE, ""
    elif lacking := unproved(draft.policy, draft.claims):
        found = Refusal.UNPROVED, ", ".join(lacking)
    elif any(standing.hash == draft.hash for standing in published):
        found = Refusal.KNOWN, ""
    elif latest > draft.effective:
        found = Refusal.BEFORE_ANOTHER, first_day_after(latest, draft.zone)
    elif published and draft.weight >= Class.MATERIAL and draft.effective < noticed and not draft.demo:
        found = Refusal.TOO_SOON, first_day_after(noticed, draft.zone)
    return None if found is None else (found[0], SENTENCES[found[0]].format(found[1]))
