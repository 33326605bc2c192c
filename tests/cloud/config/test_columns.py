"""Proves: A014, A016."""

import pytest
from django.db import connection, models

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config import apps
from ostoja.cloud.config.columns import loose_fields, undeclared_columns

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_databases_hold_what_is_declared() -> None:
    assert apps.databases_hold_what_is_declared(["default", "keys"]) == []


def test_a_column_added_behind_the_back_of_the_program_is_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_person ADD COLUMN shoe_size integer")

    [error] = apps.databases_hold_what_is_declared(["default"])

    assert error.id == "ostoja.E007"
    assert error.msg == "the column accounts_person.shoe_size is in the database and not declared"


def test_a_table_added_or_a_column_lost_is_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE garden (roses integer)")
        cursor.execute("ALTER TABLE accounts_person RENAME COLUMN time_zone TO zone")

    told = undeclared_columns("default")

    assert "the table garden is in the database and not declared" in told
    assert "the column accounts_person.time_zone is declared and not in the database" in told


def test_nothing_is_looked_at_unless_asked_or_before_the_shape_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps, "migrations_are_applied", lambda: False)

    assert apps.databases_hold_what_is_declared() == []
    assert apps.databases_hold_what_is_declared(["default"]) == []


def test_a_field_that_takes_any_key_is_refused() -> None:
    class Garden(models.Model):
        plants = models.JSONField()

        class Meta:
            app_label = "garden"
            managed = False

        def __str__(self) -> str:
            return "a garden"

    assert loose_fields([Garden, Person]) == ["garden.Garden.plants takes any key: say each as a field of its own"]
    assert apps.no_field_takes_any_key() == []
