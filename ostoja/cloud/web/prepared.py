"""Questions to the database that are put into words once.

Some are asked with every request, or before every step that needs permission, and Django spends most of a short query
on writing it. Here it writes each one once for each database; what follows is a statement with its values.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True)
class Prepared:
    """A query that was written with values which stand in the places of others.

    ``query`` makes it; it answers plain values, as the database's driver has them: no moments, and numbers for yes
    and no.
    """

    query: Callable[[], QuerySet[Any, Any]]

    def rows(self, values: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
        """What the database has, with each of these values in the place of the one that the query was written with."""
        sql, places = written(self.query, connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[place] for place in places])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


def as_written(moment: datetime) -> Any:
    """A moment as the database in use has it."""
    return connection.ops.adapt_datetimefield_value(moment)


@functools.lru_cache(maxsize=16)
def written(query: Callable[[], QuerySet[Any, Any]], vendor: str) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG001
    """A query in the words of the database that is in use; ``vendor`` tells one database from another."""
    sql, places = query().query.sql_with_params()
    return sql, tuple(places)
