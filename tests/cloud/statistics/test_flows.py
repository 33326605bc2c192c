"""Openings become totals, whoever comes at once."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.gate import require
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import NothingPublishedError
from ostoja.cloud.statistics.flows import count, drop_old
from ostoja.cloud.statistics.models import Opened
from ostoja.cloud.statistics.queries import day_of, lately
from ostoja.cloud.statistics.rules import PURPOSE
from ostoja.privacy.consent.grants import GrantError
from tests.cloud.statistics.agreeing import agrees, totals

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
TOGETHER, EACH = 4, 5


def opened(person: Person, page: str = "home", now: datetime = NOW) -> None:
    count(require(person, PURPOSE, now), person.public, page, now)


def test_a_page_has_one_total_a_day(ala: Person, asking: Publication) -> None:
    agrees(ala, NOW)

    for page in ("home", "home", "account"):
        opened(ala, page)

    assert totals() == {"home": 2, "account": 1}


def test_the_day_is_the_operators(ala: Person, asking: Publication) -> None:
    agrees(ala, NOW)

    opened(ala, now=LATE)

    assert Opened.objects.get().day == day_of(LATE) == date(2026, 11, 23)


def test_a_grant_for_somebody_else_another_time_or_nothing_counts_nothing(ala: Person, asking: Publication) -> None:
    agrees(ala, NOW)
    granted = require(ala, PURPOSE, NOW)

    with pytest.raises(GrantError):
        count(granted, "somebody else", "home", NOW)
    with pytest.raises(GrantError):
        count(granted, ala.public, "home", NOW + timedelta(hours=1))

    assert totals() == {}


def test_without_a_policy_there_is_no_day() -> None:
    with pytest.raises(NothingPublishedError):
        day_of(NOW)


@pytest.mark.django_db(transaction=True)
def test_who_comes_at_once_is_counted_each(ala: Person, asking: Publication) -> None:
    agrees(ala, NOW)
    granted = require(ala, PURPOSE, NOW)
    ready = threading.Barrier(TOGETHER)
    wrong: list[BaseException] = []

    def open_often() -> None:
        try:
            ready.wait(10)
            for _ in range(EACH):
                count(granted, ala.public, "home", NOW)
        except BaseException as error:  # noqa: BLE001 - told below
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=open_often) for _ in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert wrong == []
    assert totals() == {"home": TOGETHER * EACH}


def test_old_totals_go_and_the_desk_sees_the_last_thirty_days(db: None) -> None:
    today = date(2026, 11, 23)
    for day in (date(2024, 10, 22), date(2024, 10, 23), date(2026, 10, 24), date(2026, 10, 25), today):
        Opened.objects.create(day=day, page="home", count=1)

    assert drop_old(today) == 1

    assert [one.day for one in lately(today)] == [today, date(2026, 10, 25)]
    assert Opened.objects.count() == 4
