from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies import sessions
from ostoja.cloud.sessions.models import Session
from ostoja.policy.shelf import shipped
from tests.cloud import publications
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 1, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    def set_to(now: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_to(NOON)
    return set_to


@pytest.fixture
def client(promise: None, clock: Clock, ala: Person) -> Client:
    return browser(ala)


def is_signed_in(client: Client) -> bool:
    return client.get("/app/api/me").status_code == 200


def test_a_session_lasts_as_long_as_the_policy_says_from_its_last_use(client: Client, clock: Clock) -> None:
    assert is_signed_in(client)
    clock(NOON + 89 * DAY)
    assert is_signed_in(client)

    clock(NOON + 180 * DAY)

    assert not is_signed_in(client)


def test_a_session_that_is_not_used_ends(client: Client, clock: Clock) -> None:
    assert is_signed_in(client)

    clock(NOON + 91 * DAY)

    assert not is_signed_in(client)


def test_a_rule_that_grew_shorter_ends_sessions_that_began_before(client: Client, clock: Clock) -> None:
    assert is_signed_in(client)
    policy = shipped("default")
    shorter = replace(policy.retention[sessions.RULE], period="P7D")
    publications.published(replace(policy, retention=policy.retention | {sessions.RULE: shorter}), demo=True)

    clock(NOON + 8 * DAY)

    assert not is_signed_in(client)


def test_a_session_that_is_used_every_day_ends_all_the_same_some_day(client: Client, clock: Clock) -> None:
    for day in range(0, 181, 30):
        clock(NOON + day * DAY)
        assert is_signed_in(client)

    clock(NOON + 210 * DAY)

    assert not is_signed_in(client)


def test_the_cookie_says_what_the_policy_says(client: Client) -> None:
    age = client.get("/app/api/me").cookies["ostoja_session"]["max-age"]

    assert age == 90 * 86_400
    assert Session.objects.count() == 1


def test_a_session_writes_once_a_day_that_it_is_used(client: Client, clock: Clock, ala: Person) -> None:
    Person.objects.update(warned=NOON)
    is_signed_in(client)
    clock(NOON + timedelta(hours=3))
    is_signed_in(client)
    ala.refresh_from_db()
    assert (ala.seen, ala.warned) == (NOON, None)

    clock(NOON + DAY)
    is_signed_in(client)

    ala.refresh_from_db()
    assert ala.seen == NOON + DAY


def test_a_policy_without_the_rule_leaves_it_to_the_settings(clock: Clock, ala: Person) -> None:
    policy = shipped("default")
    rules = {name: rule for name, rule in policy.retention.items() if name != sessions.RULE}
    publications.published(replace(policy, retention=rules), demo=True)
    client = browser(ala)
    is_signed_in(client)

    clock(NOON + 89 * DAY)

    assert is_signed_in(client)


def test_where_nothing_is_published_nobody_is_signed_out(clock: Clock, ala: Person) -> None:
    assert is_signed_in(browser(ala))
