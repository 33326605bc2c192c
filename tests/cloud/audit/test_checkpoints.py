from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from ostoja.cloud.audit.checkpoints import disagreements, file_of, keep
from ostoja.cloud.audit.flows import append, drop
from ostoja.cloud.audit.models import Chain, Dropped, Link

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    settings.CHECKPOINTS_FOLDER = tmp_path / "checkpoints"


def written(count: int) -> None:
    for number in range(count):
        append("proofs", f"entry {number}".encode(), NOW + number * DAY)


def reasons() -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in disagreements()]


def test_where_a_chain_stands_is_written_down_when_it_has_moved() -> None:
    written(2)
    assert (keep(NOW), keep(NOW)) == (1, 0)
    written(1)

    assert keep(NOW) == 1
    assert len(file_of("proofs").read_text().splitlines()) == 2
    assert reasons() == []


def test_a_chain_that_was_written_anew_does_not_fit() -> None:
    written(3)
    keep(NOW)
    Link.objects.all().delete()
    Chain.objects.all().delete()
    for number in range(3):
        append("proofs", f"forged {number}".encode(), NOW)

    assert reasons() == [(1, "the chain had 3 entries and another end")]


def test_a_chain_that_is_gone_or_cut_does_not_fit() -> None:
    written(3)
    keep(NOW)
    Link.objects.all().delete()
    Chain.objects.all().delete()

    assert reasons() == [(1, "the chain had 3 entries and another end")]


def test_what_was_dropped_on_record_is_no_forgery() -> None:
    written(2)
    keep(NOW)
    written(2)
    keep(NOW)
    drop("proofs", NOW + timedelta(hours=36), "R29", NOW)

    assert reasons() == []


def test_a_line_of_somebody_else_is_told_and_a_torn_one_is_not_read() -> None:
    written(1)
    keep(NOW)
    with file_of("proofs").open("a") as file:
        file.write("2026-11-22T12:00:00+00:00 forged.forged.forged\n2026-11-23T12:00")

    assert reasons() == [(2, "this line is not signed by us")]


def test_a_line_that_a_kill_cut_short_is_written_over() -> None:
    written(1)
    keep(NOW)
    with file_of("proofs").open("a") as file:
        file.write("2026-11-23T12:00:00+00:00 half of a lin")
    written(1)

    keep(NOW)

    assert reasons() == []
    assert len(file_of("proofs").read_text().splitlines()) == 2


def test_where_nothing_was_written_down_there_is_nothing_to_compare() -> None:
    assert reasons() == []


def test_a_year_of_lines_asks_the_database_as_often_as_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(30):
        written(1)
        keep(NOW)

    with django_assert_num_queries(4):
        assert reasons() == []


def test_a_line_with_another_statement_of_ours_is_no_checkpoint() -> None:
    written(3)
    keep(NOW)
    drop("proofs", NOW + DAY, "R29", NOW + 9 * DAY)
    file_of("proofs").write_text(f"{NOW.isoformat()} {Dropped.objects.get().signature}\n")

    assert reasons() == [(1, "this line is not signed by us")]
