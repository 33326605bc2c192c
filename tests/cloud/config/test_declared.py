"""Proves: A012, A013."""

from django.core.checks import run_checks

from ostoja.cloud.config.apps import every_field_is_declared
from ostoja.cloud.config.declared import REACHES, TABLES, differences, endless
from ostoja.privacy.declare import Table, not_personal, personal


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


def test_a_table_about_people_that_no_rule_ends_is_told() -> None:
    garden = Table("homes.Garden", {"owner": personal("home.members")})

    assert endless() == []
    assert endless((*TABLES, garden)) == ["nothing ends the rows of homes.Garden"]


def test_a_rule_that_is_taken_away_is_missed_where_nothing_else_ends_the_rows() -> None:
    others = tuple(reach for reach in REACHES if reach.table != "consents.Choice")

    assert endless(reaches=others) == ["nothing ends the rows of consents.Choice"]
