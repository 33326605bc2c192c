from pathlib import Path

import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from pytest_django import Settings

from ostoja.cloud.web import health

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "anything.example"])
def test_a_healthy_office_says_so_at_any_address(host: str) -> None:
    answer = Client(HTTP_HOST=host).get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "checks": {"database_answers": True, "migrations_are_applied": True, "has_a_key": True, "is_open": True},
    }


def test_without_a_signing_key_it_is_not_healthy(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS_FOLDER = tmp_path / "empty"

    answer = Client().get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["has_a_key"] is False


def test_a_missing_migration_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    health._applied.cache_clear()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])

    assert health.migrations_are_applied() is False


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_a_silent_database_is_noticed(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def silent() -> None:
        raise error

    monkeypatch.setattr(connection, "cursor", silent)

    health._applied.cache_clear()
    assert health.database_answers() is False
    assert health.migrations_are_applied() is False


def test_health_is_only_read() -> None:
    assert Client().post("/healthz").status_code == 405
