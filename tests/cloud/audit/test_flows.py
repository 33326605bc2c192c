"""Proves: A062."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ostoja.cloud.audit.flows import append, checkpoint, destroy_body, drop
from ostoja.cloud.audit.models import Chain, Link
from ostoja.cloud.audit.queries import ends_of, verified
from ostoja.cloud.audit.signing import says

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def written(count: int, start: datetime = NOW) -> None:
    for number in range(count):
        append("proofs", f"entry {number}".encode(), start + timedelta(hours=number))


def matches(name: str, length: int, head: bytes) -> bool:
    return ends_of(name, {length}).hashes.get(length) == head


@pytest.mark.django_db
class TestAChain:
    def test_that_nobody_touched_holds(self) -> None:
        written(3)

        assert verified("proofs").fault is None
        assert verified("proofs").entries == 3

    def test_that_there_is_not_is_empty_and_holds(self) -> None:
        assert verified("proofs") == verified("nothing")
        assert checkpoint("nothing") is None

    def test_names_the_entry_that_was_edited(self) -> None:
        written(3)
        Link.objects.filter(index=1).update(body=b"something else")

        fault = verified("proofs").fault

        assert fault is not None
        assert (fault.index, fault.reason) == (1, "the body of entry 1 was changed")

    def test_names_the_entry_that_was_taken_out(self) -> None:
        written(3)
        Link.objects.filter(index=1).delete()

        fault = verified("proofs").fault

        assert fault is not None
        assert fault.index == 1

    def test_names_the_end_that_was_cut_off(self) -> None:
        written(3)
        Link.objects.filter(index=2).delete()

        fault = verified("proofs").fault

        assert fault is not None
        assert "ends at entry 2" in fault.reason

    def test_names_entries_that_changed_places(self) -> None:
        written(3)
        Link.objects.filter(index=0).update(index=7)
        Link.objects.filter(index=1).update(index=0)
        Link.objects.filter(index=7).update(index=1)

        assert verified("proofs").fault is not None

    def test_holds_when_a_body_was_destroyed(self) -> None:
        written(3)

        destroy_body(Link.objects.get(index=1))

        assert verified("proofs").fault is None
        assert Link.objects.get(index=1).body is None


@pytest.mark.django_db
class TestADroppedSegment:
    def test_leaves_a_rest_that_holds(self) -> None:
        written(5)

        assert drop("proofs", NOW + timedelta(hours=3), "R29", NOW) == 3

        assert verified("proofs").fault is None
        assert verified("proofs").entries == 2

    def test_lets_the_chain_grow_on(self) -> None:
        written(2)
        drop("proofs", NOW + timedelta(days=1), "R29", NOW)

        written(2)

        assert verified("proofs").fault is None
        assert [link.index for link in Link.objects.order_by("index")] == [2, 3]

    def test_cannot_be_invented(self) -> None:
        written(3)
        drop("proofs", NOW + timedelta(hours=2), "R29", NOW)
        Chain.objects.get(name="proofs").dropped.update(last=0)

        fault = verified("proofs").fault

        assert fault is not None
        assert "not signed" in fault.reason

    def test_takes_nothing_along_for_a_clock_that_once_showed_a_day_long_past(self) -> None:
        written(2)
        append("proofs", b"by a wrong clock", NOW - timedelta(days=3_000))
        written(1)

        assert drop("proofs", NOW - timedelta(days=1), "R29", NOW + timedelta(days=1)) == 0
        assert drop("proofs", NOW + timedelta(minutes=1), "R29", NOW + timedelta(days=1)) == 1

    def test_is_not_held_back_by_a_clock_that_once_showed_a_day_to_come(self) -> None:
        append("proofs", b"by a wrong clock", NOW + timedelta(days=3_000))
        written(3)

        assert drop("proofs", NOW + timedelta(hours=2), "R29", NOW + timedelta(days=1)) == 3
        assert verified("proofs").fault is None

    def test_is_none_when_nothing_is_old_enough(self) -> None:
        written(1)

        assert drop("proofs", NOW, "R29", NOW) == 0
        assert drop("nothing", NOW, "R29", NOW) == 0


@pytest.mark.django_db
class TestACheckpoint:
    def test_says_where_the_chain_ends(self) -> None:
        written(2)
        token = checkpoint("proofs")

        assert token is not None
        assert says(token) is not None
        assert matches("proofs", 2, verified("proofs").head)

    def test_of_somebody_else_says_nothing(self) -> None:
        assert says("a.b.c") is None

    def test_shows_a_chain_that_was_rebuilt_whole(self) -> None:
        written(3)
        head = verified("proofs").head
        Link.objects.all().delete()
        Chain.objects.all().delete()
        written(3)

        assert verified("proofs").fault is None
        assert not matches("proofs", 3, head)

    def test_matches_where_a_segment_was_dropped(self) -> None:
        written(3)
        head = verified("proofs").head
        drop("proofs", NOW + timedelta(days=1), "R29", NOW)

        assert matches("proofs", 3, head)
        assert not matches("proofs", 4, head)
        assert not matches("nothing", 1, head)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_stand_in_a_row() -> None:
    written(1)

    def write() -> None:
        for _ in range(5):
            append("proofs", b"beside", NOW)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert verified("proofs").fault is None
    assert verified("proofs").entries == 11
