"""Proves: L12."""

import logging
import unicodedata
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.passwords import validators
from ostoja.cloud.passwords.sums import read_words, write
from ostoja.cloud.passwords.validators import Unguessable, Unleaked

ALA = Person(email="alicja.nowak@example.org", first_name="Alicja", last_name="Nowak")
GOOD = "zielona brama nad rzeka"


def codes(password: str) -> set[str | None]:
    try:
        validate_password(password, ALA)
    except ValidationError as wrong:
        return {one.code for one in wrong.error_list}
    return set()


@pytest.mark.parametrize(
    "password", ["Haslo1234567", "qwertyuiop12", "alicja.nowak", "Nowak20261124", "aaaaaaaaaaaaaaaa"]
)
def test_what_somebody_would_guess_is_refused(password: str) -> None:
    assert "password_guessable" in codes(password)


@pytest.mark.parametrize("password", [GOOD, "żółta łódź na Wiśle", "kx7-Rmq2-vv9p", "日本の古い橋と赤い月"])
def test_what_is_hard_to_guess_is_taken(password: str) -> None:
    assert codes(password) == set()


def test_only_the_beginning_of_a_long_password_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def look(password: str, **_: object) -> dict[str, int]:
        looked.append(len(password))
        return {"score": 4}

    monkeypatch.setattr(validators, "zxcvbn", look)
    Unguessable().validate("x" * 1_000_000)

    assert looked == [24]


class TestTheList:
    @pytest.fixture(autouse=True)
    def file(self, settings: Settings, tmp_path: Path) -> Path:
        settings.PASSWORDS_FILE = tmp_path / "leaked"
        return tmp_path / "leaked"

    def test_refuses_what_has_leaked_in_whatever_form_it_is_typed(self, file: Path) -> None:
        leaked = "żółta łódź na Wiśle"
        write(read_words([leaked.encode()]), file)

        assert codes(leaked) == codes(unicodedata.normalize("NFD", leaked)) == {"password_leaked"}
        assert codes(GOOD) == set()

    def test_refuses_nothing_where_there_is_none(self) -> None:
        assert codes(GOOD) == set()

    def test_keeps_nobody_out_when_it_cannot_be_read(self, file: Path, caplog: pytest.LogCaptureFixture) -> None:
        file.mkdir()

        Unleaked().validate(GOOD)

        assert [one.levelno for one in caplog.records if "leaked" in one.message] == [logging.ERROR]
