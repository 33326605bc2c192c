from datetime import timedelta

from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.sessions import jobs
from ostoja.cloud.sessions.models import Session
from tests.cloud.cast import browser


def test_ended_sessions_are_forgotten(ala: Person) -> None:
    browser(ala)

    jobs.forget(timezone.now())
    assert Session.objects.count() == 1
    jobs.forget(timezone.now() + timedelta(days=91))
    assert not Session.objects.exists()
    assert Person.objects.count() == 1
