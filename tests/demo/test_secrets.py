import stat
from pathlib import Path

import pytest

from ostoja.demo.secrets import FILE, kept_secrets


def test_secrets_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    made = kept_secrets(tmp_path)

    assert kept_secrets(tmp_path) == made
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert made.owner_password not in repr(made)


def test_secrets_that_are_not_ours_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{}")

    with pytest.raises(ValueError, match="make clean"):
        kept_secrets(tmp_path)


def test_a_write_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secrets.new").write_text("half of")

    assert kept_secrets(tmp_path).secret_key
