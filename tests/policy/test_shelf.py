from pathlib import Path

import pytest

from ostoja.policy.errors import PolicyProblemsError
from ostoja.policy.shelf import SHIPPED, operators, shipped, shipped_files, sound
from tests.policy.small import FILES, changed, small


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_sound(name: str) -> None:
    assert shipped(name).sections
    assert "about.toml" in shipped_files(name)


def test_no_other_policy_ships() -> None:
    with pytest.raises(KeyError, match="other"):
        shipped("other")


def test_an_operators_policy_is_read_from_its_folder(tmp_path: Path) -> None:
    laid(tmp_path, {**FILES, "notes.txt": b"not a policy"})

    assert operators(tmp_path) == small()


def test_a_folder_without_a_policy_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PolicyProblemsError, match="ostoja policy init"):
        operators(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyProblemsError, match="gone: No such file"):
        operators(tmp_path / "gone")


def test_a_policy_that_cannot_be_kept_is_none() -> None:
    with pytest.raises(PolicyProblemsError, match="a legal obligation needs the law"):
        sound(changed("purposes.toml", 'law = ["vat"]\n', ""))
