import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud import publishing
from ostoja.cloud.policies.models import Publication
from ostoja.policy.shelf import shipped_files
from tests.promises import make_real

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.OSTOJA_VAR = tmp_path
    settings.POLICY_FOLDER = tmp_path / "policy"
    settings.POLICY_FOLDER.mkdir()
    for name, content in shipped_files("default").items():
        (settings.POLICY_FOLDER / name).write_bytes(content)
    make_real(settings.POLICY_FOLDER)
    return Path(settings.POLICY_FOLDER)


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def begin_in(folder: Path, days: int) -> None:
    about = (folder / "about.toml").read_text(encoding="utf-8").splitlines()
    day = (timezone.now() + timedelta(days=days)).date()
    written = [f"effective = {day}" if line.startswith("effective = ") else line for line in about]
    (folder / "about.toml").write_text("\n".join(written), encoding="utf-8")


def keep_for_longer(folder: Path) -> None:
    rules = (folder / "retention.toml").read_text(encoding="utf-8")
    (folder / "retention.toml").write_text(rules.replace('"P2Y"', '"P3Y"', 1), encoding="utf-8")


def publish(*words: str, approver: str = "Ala") -> Result:
    return CliRunner().invoke(publishing.policy, ["publish", "--approver", approver, *words])


def test_a_policy_is_published_with_its_approver(folder: Path) -> None:
    done = publish()

    made = Publication.objects.get()
    assert done.output.startswith(f"PUBLISHED {made.hash} (editorial), in force from ")
    assert made.approver == "Ala"


def test_nobody_approves_without_a_name(folder: Path) -> None:
    assert CliRunner().invoke(publishing.policy, ["publish"]).exit_code == 2


def test_a_dry_run_says_what_would_change_and_changes_nothing(folder: Path) -> None:
    publish()
    begin_in(folder, 40)
    keep_for_longer(folder)

    said = publish("--dry-run")

    assert "material         retention.R02.period: 'P2Y' -> 'P3Y'" in said.output
    assert "WOULD PUBLISH" in said.output
    assert "(material), in force from" in said.output
    assert Publication.objects.count() == 1


def test_people_may_raise_a_class(folder: Path) -> None:
    publish()
    begin_in(folder, 40)

    assert "(material)" in publish("--raise-to", "material").output


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("controller.toml", "example = false", "example = true", "still names the example company"),
        ("about.toml", "effective = ", "effectiv = ", "The privacy policy cannot be used:\nabout.toml"),
        ("retention.toml", '"P2Y"', '"2 years"', "The privacy policy cannot be used:\nretention.toml"),
    ],
)
def test_a_refusal_is_a_sentence(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    edit(folder, file, old, new)

    refused = publish()

    assert refused.exit_code == 1
    assert sentence in refused.output
    assert "Traceback" not in refused.output


def test_the_same_policy_twice_is_a_sentence(folder: Path) -> None:
    publish()

    assert publish().output == "Error: This very policy is published already.\n"


def test_too_little_notice_is_a_sentence_that_names_the_day(folder: Path) -> None:
    publish()
    keep_for_longer(folder)

    refused = publish()

    assert refused.exit_code == 1
    assert "which is 30 days of notice and a day for the letters" in refused.output


def test_without_a_policy_it_says_what_to_do(settings: Settings, tmp_path: Path) -> None:
    settings.OSTOJA_VAR = tmp_path
    settings.POLICY_FOLDER = tmp_path / "policy"

    assert "run 'ostoja policy init' first" in publish().output


def test_an_unknown_adapter_is_a_sentence(folder: Path, settings: Settings) -> None:
    settings.OSTOJA_ADAPTERS = ("telepathy",)

    assert "OSTOJA_ADAPTERS names telepathy" in publish().output


def test_without_the_office_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    refused = publish()

    assert refused.exit_code == 1
    assert "pip install 'ostoja[cloud]'" in refused.output


def test_the_rest_of_the_group_needs_no_office() -> None:
    code = "import sys, ostoja.cloud.publishing; sys.exit('django' in sys.modules)"

    assert {"check", "diff", "explain", "init", "publish", "render"} <= publishing.policy.commands.keys()
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
