import logging
from datetime import UTC, datetime

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.disclosures.jobs import end
from ostoja.cloud.disclosures.models import Concerned, Disclosure

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_an_entry_ends_with_the_last_whom_it_concerned(ala: Person, caplog: pytest.LogCaptureFixture) -> None:
    made = Disclosure.objects.create(recipient="r", purpose="p", categories="id.email", state="sent", at=NOW)
    Concerned.objects.create(disclosure=made, person=ala)
    end(NOW)
    made.refresh_from_db()
    assert made.erased is None
    ala.delete()

    with caplog.at_level(logging.INFO):
        end(NOW)

    made.refresh_from_db()
    assert made.erased == NOW
    assert "noted 1 entries" in caplog.text
