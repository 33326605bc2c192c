import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostoja.cloud.passwords import sums
from ostoja.cloud.passwords.sums import NoSumError, holds, read_sums, read_words, write

LEAKED = ["password1", "zażółć gęślą", "correct horse", "hunter2", "\x00", "a" * 300]


def sum_of(password: str) -> bytes:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()


@pytest.mark.parametrize("run", [1, 2, 3, 1_000])
def test_a_list_holds_what_was_put_in_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int
) -> None:
    monkeypatch.setattr(sums, "RUN", run)
    file = tmp_path / "folder" / "leaked"

    count = write(read_sums(sum_of(one) + b":37\r\n" for one in [*LEAKED, *LEAKED]), file)

    assert count == len(LEAKED)
    assert file.stat().st_size == 8 * len(LEAKED)
    assert all(holds(file, one) for one in LEAKED)
    assert not any(holds(file, one) for one in ("zielona brama nad rzeka", "", "Password1"))
    assert list(file.parent.iterdir()) == [file]


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), min_size=1), max_size=40))
@settings(max_examples=30)
def test_a_list_of_words_is_that_of_their_sums(words: list[str]) -> None:
    lines = [f"{one}\n".encode() for one in words]

    assert list(read_words(lines)) == list(read_sums(sum_of(one) for one in words))


@pytest.mark.parametrize("line", [b"password", b"g" * 40, b"a" * 39, b"a" * 41, b"a" * 40 + b":x", b"\xff" * 40])
def test_a_line_that_is_no_sum_is_named_and_the_old_list_stays(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "folder" / "leaked"
    write(read_words([b"hunter2"]), file)

    with pytest.raises(NoSumError, match="Line 3"):
        write(read_sums([sum_of("a"), b"\n", line]), file)

    assert holds(file, "hunter2")
    assert not holds(file, "a")
    assert list(file.parent.iterdir()) == [file]


def test_an_empty_list_holds_nothing(tmp_path: Path) -> None:
    assert write([], tmp_path / "leaked") == 0
    assert not holds(tmp_path / "leaked", "hunter2")
