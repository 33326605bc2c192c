"""The office's work in the background: what is done, and when."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone
from huey import Huey, PostgresHuey, SqliteHuey, crontab

from ostoja.cloud.accounts import jobs as accounts
from ostoja.cloud.audit import jobs as audit
from ostoja.cloud.config.declared import REACHES
from ostoja.cloud.consents import jobs as consents
from ostoja.cloud.disclosures import jobs as disclosures
from ostoja.cloud.dormancy import jobs as dormancy
from ostoja.cloud.erasure import jobs as erasure
from ostoja.cloud.erasure.closed import is_closed
from ostoja.cloud.homes import jobs as homes
from ostoja.cloud.keys import jobs as keys
from ostoja.cloud.policies import jobs as policies
from ostoja.cloud.retention import jobs as retention
from ostoja.cloud.rights import jobs as rights
from ostoja.cloud.sessions import jobs as sessions
from ostoja.cloud.statistics import jobs as statistics
from ostoja.serving import STOP_SIGNALS, cut

log = logging.getLogger(__name__)

Job = Callable[[datetime], None]

LOOK_AFTER_WORKERS_SECONDS = 10

# Minutes apart from one another, so that they do not queue for the same lock.
TIMES: dict[str, tuple[Job, dict[str, str]]] = {
    "forget_accounts": (accounts.forget, {"minute": "7"}),
    "forget_sessions": (sessions.forget, {"minute": "9"}),
    "forget_homes": (homes.forget, {"minute": "*/5"}),
    "end_choices": (consents.end, {"hour": "2", "minute": "3"}),
    "end_entries": (disclosures.end, {"hour": "2", "minute": "11"}),
    "end_unused": (dormancy.look, {"hour": "9", "minute": "13"}),
    "forget_by_policy": (retention.forgetting(REACHES), {"hour": "2", "minute": "17"}),
    "drop_evidence": (retention.drop_segments, {"hour": "2", "minute": "43"}),
    "keep_checkpoints": (audit.checkpoint, {"minute": "53"}),
    "watch_forgetting": (retention.watch, {"minute": "47"}),
    "tell_of_policies": (policies.tell, {"minute": "37"}),
    "resume_erasures": (erasure.resume, {"minute": "*/10"}),
    "tell_of_erasures": (erasure.tell, {"minute": "*/10"}),
    "tell_of_requests": (rights.tell, {"minute": "*/10"}),
    "forget_erasures": (erasure.forget, {"hour": "3", "minute": "29"}),
    "drop_totals": (statistics.drop, {"hour": "3", "minute": "41"}),
    "destroy_keys": (keys.destroy, {"minute": "53"}),
    "rotate_keys": (homes.rotate_keys, {"minute": "23"}),
}


def queue(database_url: str, folder: Path) -> Huey:
    """The queue, in a file beside the database or in PostgreSQL, with everything that is done by the clock."""
    if database_url:
        made = PostgresHuey("ostoja", dsn=database_url, results=False, utc=True)
    else:
        made = SqliteHuey("ostoja", filename=str(folder / "jobs.sqlite3"), results=False, utc=True)
    for name, (job, times) in TIMES.items():
        made.periodic_task(crontab(**times), name=name)(_step(job))
    return made


def run(started: Callable[[], None]) -> None:
    """Work by the clock until a signal asks to stop; the job in hand is finished first, unless asked again."""
    consumer = queue(settings.QUEUE_URL, settings.OSTOJA_VAR).create_consumer(workers=1)
    consumer.start()
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signal's signature
        if stop.is_set():
            cut()
        stop.set()

    # After the start, which sets the library's own: of its two ways to stop, the house knows one for both signals.
    for number in STOP_SIGNALS:
        signal.signal(number, ask)
    started()
    while not stop.wait(LOOK_AFTER_WORKERS_SECONDS):
        consumer.check_worker_health()
    consumer.stop(graceful=True)


def run_all(now: datetime) -> list[str]:
    """Do everything once, at the start: a machine that was off has missed its times. What failed, by name.

    Raises: OperationalError when the database cannot be reached.
    """
    connections[DEFAULT_DB_ALIAS].ensure_connection()
    failed = []
    for name, (job, _) in TIMES.items():
        try:
            _step(job, lambda: now)()
        except Exception as wrong:  # noqa: BLE001 - whatever it is, the other jobs are due too
            # Its words can hold values of a row; its kind says enough.
            log.error("%s failed: %s", name, type(wrong).__name__)  # noqa: TRY400
            failed.append(name)
    return failed


def _step(job: Job, clock: Callable[[], datetime] = timezone.now) -> Callable[[], None]:
    def step() -> None:
        if is_closed():
            # What was restored still holds people who are erased; nothing is done with them.
            return
        try:
            job(clock())
        finally:
            connections.close_all()

    return step
