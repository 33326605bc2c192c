"""Claim: precise location is stored nowhere, neither in the database nor in logs."""

import logging

import pytest

from ostoja.policy.taxonomy import TAXONOMY
from ostoja.privacy.cells import Cell, TooPreciseError
from ostoja.privacy.detectors import redacted
from ostoja.privacy.volatile import Volatile, VolatileError
from tests.claims.stored import TABLES, categories_in

PRECISE = "52.2297712"


def test_no_table_of_the_cloud_or_of_a_home_holds_it() -> None:
    assert [table.name for table in TABLES if "loc.precise" in categories_in(table)] == []
    assert TAXONOMY["loc.precise"].never_stored


def test_a_position_that_is_taken_in_is_rounded_or_refused() -> None:
    with pytest.raises(TooPreciseError):
        Cell.parse(PRECISE, "21.0")


def test_a_position_that_is_evaluated_cannot_be_written() -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "at %s", (Volatile(float(PRECISE)),), None)

    with pytest.raises(VolatileError):
        record.getMessage()


def test_a_pair_of_coordinates_in_a_line_of_a_log_is_taken_out() -> None:
    assert PRECISE not in redacted(f"at {PRECISE}, 21.0117712")
