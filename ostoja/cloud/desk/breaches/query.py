"""Whom a breach touched: from tables and a span of time to categories and people, counted by the database.

It counts what is kept now; who was forgotten since is in no table any more. A row whose time of arrival no column
tells counts always, so that nobody is left out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, Model, Q, QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.breaches.rules import Reach
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.privacy.declare import Personal, Table

# What a column of this beginning tells is when a row ends, not when it came.
NOT_ARRIVAL = "expire"
# Staff write down what left by hand with the day on which it did.
TYPED = frozenset({"disclosures.Disclosure"})


@dataclass(frozen=True)
class Event:
    """What happened: to which tables, from when to when, and what could be taken."""

    tables: tuple[str, ...]
    since: datetime
    until: datetime
    reach: Reach


@dataclass(frozen=True)
class Finding:
    """Which categories a breach touched, how many people, and in which tables how many rows lead to nobody."""

    categories: tuple[str, ...]
    high: tuple[str, ...]
    people: int
    rows: dict[str, int]
    loose: int


def finding(event: Event, declared: Collection[Table]) -> Finding:
    """What a breach touched."""
    touched = [table for table in declared if table.name in event.tables]
    held = {said.category for table in touched for said in table.fields.values() if isinstance(said, Personal)}
    rows = {table.name: rows_of(table, event) for table in touched}
    meant = [Q(pk__in=rows[table.name].values(path)) for table in touched for path in table.of]
    people = Person.objects.filter(reduce(or_, meant)).count() if meant else 0
    return Finding(
        categories=tuple(sorted(held)),
        high=tuple(sorted(key for key in held if TAXONOMY[key].high)),
        people=people,
        rows={name: found.count() for name, found in rows.items()},
        loose=sum(rows[table.name].filter(**dict.fromkeys(table.of)).count() for table in touched),
    )


def rows_of(table: Table, event: Event) -> QuerySet[Model]:
    """The rows of a table that somebody could take."""
    model = apps.get_model(table.name)
    every: QuerySet[Model] = model._base_manager.all()  # noqa: SLF001 - Django's documented interface
    column = arrival(model)
    return every if column is None else every.filter(**spans(column, event))


def arrival(model: type[Model]) -> "DateTimeField[Any, Any] | None":
    """The column that tells when a row came, if any does; a day, and what staff type, tell when something happened."""
    if model._meta.label in TYPED:  # noqa: SLF001 - Django's documented interface
        return None
    columns = (field for field in model._meta.local_fields if isinstance(field, DateTimeField))  # noqa: SLF001 - the same
    return next((one for one in columns if not one.null and not one.name.startswith(NOT_ARRIVAL)), None)


def spans(column: "DateTimeField[Any, Any]", event: Event) -> dict[str, object]:
    """What the database compares with the column of arrival."""
    until_then: dict[str, object] = {f"{column.name}__lte": event.until}
    return until_then if event.reach is Reach.LAY else until_then | {f"{column.name}__gte": event.since}
