import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from ostoja.cloud.backup.ageing import drop_old, named
from ostoja.cloud.backup.archive import FORMAT, MANIFEST, Manifest
from ostoja.cloud.policies.flows import Draft, publish
from ostoja.policy.shelf import shipped

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def promise(office: None) -> None:
    publish(Draft(shipped("default"), frozenset(), demo=True), "Ala", NOW - timedelta(days=300))


def backup(folder: Path, days: int, kind: str = FORMAT) -> Path:
    """A backup of so many days ago."""
    made = NOW - timedelta(days=days)
    file = named(folder, made)
    with zipfile.ZipFile(file, "w") as archive:
        manifest = Manifest(kind, "1", made, "sqlite", "", [], "", 0, "")
        archive.writestr(MANIFEST, msgspec.json.encode(manifest))
    return file


@pytest.mark.usefixtures("promise")
def test_a_backup_goes_when_its_time_is_over_and_nothing_else_does(folder: Path) -> None:
    old, older = backup(folder, 36), backup(folder, 400)
    kept = [backup(folder, 0), backup(folder, 35), backup(folder, 90, "of somebody else")]
    (folder / "letters.zip").write_bytes(b"no archive")
    (folder / "folder.zip").mkdir()

    assert drop_old(folder, NOW) == [older, old]

    assert {file.name for file in folder.iterdir()} == {*(file.name for file in kept), "letters.zip", "folder.zip"}
    assert drop_old(folder, NOW) == []


def test_without_a_policy_nothing_goes(folder: Path) -> None:
    backup(folder, 400)

    assert drop_old(folder, NOW) == []


def test_the_day_is_that_of_the_operator(folder: Path, promise: None) -> None:
    file = backup(folder, 0)
    late = datetime(2026, 12, 27, 22, 59, tzinfo=UTC)

    assert drop_old(folder, late) == []
    assert drop_old(folder, late + timedelta(minutes=1)) == [file]


def test_what_a_kill_left_of_a_backup_goes_after_a_day(folder: Path) -> None:
    names = (".ostoja-20261122T120000Z.zip.database", ".ostoja-20261122T120000Z.zip.part", ".mine.database")
    for name in names:
        (folder / name).write_bytes(b"ala@example.org")
    now = datetime.fromtimestamp((folder / names[0]).stat().st_mtime, UTC)

    assert drop_old(folder, now + timedelta(hours=23)) == []
    assert [file.name for file in drop_old(folder, now + timedelta(hours=25))] == list(names[:2])
    assert [file.name for file in folder.iterdir()] == [names[2]]
