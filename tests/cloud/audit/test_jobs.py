import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from ostoja.cloud.audit.checkpoints import file_of
from ostoja.cloud.audit.flows import append
from ostoja.cloud.audit.jobs import checkpoint

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_a_forgery_raises_the_alarm(settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings.CHECKPOINTS_FOLDER = tmp_path
    append("proofs", b"entry", NOW)
    with caplog.at_level(logging.INFO):
        checkpoint(NOW)
    assert "wrote down 1 chains" in caplog.text
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
    file_of("proofs").write_text("now forged\n")

    checkpoint(NOW)

    assert "the chain proofs does not fit its checkpoint in line 1" in caplog.text
