import os
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from huey import SqliteHuey
from pytest_django import Settings

from ostoja.cloud.config import jobs
from ostoja.cloud.homes.signing import cabinet
from ostoja.policy.shelf import shipped
from ostoja.serving import STOP_SIGNALS
from tests.cloud import publications

NOON = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)


def test_everything_has_its_time(tmp_path: Path) -> None:
    queue = jobs.queue("", tmp_path)

    assert isinstance(queue, SqliteHuey)
    assert len(queue.read_periodic(NOON.replace(tzinfo=None))) == 1
    assert {type(task).__name__ for task in queue._registry.periodic_tasks} == set(jobs.TIMES)
    queue.storage.close()


@pytest.mark.django_db(transaction=True)
def test_everything_can_be_done_at_once(settings: Settings, tmp_path: Path) -> None:
    publications.published(shipped("default"), now=NOON, demo=True)

    jobs.run_all(NOON)

    assert len(cabinet().keys()) == 1


@pytest.mark.django_db(transaction=True)
def test_one_that_fails_keeps_no_other_from_being_done(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[datetime] = []

    def fail(_: datetime) -> None:
        raise KeyError("ala@example.org")

    times = {"minute": "1"}
    monkeypatch.setattr(jobs, "TIMES", {"first": (fail, times), "second": (done.append, times)})

    assert jobs.run_all(NOON) == ["first"]

    assert done == [NOON]
    assert "first failed: KeyError" in caplog.text
    assert "ala@example.org" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_work_goes_on_until_a_signal(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.OSTOJA_VAR = tmp_path
    settings.QUEUE_URL = ""
    monkeypatch.setattr(jobs, "LOOK_AFTER_WORKERS_SECONDS", 0.05)
    kept = {number: signal.getsignal(number) for number in (*STOP_SIGNALS, signal.SIGHUP)}
    started = threading.Event()

    def ask() -> None:
        started.set()
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()

    try:
        jobs.run(ask)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)

    assert started.is_set()
    assert (tmp_path / "jobs.sqlite3").exists()


@pytest.mark.skipif(not django_settings.QUEUE_URL, reason="needs PostgreSQL")
def test_with_postgresql_the_queue_lives_there(tmp_path: Path) -> None:
    queue = jobs.queue(django_settings.QUEUE_URL, tmp_path)

    assert type(queue).__name__ == "PostgresHuey"
    assert queue.pending_count() == 0
    queue.storage.close()
