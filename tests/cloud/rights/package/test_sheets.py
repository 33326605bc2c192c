"""Proves: A075."""

import json

import pytest

from ostoja.cloud.rights.package.rows import Part
from ostoja.cloud.rights.package.sheets import as_csv, as_json, inert

FORMULAS = ["=1+1", "+48 600", "-2", "@sum", "\tx", "\r=1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_inert_in_a_sheet_and_unchanged_in_json(cell: str) -> None:
    part = Part("homes.Installation", {"name": "home.members"}, ({"name": cell},))

    assert str(inert(cell)).startswith("'")
    assert b"'" in as_csv(part)
    assert json.loads(as_json(part)) == [{"name": cell}]


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert inert("Ala's home, 2 rooms") == "Ala's home, 2 rooms"
    assert inert(-2) == -2
    assert inert("bell\x07") == "bell "
