"""The gateway installs and runs without Django: in an environment of its own, from its own lock."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.code import ROOT


@pytest.fixture(scope="module")
def gateway_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment with what the gateway's lock lists, and Ostoja itself."""
    place = tmp_path_factory.mktemp("gateway") / "venv"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    pip: list[str | Path] = [place / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "locks" / "gateway.lock"], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT], check=True)
    return place / "bin"


def test_the_gateways_lock_names_no_django() -> None:
    assert "django" not in (ROOT / "locks" / "gateway.lock").read_text(encoding="utf-8").lower()


def test_the_gateway_runs_without_django(gateway_environment: Path) -> None:
    imports = "import ostoja.gateway.command, importlib.util as i, sys; sys.exit(i.find_spec('django') is not None)"

    assert subprocess.run([gateway_environment / "python", "-c", imports], check=False).returncode == 0
    helped = subprocess.run([gateway_environment / "ostoja", "gateway", "--help"], check=True, capture_output=True)
    assert b"--mserv" in helped.stdout


def test_the_other_places_say_what_they_need(gateway_environment: Path) -> None:
    said = subprocess.run([gateway_environment / "ostoja", "cloud"], check=False, capture_output=True, text=True)

    assert said.returncode == 1
    assert "pip install 'ostoja[cloud]'" in said.stderr
