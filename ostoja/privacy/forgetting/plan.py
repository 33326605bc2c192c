"""The plan of a day: which rows of which tables end, as comparisons that a database makes by itself.

A field that several rules keep ends when the last of those that have begun has run out; a rule whose event did not
happen keeps nothing. A rule that grew longer holds only for what came after; one that grew shorter holds at once.
Source: decisions D24, D25; GDPR art. 5(1)(e).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ostoja.policy.entries import Rule
from ostoja.policy.periods import Period, Rounding
from ostoja.privacy.forgetting.cutoffs import end_of, last_due
from ostoja.privacy.forgetting.reaches import Reach, Time


@dataclass(frozen=True)
class Version:
    """The rules of a published policy, and from when on it holds."""

    effective: datetime
    rules: Mapping[str, Rule]


@dataclass(frozen=True)
class Limit:
    """That a rule's event happened before an instant; nothing when, by this rule, no day's rows end yet."""

    rule: str
    anchor: str
    before: datetime | None


@dataclass(frozen=True)
class Deed:
    """Rows that end today.

    Meant are rows where at least one of the limits' columns has a value, and every one that has is before its limit;
    which were collected from ``since`` on and before ``until``; which have the values of ``only``; and which the paths
    ``of`` do not lead to anybody who had their data restricted.
    """

    table: str
    fields: tuple[str, ...]
    limits: tuple[Limit, ...]
    collected: str | None
    since: datetime | None
    until: datetime | None
    only: tuple[tuple[str, object], ...]
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything that ends on a day."""

    day: date
    deeds: tuple[Deed, ...]

    def name(self) -> str:
        """By what the plan that somebody looked at is recognised when it is carried out.

        Shapes: 64 hexadecimal digits.
        """
        said = json.dumps(asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


def plan(reaches: Iterable[Reach], history: Sequence[Version], today: date, zone: ZoneInfo) -> Plan:
    """What ends today under every policy that held so far.

    Shapes: ``history`` is in the order in which the versions came into force, none of the future among them.
    """
    deeds = (deed for reach in reaches for deed in deeds_of(reach, history, today, zone))
    return Plan(today, tuple(deeds))


def deeds_of(reach: Reach, history: Sequence[Version], today: date, zone: ZoneInfo) -> Iterator[Deed]:
    """The deeds of one reach: one for each time during which the data that came have limits of their own."""
    starts = [0] if reach.collected is None else [0, *turns(reach, history)]
    for place, start in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else None
        # Without a column that says when data came, nobody may be kept longer than the shortest that ever held.
        held = history[start:]
        limits = tuple(
            limit(rule, anchor, periods_of(rule, held, reach.time), today, zone)
            for rule, anchor in reach.anchors.items()
        )
        if any(one.before is not None for one in limits):
            yield Deed(
                reach.table,
                reach.fields,
                limits,
                reach.collected,
                None if start == 0 else history[start].effective,
                None if following is None else history[following].effective,
                reach.only,
                reach.of,
            )


def turns(reach: Reach, history: Sequence[Version]) -> list[int]:
    """The versions that changed a rule of this reach."""
    return [
        place
        for place in range(1, len(history))
        if any(history[place].rules.get(rule) != history[place - 1].rules.get(rule) for rule in reach.anchors)
    ]


def limit(rule: str, anchor: str, periods: Iterable[tuple[Period, Rounding]], today: date, zone: ZoneInfo) -> Limit:
    """Before which instant a rule's event must lie: the latest that any version since the data came would set."""
    days = [last_due(today, period, rounding) for period, rounding in periods]
    latest = max((day for day in days if day is not None), default=None)
    return Limit(rule, anchor, None if latest is None else end_of(latest, zone))


def periods_of(rule: str, since: Sequence[Version], time: Time) -> Iterator[tuple[Period, Rounding]]:
    """How long a rule keeps in every version that has it; its rounding belongs to its period alone."""
    for version in since:
        found = version.rules.get(rule)
        said = None if found is None else getattr(found, time)
        if found is not None and said is not None:
            yield Period.parse(said), found.rounding if time is Time.PERIOD else Rounding.NONE
