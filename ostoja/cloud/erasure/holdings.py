"""What is held of somebody, category by category, with the rules that keep it and until when."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.erasure.rules import Held
from ostoja.cloud.policies.queries import InForce
from ostoja.policy.entries import Rule
from ostoja.policy.periods import Period, Rounding, is_period, last_day
from ostoja.privacy.declare import Personal, Subject, Table
from ostoja.privacy.forgetting.reaches import Reach, Time

CLOSING = "account.closed_at"


def declared() -> tuple[Collection[Table], Collection[Reach]]:
    """The declarations of every table, and where they meet the policy's rules."""
    tables: Collection[Table] = import_string(settings.DECLARED_TABLES)
    reaches: Collection[Reach] = import_string(settings.DECLARED_REACHES)
    return tables, reaches


def held_of(person: Person, found: InForce) -> dict[str, list[Held]]:
    """Everything that is held of somebody, by category."""
    tables, reaches = declared()
    made: dict[str, list[Held]] = {}
    for table in tables:
        if table.of:
            here = [reach for reach in reaches if reach.table == table.name]
            for held in held_in(person, table, here, found):
                made.setdefault(held.category, []).append(held)
    return made


def held_in(person: Person, table: Table, reaches: list[Reach], found: InForce) -> Iterator[Held]:
    """What a table holds of somebody."""
    fields = {
        name: said.category
        for name, said in table.fields.items()
        if isinstance(said, Personal) and said.subject is Subject.PERSON
    }
    paths = {path for reach in reaches for path in (*reach.anchors.values(), *(name for name, _ in reach.only))}
    mine = reduce(or_, (Q(**{path: person.pk}) for path in table.of))
    rows = apps.get_model(table.name)._base_manager.filter(mine).distinct()  # noqa: SLF001 - Django's documented interface
    for row in rows.values("pk", *fields, *paths):
        for name, category in fields.items():
            if row[name] is not None and row[name] != "":
                yield end_of(row, name, category, reaches, found) or by_category(person, category, found)


def end_of(row: dict[str, Any], name: str, category: str, reaches: list[Reach], found: InForce) -> Held | None:
    """What ends a field of a row first: each reach when the last of its rules that have begun has run out."""
    ends: list[Held] = []
    for reach in reaches:
        meant = (not reach.fields or name in reach.fields) and all(row[path] == value for path, value in reach.only)
        days = (
            {rule: day_of(rule, row[path], reach.time, found) for rule, path in reach.anchors.items()} if meant else {}
        )
        begun = [day for day in days.values() if day is not None]
        if begun:
            ends.append(Held(category, tuple(days), max(begun)))
    known = [one for one in ends if one.until is not None]
    return min(known, key=lambda one: one.until or date.max, default=None)


def day_of(rule: str, anchor: datetime | None, time: Time, found: InForce) -> date | None:
    """The last day by a rule of what began at an instant; nothing when it did not begin."""
    entry = found.policy.retention.get(rule)
    written = None if entry is None else getattr(entry, time)
    if entry is None or anchor is None or written is None or not is_period(written):
        return None
    day = anchor.astimezone(ZoneInfo(found.policy.about.zone)).date()
    return last_day(day, Period.parse(written), entry.rounding if time is Time.PERIOD else Rounding.NONE)


def by_category(person: Person, category: str, found: InForce) -> Held:
    """What keeps a field that hangs on another row, or whose time has not begun: the policy's rules on its category."""
    rules = {key: rule for key, rule in found.policy.retention.items() if category in rule.categories}
    days = {key: day for key, rule in rules.items() if (day := closing_day(person, rule, found)) is not None}
    return Held(category, tuple(days), max(days.values())) if days else Held(category, tuple(rules), None)


def closing_day(person: Person, rule: Rule, found: InForce) -> date | None:
    """The last day by a rule that begins when the account is closed."""
    if rule.anchor != CLOSING or person.closed is None or not is_period(rule.period):
        return None
    day = person.closed.astimezone(ZoneInfo(found.policy.about.zone)).date()
    return last_day(day, Period.parse(rule.period), rule.rounding)
