import pytest

from ostoja.cloud.config import apps


def test_a_field_that_nobody_declared_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps, "differences", lambda: ["homes.Garden.roses is not declared"])

    [error] = apps.every_field_is_declared()

    assert (error.id, error.msg) == ("ostoja.E001", "homes.Garden.roses is not declared")
    assert error.is_serious()
