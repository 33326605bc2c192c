"""What people answer to the one question."""

from datetime import UTC, datetime

from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, give
from ostoja.cloud.statistics.models import Opened
from ostoja.cloud.statistics.rules import PURPOSE
from ostoja.policy.shelf import shipped
from ostoja.privacy.consent.choices import digest_of

POLICY = shipped("default")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def agrees(person: Person, now: datetime | None = None) -> None:
    asked = digest_of(POLICY.purposes[PURPOSE])
    give(person, PURPOSE, asked, Way(person, "pl"), now or timezone.now())


def totals() -> dict[str, int]:
    return dict(Opened.objects.values_list("page", "count"))
