import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from ostoja.cloud.web.secrets import secret, signing_key


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.KEYS_FOLDER = tmp_path / "keys"
    return tmp_path / "keys"


def test_a_secret_is_made_once_and_stays(folder: Path) -> None:
    first = secret("evidence")

    assert len(first) == 32
    assert secret("evidence") == first
    assert (folder / "evidence.secret").read_bytes() == first
    assert [path.name for path in folder.iterdir()] == ["evidence.secret"]


def test_nobody_else_may_read_it(folder: Path) -> None:
    secret("evidence")

    assert stat.S_IMODE((folder / "evidence.secret").stat().st_mode) == 0o600


def test_each_name_has_a_secret_of_its_own() -> None:
    assert secret("one") != secret("two")


def test_whoever_is_second_takes_the_secret_of_the_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    # Between the look and the link somebody else was quicker.
    monkeypatch.setattr(Path, "exists", lambda _: False)
    (folder / "evidence.secret").write_bytes(b"the first one's secret, 32 bytes")

    assert secret("evidence") == b"the first one's secret, 32 bytes"


def test_a_signing_key_is_the_same_key_every_time() -> None:
    message = b"said"

    signing_key("evidence").public_key().verify(signing_key("evidence").sign(message), message)
