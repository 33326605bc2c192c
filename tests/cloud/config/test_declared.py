"""Proves: A012, A013."""

from django.core.checks import run_checks

from ostoja.cloud.config.apps import every_field_is_declared
from ostoja.cloud.config.declared import TABLES, differences
from ostoja.privacy.declare import Table, not_personal


def test_every_field_of_every_table_is_declared_and_every_declaration_is_real() -> None:
    assert differences() == []
    assert every_field_is_declared() == []
    assert run_checks() == []


def test_what_is_missing_and_what_is_unreal_is_told() -> None:
    reason = not_personal("for a test")
    first = Table(TABLES[0].name, {**TABLES[0].fields, "shoe_size": reason})

    told = differences((first, Table("homes.Garden", {"id": reason})))

    assert "accounts.Person.shoe_size is declared but does not exist" in told
    assert "the table homes.Garden is declared but does not exist" in told
    assert "the table homes.Membership is not declared" in told
