"""Proves: A018."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from ostoja.cloud.disclosures.network import declared_hosts
from tests.cloud.test_command import environment, var

__all__ = ["var"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OFFICE = """
import sys, urllib.request
from ostoja.cloud.command import prepare
prepare()
from ostoja.cloud.config import jobs
def run_all(now):
    try:
        urllib.request.urlopen("http://undeclared.invalid/", timeout=1)
    except OSError as wrong:
        print(type(getattr(wrong, "reason", None)).__name__)
jobs.run_all = run_all
from ostoja.__main__ import main
sys.argv = ["ostoja", "jobs", "--once"]
main()
"""


def test_the_office_stands_behind_it(var: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFICE],
        env=environment(var),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == "OutsideError\n", done.stderr


@pytest.mark.usefixtures("promise")
@pytest.mark.django_db
def test_what_the_policy_and_the_settings_name_is_declared(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"

    found = declared_hosts(NOW)

    assert {"mail.example", "connect.mailerlite.com"} <= found
    assert "undeclared.invalid" not in found


def test_without_a_store_only_the_settings_count(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.EMAIL_HOST = "mail.example"

    assert declared_hosts(NOW) == {"mail.example"}
    assert "cannot be found out" in caplog.text
