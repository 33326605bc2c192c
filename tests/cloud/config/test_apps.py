from pathlib import Path

import pytest
from pytest_django import Settings

from ostoja.cloud.config import apps
from ostoja.cloud.config.declared import TABLES
from ostoja.privacy.declare import Table, personal


def test_a_field_that_nobody_declared_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps, "differences", lambda: ["homes.Garden.roses is not declared"])

    [error] = apps.every_field_is_declared()

    assert (error.id, error.msg) == ("ostoja.E001", "homes.Garden.roses is not declared")
    assert error.is_serious()


def test_a_table_that_holds_what_the_policy_does_not_say_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    extra = Table("homes.Garden", {"owner": personal("id.nip")})
    monkeypatch.setattr(apps, "TABLES", (*TABLES, extra))

    [error] = apps.tables_and_policy_agree()

    assert (error.id, error.msg) == ("ostoja.E002", "homes.Garden.owner holds id.nip, which the policy does not know")


def test_a_policy_that_cannot_be_read_stops_the_start(tmp_path: Path, settings: Settings) -> None:
    settings.POLICY_FOLDER = tmp_path
    (tmp_path / "about.toml").write_text("title = [")

    errors = apps.tables_and_policy_agree()

    assert errors
    assert all(error.id == "ostoja.E003" for error in errors)


def test_a_table_that_nothing_ends_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps, "endless", lambda: ["nothing ends the rows of homes.Garden"])

    [error] = apps.every_table_ends()

    assert (error.id, error.msg) == ("ostoja.E004", "nothing ends the rows of homes.Garden")
