"""Whether the office can do its work, for those who watch over it."""

import functools
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

PATH = "/healthz"


class Health:
    """Answers ``/healthz`` before anything looks at the host, so that it works at any address of the machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the question about health, or pass on every other."""
        if request.path_info != PATH:
            return self._get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return JsonResponse({"error": "method"}, status=405)
        found = {name.rpartition(".")[2]: bool(check()) for name, check in checks()}
        return JsonResponse({"ok": all(found.values()), "checks": found}, status=200 if all(found.values()) else 503)


def checks() -> list[tuple[str, Callable[[], bool]]]:
    """What is looked at, by name."""
    return [(name, import_string(name)) for name in settings.HEALTH_CHECKS]


def database_answers() -> bool:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("the database does not answer")
        return False
    return True


def migrations_are_applied() -> bool:
    """Whether the database has the shape that this program wants."""
    try:
        return _applied()
    except (Error, _MissingMigrationsError):
        _applied.cache_clear()
        return False


class _MissingMigrationsError(Exception):
    """Not cached: the answer changes once somebody migrates."""


@functools.cache
def _applied() -> bool:
    # Migrations are not taken back under a running program, so a yes stays a yes.
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _MissingMigrationsError
    return True
