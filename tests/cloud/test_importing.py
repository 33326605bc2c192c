import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from ostoja.__main__ import main
from ostoja.cloud import command
from ostoja.cloud.passwords.sums import holds


@pytest.fixture
def kept(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "prepare", lambda: None)
    settings.PASSWORDS_FILE = tmp_path / "office" / "leaked"
    return tmp_path / "office" / "leaked"


def run(file: Path, content: bytes, *options: str) -> tuple[int, str]:
    file.write_bytes(content)
    done = CliRunner().invoke(main, ["passwords", "import", str(file), *options])
    return done.exit_code, done.output


def test_a_list_of_sums_is_taken_in(kept: Path, tmp_path: Path) -> None:
    line = hashlib.sha1(b"hunter2", usedforsecurity=False).hexdigest().encode() + b":17043\n"

    status, said = run(tmp_path / "list", line)

    assert (status, said.splitlines()[-1]) == (0, "LEAKED PASSWORDS 1")
    assert holds(kept, "hunter2")


def test_a_list_of_passwords_is_taken_in(kept: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "list", b"hunter2\nhunter3\n", "--words")[0] == 0
    assert holds(kept, "hunter3")


def test_a_wrong_list_changes_nothing_and_is_told_in_a_sentence(kept: Path, tmp_path: Path) -> None:
    run(tmp_path / "list", b"hunter2\n", "--words")

    status, said = run(tmp_path / "list", b"hunter3\n")

    assert status == 1
    assert "Line 1 is not a SHA-1 sum in 40 hexadecimal digits. Nothing has changed." in said
    assert holds(kept, "hunter2")


def test_a_list_for_which_there_is_no_place_is_told_in_a_sentence(kept: Path, tmp_path: Path) -> None:
    kept.parent.write_text("a file where the folder should be")

    status, said = run(tmp_path / "list", b"hunter2\n", "--words")

    assert status == 1
    assert "The list cannot be written" in said
