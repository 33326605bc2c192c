from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.keys import flows
from ostoja.cloud.keys.flows import SPARED, destroy, destroy_unused, key_for
from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.keys.queries import has_keys, key_of
from ostoja.cloud.keys.sealing import SealError, unwrap

pytestmark = pytest.mark.django_db


def test_a_key_stays_the_same_until_it_is_destroyed() -> None:
    first = key_for("a subject", "R01")

    assert key_for("a subject", "R01") == first == key_of("a subject", "R01")
    assert key_for("a subject", "R31") != first
    assert destroy(["a subject"], ["R01"]) == 1
    assert key_of("a subject", "R01") is None
    assert key_for("a subject", "R01") != first


def test_every_class_of_a_subject_can_be_destroyed_at_once() -> None:
    for keeps in ("R01", "R31"):
        key_for("a subject", keeps)

    assert has_keys("a subject")
    assert destroy(["a subject", "another"]) == 2
    assert not has_keys("a subject")
    assert destroy(["a subject"]) == 0


def test_neither_subject_nor_key_stands_in_the_database() -> None:
    key = key_for("a subject", "R01")

    row = DataKey.objects.get()
    assert "a subject" not in row.subject
    assert key not in bytes(row.wrapped)


def test_keys_without_a_text_are_destroyed_unless_they_are_new() -> None:
    key_for("one", "R01")
    key_for("two", "R01")

    assert destroy_unused([("one", "R01")], timezone.now()) == 0
    assert destroy_unused([("one", "R01")], timezone.now() + SPARED + timedelta(minutes=1)) == 1
    assert (has_keys("one"), has_keys("two")) == (True, False)


def test_a_key_that_is_taken_up_again_is_spared_even_while_it_is_being_destroyed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = key_for("one", "R01")
    DataKey.objects.update(taken=timezone.now() - 2 * SPARED)
    checked: list[bytes] = []

    def take_up_meanwhile(*sealed: Any) -> bytes:
        checked.append(unwrap(*sealed))
        if len(checked) == 1:
            key_for("one", "R01")
        return checked[-1]

    monkeypatch.setattr(flows, "unwrap", take_up_meanwhile)

    assert destroy_unused([], timezone.now()) == 0
    assert len(checked) == 2
    assert key_of("one", "R01") == key


def test_a_key_that_goes_while_it_is_taken_up_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_for("one", "R01")
    DataKey.objects.update(taken=timezone.now() - 2 * SPARED)
    update = QuerySet.update

    def destroyed_before(rows: "QuerySet[DataKey]", **values: object) -> int:
        destroy(["one"])
        return update(rows, **values)

    monkeypatch.setattr(QuerySet, "update", destroyed_before)

    assert key_for("one", "R01") != key
    assert has_keys("one")


def test_no_key_goes_and_none_is_made_while_the_secret_that_wrapped_them_is_away(
    settings: Settings, tmp_path: Path
) -> None:
    key, later = key_for("one", "R01"), timezone.now() + SPARED + timedelta(minutes=1)
    there = settings.KEYS_FOLDER

    settings.KEYS_FOLDER = tmp_path / "not mounted"
    for deed in (lambda: destroy_unused([("one", "R01")], later), lambda: key_for("two", "R01")):
        with pytest.raises(SealError, match="missing"):
            deed()
    assert not (tmp_path / "not mounted").exists()

    settings.KEYS_FOLDER = tmp_path / "another"
    settings.KEYS_FOLDER.mkdir()
    (settings.KEYS_FOLDER / "data-keys.secret").write_bytes(bytes(32))
    with pytest.raises(SealError):
        destroy_unused([("one", "R01")], later)

    settings.KEYS_FOLDER = there
    assert key_of("one", "R01") == key
