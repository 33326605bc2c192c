from pathlib import Path

import pytest
from pytest_django import Settings

from ostoja.cloud.consents.keys import pseudonym, receipt_key


def test_a_pseudonym_is_the_same_every_time() -> None:
    assert pseudonym("person", "A" * 22) == pseudonym("person", "A" * 22)
    assert len(pseudonym("person", "A" * 22)) == 64


def test_a_person_and_a_browser_of_one_name_are_two() -> None:
    assert pseudonym("person", "A" * 22) != pseudonym("visitor", "A" * 22)


def test_without_the_key_there_is_another_pseudonym(settings: Settings, tmp_path: Path) -> None:
    before = pseudonym("person", "A" * 22)

    settings.KEYS_FOLDER = tmp_path / "elsewhere"

    assert pseudonym("person", "A" * 22) != before


def test_the_key_of_receipts_stays() -> None:
    assert receipt_key().public_key() == receipt_key().public_key()


def test_a_key_that_can_be_neither_read_nor_made_is_an_error(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.KEYS_FOLDER = tmp_path / "file"

    with pytest.raises(OSError, match="file"):
        pseudonym("person", "A" * 22)
