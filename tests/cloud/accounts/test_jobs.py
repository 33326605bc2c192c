from datetime import timedelta

from django.utils import timezone

from ostoja.cloud.accounts import jobs
from ostoja.cloud.accounts.models import Person


def test_confirmed_accounts_stay(ala: Person) -> None:
    jobs.forget(timezone.now() + timedelta(days=91))

    assert Person.objects.get() == ala
