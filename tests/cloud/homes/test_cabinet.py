from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ostoja.cloud.homes.cabinet import Cabinet, CabinetError
from ostoja.protocol import certificates
from ostoja.protocol.certificates import Certificate, read_certificate, sign_certificate
from ostoja.protocol.keys import PrivateKey

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def cabinet(tmp_path: Path) -> Cabinet:
    cabinet = Cabinet(tmp_path / "keys")
    cabinet.open(NOW)
    return cabinet


def test_the_first_key_signs_at_once_and_is_hidden(cabinet: Cabinet, tmp_path: Path) -> None:
    [file] = (tmp_path / "keys").iterdir()

    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert list(cabinet.published(NOW).keys) == [cabinet.signing_key(NOW).kid]


def test_opening_again_makes_no_other(cabinet: Cabinet) -> None:
    cabinet.open(NOW + DAY)

    assert len(cabinet.keys()) == 1


def test_the_next_key_is_published_before_it_signs(cabinet: Cabinet) -> None:
    first = cabinet.signing_key(NOW).kid
    assert not cabinet.rotate(NOW + 89 * DAY)
    assert cabinet.rotate(NOW + 90 * DAY)
    assert not cabinet.rotate(NOW + 90 * DAY)

    now = NOW + 90 * DAY
    assert len(cabinet.published(now).keys) == 2
    assert cabinet.signing_key(now + timedelta(hours=1)).kid == first
    assert cabinet.signing_key(now + timedelta(hours=3)).kid != first


def test_what_was_signed_stays_good_to_its_end_and_then_the_key_goes(cabinet: Cabinet) -> None:
    cabinet.rotate(NOW + 90 * DAY)
    last = NOW + 90 * DAY + timedelta(hours=1, minutes=59)
    token = sign_certificate(
        Certificate.new(installation="i", key=PrivateKey.new().public, owner="m", now=last), cabinet.signing_key(last)
    )
    end = last + certificates.LIFETIME - timedelta(seconds=1)

    assert cabinet.forget_spent(end) == 0
    assert read_certificate(token, cabinet.published(end), end).owner == "m"
    assert cabinet.forget_spent(end + 2 * DAY) == 1
    assert len(cabinet.published(end + 2 * DAY).keys) == 1


def test_another_process_sees_a_new_key(cabinet: Cabinet, tmp_path: Path) -> None:
    other = Cabinet(tmp_path / "keys")
    assert len(other.keys()) == 1

    cabinet.rotate(NOW + 91 * DAY)

    assert other.published(NOW + 91 * DAY) == cabinet.published(NOW + 91 * DAY)


def test_a_clock_set_back_leaves_a_voice(cabinet: Cabinet) -> None:
    assert cabinet.signing_key(NOW - 30 * DAY) == cabinet.signing_key(NOW)


def test_an_empty_cabinet_cannot_sign(tmp_path: Path) -> None:
    with pytest.raises(CabinetError, match="There is no signing key"):
        Cabinet(tmp_path / "nothing").signing_key(NOW)


@pytest.mark.parametrize("content", [b"not json", b'{"kid":"a","made":1,"signs_from":1,"private":"AAAA"}', b"{}"])
def test_a_damaged_key_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)

    with pytest.raises(CabinetError, match=r"a\.json is not a signing key"):
        Cabinet(tmp_path).keys()


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file in the way")

    with pytest.raises(CabinetError, match="cannot be written"):
        Cabinet(tmp_path / "keys").open(NOW)


def test_a_key_file_that_is_none_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()

    with pytest.raises(CabinetError, match="cannot be read"):
        Cabinet(tmp_path).keys()


def test_half_a_key_is_not_seen(cabinet: Cabinet, tmp_path: Path) -> None:
    (tmp_path / "keys" / ".half.part").write_bytes(b'{"kid":')

    assert len(Cabinet(tmp_path / "keys").keys()) == 1
