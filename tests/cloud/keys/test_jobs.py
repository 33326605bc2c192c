from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.keys import jobs
from ostoja.cloud.keys.flows import key_for
from ostoja.cloud.keys.queries import has_keys
from ostoja.cloud.rights.flows import Asked, register
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.rules import Kind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_key_goes_once_the_last_text_is_forgotten(ala: Person) -> None:
    request = register(ala, Asked(Kind.INFORMATION, "page", date(2026, 11, 22), "?"), "signed_in", ala, NOW)
    later = timezone.now() + timedelta(hours=2)
    jobs.destroy(later)
    assert has_keys(request.who)

    Request.objects.update(words="")
    jobs.destroy(later)

    assert not has_keys(request.who)


def test_beside_a_database_without_accounts_no_key_goes(db: None, caplog: pytest.LogCaptureFixture) -> None:
    key_for("of somebody in another database", "R01")

    jobs.destroy(timezone.now() + timedelta(hours=2))

    assert has_keys("of somebody in another database")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
