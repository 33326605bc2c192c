import logging
from datetime import date

import pytest
from django.utils import timezone

from ostoja.cloud.policies.models import Publication
from ostoja.cloud.statistics.jobs import drop
from ostoja.cloud.statistics.models import Opened

pytestmark = pytest.mark.django_db
LONG_PAST = date(2020, 1, 1)


def test_old_totals_are_dropped_with_the_adapter_on_or_off(
    promise: Publication, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    Opened.objects.create(day=LONG_PAST, page="home", count=1)

    drop(timezone.now())

    assert not Opened.objects.exists()
    assert "dropped 1 totals" in caplog.text


def test_without_a_policy_nothing_is_done() -> None:
    Opened.objects.create(day=LONG_PAST, page="home", count=1)

    drop(timezone.now())

    assert Opened.objects.exists()
