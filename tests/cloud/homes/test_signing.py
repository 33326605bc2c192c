from pathlib import Path

from pytest_django import Settings

from ostoja.cloud.homes.signing import cabinet, has_a_key


def test_the_office_has_a_key(settings: Settings, tmp_path: Path) -> None:
    assert has_a_key()
    assert cabinet() is cabinet()

    settings.KEYS_FOLDER = tmp_path / "elsewhere"

    assert not has_a_key()
