import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies import jobs
from tests.cloud.publications import effective, longer, published, real, reworded

pytestmark = pytest.mark.django_db


def test_people_are_told_of_what_matters_once_and_it_is_counted(ala: Person, caplog: pytest.LogCaptureFixture) -> None:
    now = timezone.now()
    published(real(), now=now)
    coming = published(effective(longer(real()), 40, now), now=now)
    published(effective(longer(real(), "P8Y"), 50, now), now=now)

    with caplog.at_level(logging.INFO, "ostoja.cloud.policies.jobs"):
        for _ in range(2):
            jobs.tell(now)
        jobs.tell(coming.effective + timedelta(days=1))

    assert len(mail.outbox) == 2
    assert caplog.messages == ["told 1 people of a policy"] * 2


def test_nobody_is_told_of_another_word(ala: Person) -> None:
    now = timezone.now()
    published(real(), now=now)
    published(effective(reworded(real()), 40, now), now=now)

    jobs.tell(now)

    assert mail.outbox == []


def test_without_a_policy_there_is_nothing_to_tell(ala: Person) -> None:
    jobs.tell(timezone.now())

    assert mail.outbox == []
