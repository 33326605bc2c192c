"""What was left behind everywhere by two planted people who went through everything, taken down once for all tests."""

import io
import zipfile
from dataclasses import dataclass
from datetime import timedelta

from django.core import mail
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from ostoja.cloud.config.jobs import TIMES
from ostoja.cloud.disclosures.flows import State
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.disclosures.queries import disclosures_about
from ostoja.cloud.rights.models import Request
from tests.canary.commands import said_by_commands
from tests.canary.deskway import ADVISERS
from tests.canary.keeping import Kept
from tests.canary.stores import Store, cached, columns, sessions
from tests.canary.tokens import Planted, Token
from tests.canary.walk import Way
from tests.doubles.standin import StandIn

COPY = "/privacy/mine/access/"
AFTER_THE_RULES = timedelta(days=40)


@dataclass(frozen=True)
class Swept:
    """Every store after the way, after the jobs, and after one of the two had closed the account."""

    owner: Planted
    guest: Planted
    stranger: Planted
    answers: list[tuple[str, str, HttpResponse]]
    columns: list[Store]
    sessions: list[Store]
    cached: list[Store]
    letters: list[tuple[list[str], bytes]]
    copy: dict[str, bytes]
    disclosed: list[str]
    copies_written_down: int
    wrong_password: str
    after_jobs: list[Store]
    after_closing: list[Store]
    commands: list[Store]
    sent: list[Store]
    sent_by_the_register: list[set[str]]
    said: list[str]
    written: list[str]

    @property
    def everything(self) -> tuple[Token, ...]:
        """Every planted value."""
        return (*self.owner, *self.guest, *self.stranger)

    def pages(self, who: str, *but: str) -> list[Store]:
        """What somebody read who opened a page, and did not send one on which their own words stand again."""
        return [
            (path, answer.content)
            for one, path, answer in self.answers
            if one == who and answer.wsgi_request.method == "GET" and not path.startswith(but)  # type: ignore[attr-defined]
        ]


def swept_after(way: Way, log: Kept, advisers: StandIn) -> Swept:
    """Everything that the way left, and then what jobs and a closed account leave of it."""
    person, answers = way.person("owner"), list(way.answers)
    copy = next(answer.content for _, path, answer in answers if path == COPY and is_copy(answer))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    left = list(columns()), list(sessions()), list(cached())
    disclosed = [entry.at.isoformat() for entry in disclosures_about(person)]
    copies = Request.objects.filter(person=person, kind="access", state="fulfilled").count()
    refused = way.post("owner", COPY, password="wrong")["Content-Type"]
    run_jobs(timedelta())
    after_jobs = list(columns())
    letters = [(letter.to, f"{letter.subject} {letter.body}".encode()) for letter in mail.outbox]
    commands = list(said_by_commands(way))
    way.post("owner", "/privacy/mine/close/", password=way.owner.password.value)
    run_jobs(AFTER_THE_RULES)
    return Swept(
        way.owner,
        way.guest,
        way.stranger,
        answers,
        *left,
        letters=letters,
        copy=files,
        disclosed=disclosed,
        copies_written_down=copies,
        wrong_password=refused,
        after_jobs=after_jobs,
        after_closing=list(columns()),
        commands=commands,
        sent=advisers.got,
        sent_by_the_register=[set(one.categories.split()) for one in sent_to(ADVISERS)],
        said=log.said,
        written=log.written,
    )


def sent_to(recipient: str) -> QuerySet[Disclosure]:
    """What the register says was sent to a recipient by the program."""
    return Disclosure.objects.filter(recipient=recipient, state=State.SENT.value).order_by("pk")


def is_copy(answer: HttpResponse) -> bool:
    """Whether an answer is a copy of somebody's data."""
    return answer["Content-Type"] == "application/zip"


def run_jobs(later: timedelta) -> None:
    """Do everything that is done by the clock."""
    for job, _ in TIMES.values():
        job(timezone.now() + later)
