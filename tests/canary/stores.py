"""Every place of the office in which something could be left: columns, sessions, cache, files."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.cache import cache
from django.db import connections

from ostoja.cloud.config.columns import real_columns
from ostoja.cloud.config.declared import TABLES
from ostoja.cloud.sessions.models import Session
from ostoja.privacy.declare import Personal
from tests.canary.tokens import Token, disguise_in

Store = tuple[str, bytes]


@dataclass(frozen=True, order=True)
class Hit:
    """A value found: where, of which category, and in which disguise."""

    place: str
    category: str
    disguise: str


def columns() -> Iterator[Store]:
    """What every column of every database holds, raw."""
    for alias in connections:
        connection = connections[alias]
        for table, names in sorted(real_columns(connection).items()):
            for name in sorted(names):
                column, of = (connection.ops.quote_name(one) for one in (name, table))
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT {column} FROM {of}")  # noqa: S608 - names from the database itself
                    yield f"{table}.{name}", b"\n".join(raw(row[0]) for row in cursor.fetchall())


def raw(value: object) -> bytes:
    """A value of a column as bytes."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode()


def sessions() -> Iterator[Store]:
    """What every session holds under each of its keys."""
    for session in Session.objects.all():
        for key, value in session.get_decoded().items():
            yield f"session.{key}", json.dumps(value, ensure_ascii=False).encode()


def cached() -> Iterator[Store]:
    """Every key of the cache with its value."""
    for key, value in cache._cache.items():  # type: ignore[attr-defined]  # the cache of one process
        yield key.partition(":1:")[2], key.encode() + b"\n" + bytes(value)


def hits(stores: Iterable[Store], tokens: Iterable[Token]) -> set[Hit]:
    """Where in some stores values stand."""
    wanted = tuple(tokens)
    return {
        Hit(place, token.category, disguise)
        for place, content in stores
        for token in wanted
        if (disguise := disguise_in(content, token.value)) is not None
    }


def declared() -> dict[str, str]:
    """The category of each personal column, as the declarations say."""
    said = {}
    for table in TABLES:
        meta = apps.get_model(table.name)._meta
        for field in meta.local_concrete_fields:
            declaration = table.fields[field.name]
            if isinstance(declaration, Personal):
                said[f"{meta.db_table}.{field.column}"] = declaration.category
    return said
