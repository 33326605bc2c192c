from datetime import UTC, datetime

import pytest

from ostoja.cloud.audit.flows import append
from ostoja.cloud.audit.models import Dropped, Link
from ostoja.cloud.audit.queries import verified
from ostoja.cloud.retention.segments import drop_due, due_before

WARSAW_MIDNIGHT = datetime(2024, 10, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "first_kept"),
    [
        # October 2024 closed on its 31st; its 24 months are over with 31 October 2026.
        (datetime(2026, 10, 31, 12, tzinfo=UTC), datetime(2024, 9, 30, 22, tzinfo=UTC)),
        (datetime(2026, 11, 1, 12, tzinfo=UTC), WARSAW_MIDNIGHT),
        (datetime(2026, 11, 29, 12, tzinfo=UTC), WARSAW_MIDNIGHT),
    ],
)
def test_a_month_is_dropped_as_a_whole_when_its_time_is_over(now: datetime, first_kept: datetime) -> None:
    assert due_before(now) == first_kept


def test_the_rest_of_a_chain_still_holds() -> None:
    for day in (10, 31):
        append("proofs", b"October", datetime(2024, 10, day, 12, tzinfo=UTC))
    append("proofs", b"November", datetime(2024, 11, 1, 12, tzinfo=UTC))
    append("looks", b"November", datetime(2024, 11, 2, 12, tzinfo=UTC))

    assert list(drop_due(datetime(2026, 11, 20, tzinfo=UTC))) == [("proofs", 2)]

    assert (Link.objects.count(), Dropped.objects.get().rule) == (2, "R29")
    assert verified("proofs").fault is None
