"""The promise under which consents are tried: everything that there is to ask, and small changes of it."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from msgspec.structs import replace

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, give
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import Subject, purpose_in_force
from ostoja.cloud.policies.models import Publication
from ostoja.policy.adapters import adapters_of
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from ostoja.policy.text import Text
from ostoja.privacy.consent.choices import digest_of
from tests.cloud.publications import changed, published

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WEATHER, SALES, STATISTICS, ADS = "app.weather", "app.sales_analysis", "web.stats", "web.ads"
CLAIMS, LOGS = "app.claims", "sec.logs"
EVERYTHING = shipped("pol-003")
ADAPTERS = adapters_of(EVERYTHING)


def in_force(policy: Policy = EVERYTHING, since: datetime = LONG_AGO) -> Publication:
    """A policy with every adapter on, published."""
    return published(policy, ADAPTERS, since, demo=True)


def asking(ask: str, purpose: str = WEATHER, policy: Policy = EVERYTHING) -> Policy:
    """The same policy with another question."""
    question = policy.purposes[purpose].question
    assert question is not None
    return changed(policy, "purposes", purpose, question=replace(question, ask=Text(ask, ask)))


def digest(purpose: str = WEATHER, now: datetime | None = None) -> str:
    """The digest of what is asked now."""
    found = purpose_in_force(purpose, now or timezone.now())
    assert found is not None
    return digest_of(found)


def agreed(subject: Subject, purpose: str = WEATHER, now: datetime = NOW, by: Person | None = None) -> Choice:
    """Somebody says yes, or their guardian does."""
    return give(subject, purpose, digest(purpose, now), Way(by or subject, "pl"), now)
