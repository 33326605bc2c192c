import logging
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.privacy.logs import FORMAT, LINE, Discreet, discreet
from ostoja.protocol.ids import new_id


def test_addresses_and_identifiers_are_cut() -> None:
    line = discreet("ala.nowak+x@example.org from 192.0.2.7 to 127.0.0.1, member 0123456789abcdefghijkl")

    assert line == "[e-mail] from [ip] to 127.0.0.1, member 01234567…"


def test_the_words_of_the_program_stay() -> None:
    line = "ostoja.cloud.homes.feed: cannot look at /srv/ostoja/var/ostoja.sqlite3, migrations_are_applied says no"

    assert discreet(line) == line


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("from 2001:db8::7 to ::1", "from [ip6] to ::1"),
        ("[2001:db8:1:2:3:4:5:6]:443 refused", "[[ip6]]:443 refused"),
        ("host fe80::1%eth0: no route", "host [ip6]: no route"),
        ("peer ::ffff:192.0.2.7", "peer [ip6]"),
        ("2001:db8::7:54321", "[ip6]:54321"),
        ("at 21:31:17,123 in tests/a.py::test_b a::b", "at 21:31:17,123 in tests/a.py::test_b [ip6]"),
    ],
)
def test_addresses_of_version_six_are_cut(line: str, kept: str) -> None:
    assert discreet(line) == kept


@pytest.mark.parametrize("separator", [" ", "/", ".", "=", ":", "'"])
@pytest.mark.parametrize("id", ["bWFrZSBpdCBsb25nZXIgcGxlYXNl", "AbCdEfGhIjKlMnOpQrStUv", "a" * 10 + "Z" * 22])
def test_identifiers_without_a_digit_are_cut(id: str, separator: str) -> None:
    assert discreet(f"member{separator}{id}") == f"member{separator}{id[:8]}…"


@pytest.mark.parametrize(
    "word",
    [
        "test_the_worker_looks_after_the_whole_app",
        "UserAttributeSimilarityValidator",
        "OSTOJA_SECRET_KEY_WITHOUT_A_DIGIT",
        "a-long-word-with-many-dashes",
        "-" * 40,
    ],
)
def test_long_words_stay(word: str) -> None:
    assert discreet(f"in {word}:") == f"in {word}:"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("duplicate key\nDETAIL:  Key (email)=(ala) already exists.\nmore", "duplicate key\nDETAIL: …\nmore"),
        ("null value\nDETAIL:  Failing row contains (1, Ala, Nowak).", "null value\nDETAIL: …"),
        ("podwójna wartość\nSZCZEGÓŁY:  Klucz (name)=(Dom Ali) już istnieje.", "podwójna wartość\nSZCZEGÓŁY: …"),
        ("bad input\nLINE 1: select 'Ala'\n        ^", "bad input\nLINE 1: …\n        ^"),
        ('bad\nCONTEXT:  COPY x, line 1: "Ala"', "bad\nCONTEXT: …"),
    ],
)
def test_what_the_database_quotes_is_cut(line: str, kept: str) -> None:
    assert discreet(line) == kept


@given(st.builds(new_id))
def test_no_public_identifier_in_a_path_stays_whole(public: str) -> None:
    assert public not in discreet(f"Internal Server Error: /app/api/installations/{public}/tickets")


def test_a_trace_is_redacted_too() -> None:
    try:
        int("Key (email)=(ala@example.org) already exists")
    except ValueError:
        line = Discreet().format(logging.LogRecord("a", logging.ERROR, "", 1, "it failed", None, sys.exc_info()))
    else:
        line = ""

    assert "ValueError" in line
    assert "ala@" not in line


def test_a_line_carries_the_declared_fields_and_no_others() -> None:
    record = logging.LogRecord("a", logging.INFO, "", 1, "done", None, None)
    record.person = "Ala"

    assert set(re.findall(r"%\((\w+)\)", FORMAT)) == LINE.fields.keys()
    assert "Ala" not in Discreet().format(record)
