import logging

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.jobs import end
from tests.cloud.consents.promises import NOW, agreed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def test_the_daily_job_says_how_many_choices_ended(ala: Person, caplog: pytest.LogCaptureFixture) -> None:
    agreed(ala)
    Person.objects.update(closed=NOW)

    with caplog.at_level(logging.INFO):
        end(NOW)

    assert "ended 1 choices" in caplog.text
