import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from ostoja.cloud.web.logs import Discreet, discreet
from ostoja.protocol.ids import new_id


def test_addresses_and_identifiers_are_cut() -> None:
    line = discreet("ala.nowak+x@example.org from 192.0.2.7 to 127.0.0.1, member 0123456789abcdefghijkl")

    assert line == "[address] from [address] to 127.0.0.1, member 01234567…"


def test_the_words_of_the_program_stay() -> None:
    line = "ostoja.cloud.homes.feed: cannot look at /srv/ostoja/var/ostoja.sqlite3, migrations_are_applied says no"

    assert discreet(line) == line


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
