from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.second.passing import passed, remember
from ostoja.cloud.sessions.store import SessionStore

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def request_() -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore()
    return request


def test_a_browser_that_gave_no_code_passed_never(request_: HttpRequest, ala: Person) -> None:
    record_authentication(request_, ala, "password")

    assert passed(request_, ala) is None


def test_the_last_code_counts(request_: HttpRequest, ala: Person) -> None:
    remember(request_, NOW)
    assert passed(request_, ala) == NOW

    record_authentication(request_, ala, "mfa")

    found = passed(request_, ala)
    assert found is not None
    assert timezone.now() - found < timedelta(minutes=1) or found == NOW
