from datetime import UTC, datetime, timedelta

import pytest

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import (
    FORMER,
    HISTORY,
    SHIPPED,
    ExcerptError,
    keep_excerpt,
    kept,
    newest,
    versions,
)
from ostoja.policy.periods import Period
from tests.gateway.store.household import excerpt

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_before_the_office_says_more_the_periods_of_the_shipped_policy_hold(database: Database) -> None:
    assert newest(database) == SHIPPED


def test_the_newest_version_holds_and_the_same_again_is_no_news(database: Database) -> None:
    first, second = excerpt(NOW - timedelta(days=9)), excerpt(NOW, history="P7D")

    assert keep_excerpt(database, first, NOW)
    assert keep_excerpt(database, second, NOW)

    assert not keep_excerpt(database, second, NOW)
    assert newest(database) == second


@pytest.mark.parametrize(
    "refused",
    [
        excerpt(NOW - timedelta(days=9)),
        excerpt(NOW, history="P9D"),
        excerpt(NOW + timedelta(minutes=1)),
        excerpt(NOW + timedelta(seconds=-1), zone="Nowhere/Here"),
    ],
)
def test_what_is_older_or_to_come_or_elsewhere_is_refused(refused: object, database: Database) -> None:
    held = excerpt(NOW - timedelta(days=1) if getattr(refused, "zone", "") == "Nowhere/Here" else NOW)
    keep_excerpt(database, held, NOW)

    with pytest.raises(ExcerptError):
        keep_excerpt(database, refused, NOW)  # type: ignore[arg-type]  # an excerpt of the table

    assert newest(database) == held


def test_an_owner_chooses_no_more_than_the_policy_lets_them() -> None:
    assert kept(excerpt(NOW), None) == Period(days=30)
    assert kept(excerpt(NOW), 7) == Period(days=7)
    assert kept(excerpt(NOW, longest="P90D"), 365) == Period(days=90)


def test_the_planner_is_given_every_version(database: Database) -> None:
    keep_excerpt(database, excerpt(NOW - timedelta(days=9), history="P90D"), NOW)
    keep_excerpt(database, excerpt(NOW, former="P7D"), NOW)

    found = [(one.rules[HISTORY].period, one.rules[FORMER].period) for one in versions(database, None)]

    assert found == [("P90D", "P30D"), ("P30D", "P7D")]
