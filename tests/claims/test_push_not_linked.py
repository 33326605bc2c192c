"""Claim: the identifier for push messages is kept apart from accounts and homes."""

from collections.abc import Iterable

import pytest

from ostoja.privacy.declare import Table, not_personal, personal
from tests.claims.stored import TABLES, categories_in

PUSH = "push.device_id"


def linked(tables: Iterable[Table]) -> list[str]:
    """Tables in which something about a person stands beside the identifier."""
    return [table.name for table in tables if PUSH in categories_in(table) and categories_in(table) != {PUSH}]


def test_no_table_has_the_identifier_beside_a_person() -> None:
    assert linked(TABLES) == []


@pytest.mark.parametrize("other", ["acc.session", "home.members", "id.email"])
def test_a_table_that_had_both_would_be_seen(other: str) -> None:
    both = Table("push.Device", {"id": personal(PUSH), "of": personal(other), "row": not_personal("a number")})
    alone = Table("push.Device", {"id": personal(PUSH), "row": not_personal("a number")})

    assert linked([both]) == ["push.Device"]
    assert linked([alone]) == []
