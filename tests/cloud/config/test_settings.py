import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OSTOJA_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "ostoja", "cloud", "--listen", "127.0.0.1:0"],
        env=kept | {"OSTOJA_VAR": str(tmp_path), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_secret_there_is_no_start(tmp_path: Path) -> None:
    ended = start(tmp_path, OSTOJA_ORIGIN="https://home.example", OSTOJA_ROAD="wss://road.example")

    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: OSTOJA_SECRET_KEY is not set: without a secret there is no start.")
    assert "Traceback" not in ended.stderr


def test_nothing_is_open_by_default() -> None:
    assert settings.DEBUG is False
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert set(settings.ALLOWED_HOSTS) - {"testserver"} == {"localhost"}


@pytest.mark.django_db
def test_no_migration_is_missing_and_each_has_a_name_given_by_hand() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())

    cloud = Path(__file__).parents[3] / "ostoja" / "cloud"
    names = [file.stem for file in cloud.glob("*/migrations/0*.py")]
    assert names
    assert not [name for name in names if "auto" in name or name.endswith("initial")]
