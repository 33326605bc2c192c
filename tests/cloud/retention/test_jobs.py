"""Proves: A063."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from ostoja.cloud.accounts.personal import REACHES
from ostoja.cloud.audit.flows import append
from ostoja.cloud.retention.jobs import drop_segments, forgetting, watch
from ostoja.cloud.retention.models import Run

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_daily_job_forgets_and_says_how_much(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        forgetting(REACHES)(NOW)

    assert "forgot 0 rows by plan" in caplog.text
    assert Run.objects.get().finished == NOW


def test_a_day_without_forgetting_raises_the_alarm(caplog: pytest.LogCaptureFixture) -> None:
    forgetting(REACHES)(NOW)
    watch(NOW + timedelta(hours=24))
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]

    watch(NOW + timedelta(hours=24, seconds=1))

    assert "has not run for a day" in caplog.text


def test_months_of_evidence_end(caplog: pytest.LogCaptureFixture) -> None:
    append("looks", b"an entry", NOW - timedelta(days=900))

    with caplog.at_level(logging.INFO):
        drop_segments(NOW)

    assert "dropped 1 entries of the chain looks" in caplog.text
