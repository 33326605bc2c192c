"""A031: two workers with connections of their own, whose transactions overlap in any way, against a model in memory."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import sampled_from

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import (
    ChoiceError,
    Said,
    Way,
    choose_cookies,
    end_objection,
    give,
    heed,
    lift,
    lock,
    object_to,
    refuse,
    restrict,
    withdraw,
    write,
)
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.consents.queries import Visitor
from ostoja.cloud.policies import flows
from ostoja.privacy.consent.choices import Kind, digest_of
from ostoja.privacy.consent.decide import Denial
from tests.cloud import cast
from tests.cloud.consents.promises import CLAIMS, EVERYTHING, LOGS, NOW, SALES, WEATHER, asking, digest, in_force

DEADLINE_SECONDS = 20
WORKERS = (0, 1)
SECOND = timedelta(seconds=1)
names = count()


@dataclass
class Worker:
    """A thread with a connection of its own: it opens a transaction, does one deed and commits when it is told."""

    deeds: "queue.Queue[Callable[[], object] | None]" = field(default_factory=queue.Queue)
    said: "queue.Queue[str]" = field(default_factory=queue.Queue)
    may_commit: "queue.Queue[None]" = field(default_factory=queue.Queue)

    def run(self) -> None:
        """Work until there is nothing more."""
        try:
            while (deed := self.deeds.get(timeout=DEADLINE_SECONDS)) is not None:
                with transaction.atomic():
                    deed()
                    self.said.put("written")
                    self.may_commit.get(timeout=DEADLINE_SECONDS)
                self.said.put("committed")
        finally:
            connection.close()


@contextmanager
def working() -> Iterator[Worker]:
    """A worker that ends with the block."""
    worker = Worker()
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield worker
    finally:
        worker.may_commit.put(None)
        worker.deeds.put(None)
        thread.join(DEADLINE_SECONDS)


@dataclass
class Model:
    """What the ledger should say: the last committed answer, with the question that it answered."""

    asked: str
    answer: Kind | None = None
    answered: str = ""

    def give(self, shown: str) -> None:
        """A yes counts only for what is asked."""
        if shown == self.asked:
            self.answer, self.answered = Kind.GIVEN, shown

    def withdraw(self, _: str) -> None:
        """Only a yes can be taken back."""
        if self.answer is Kind.GIVEN:
            self.answer = Kind.WITHDRAWN

    def expire(self, _: str) -> None:
        """A yes ends by itself."""
        self.answer = Kind.EXPIRED

    @property
    def denial(self) -> Denial | None:
        """Why the gate is closed."""
        if self.answer is None:
            return Denial.NOT_ASKED
        if self.answer is not Kind.GIVEN:
            return {Kind.WITHDRAWN: Denial.WITHDRAWN, Kind.EXPIRED: Denial.EXPIRED}[self.answer]
        return None if self.answered == self.asked else Denial.INVALIDATED


@dataclass(frozen=True)
class Deed:
    """What a worker does: a verb, and the question that its page showed."""

    verb: str
    shown: str


class Interleavings(RuleBasedStateMachine):
    """Deeds begin and are committed in any order; whoever comes second waits for the first, and the gate is asked."""

    @initialize()
    def begin(self) -> None:
        """Somebody new, and two workers."""
        self.person = cast.person(f"Ala{next(names)}")
        self.now = latest()
        self.questions: list[str] = []
        self.change_policy()
        self.model = Model(self.questions[-1])
        self.contexts = [working() for _ in WORKERS]
        self.workers = [context.__enter__() for context in self.contexts]
        # Who is inside, in the order in which they came: the first holds the ledger, the second waits.
        self.inside: list[tuple[int, Deed]] = []

    def teardown(self) -> None:
        """Let everybody out."""
        while getattr(self, "inside", []):
            self.commit()
        for context in getattr(self, "contexts", []):
            context.__exit__(None, None, None)

    @rule(verb=sampled_from(["give", "give", "withdraw", "withdraw", "expire"]), old=sampled_from([False, False, True]))
    @precondition(lambda self: len(self.inside) < len(WORKERS))
    def write(self, verb: str, *, old: bool) -> None:
        """A worker that is free does something, and commits later."""
        busy = {number for number, _ in self.inside}
        number = next(one for one in WORKERS if one not in busy)
        deed = Deed(verb, self.questions[0 if old else -1])
        self.inside.append((number, deed))
        self.workers[number].deeds.put(lambda: self.do(deed))
        if len(self.inside) == 1:
            assert self.workers[number].said.get(timeout=DEADLINE_SECONDS) == "written"

    @rule()
    @precondition(lambda self: self.inside)
    def commit(self) -> None:
        """Whoever holds the ledger commits, and whoever waits comes in."""
        number, deed = self.inside.pop(0)
        self.workers[number].may_commit.put(None)
        assert self.workers[number].said.get(timeout=DEADLINE_SECONDS) == "committed"
        getattr(self.model, deed.verb)(deed.shown)
        if self.inside:
            assert self.workers[self.inside[0][0]].said.get(timeout=DEADLINE_SECONDS) == "written"

    @rule()
    @precondition(lambda self: not self.inside and len(self.questions) < 3)
    def change_policy(self) -> None:
        """From now on something else is asked."""
        self.now += SECOND
        policy = asking(f"Question {next(names)}?")
        purpose = policy.purposes[WEATHER]
        in_force(policy, self.now)
        self.questions.append(digest_of(purpose))
        if hasattr(self, "model"):
            self.model.asked = self.questions[-1]

    @invariant()
    def the_gate_is_open_exactly_when_the_model_says_so(self) -> None:
        """Also while somebody holds the ledger: what is not committed opens and closes nothing."""
        if hasattr(self, "model"):
            assert ask(self.person, WEATHER, self.now) is self.model.denial

    def do(self, deed: Deed) -> None:
        """A deed, as a request would do it."""
        person = Person.objects.get(pk=self.person.pk)
        way = Way(person, "pl")
        try:
            if deed.verb == "give":
                give(person, WEATHER, deed.shown, way, self.now)
            elif deed.verb == "withdraw":
                withdraw(person, WEATHER, way, self.now)
            else:
                lock(person)
                write(person, Said(WEATHER, Kind.EXPIRED), way, self.now)
        except ChoiceError:
            return


WAIT_SECONDS = 0.3
VISITOR = Visitor("V" * 22)
VERBS: dict[str, Callable[[Person], object]] = {
    "give": lambda ala: give(ala, WEATHER, digest(now=NOW), Way(ala, "pl"), NOW),
    "refuse": lambda ala: refuse(ala, WEATHER, Way(ala, "pl"), NOW),
    "withdraw": lambda ala: withdraw(ala, SALES, Way(ala, "pl"), NOW),
    "object": lambda ala: object_to(ala, LOGS, Way(ala, "pl"), NOW),
    "end_objection": lambda ala: end_objection(ala, CLAIMS, Way(ala, "pl"), NOW),
    "restrict": lambda ala: restrict(ala, Way(ala, "pl"), NOW),
    "lift": lambda ala: lift(ala, Way(ala, "pl"), NOW),
    "heed": lambda ala: heed(ala, "pl", NOW),
    "cookies": lambda _: choose_cookies(VISITOR, None, Way(VISITOR, "pl"), NOW),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", list(VERBS))
def test_a031_whoever_writes_waits_for_whoever_writes(verb: str, monkeypatch: pytest.MonkeyPatch, ala: Person) -> None:
    monkeypatch.setattr(flows, "documents", lambda *_: ())
    in_force(EVERYTHING)
    give(ala, SALES, digest(SALES, NOW), Way(ala, "pl"), NOW)
    object_to(ala, CLAIMS, Way(ala, "pl"), NOW)

    with working() as first, working() as second:
        first.deeds.put(lambda: lock(VISITOR if verb == "cookies" else ala))
        assert first.said.get(timeout=DEADLINE_SECONDS) == "written"
        second.deeds.put(lambda: VERBS[verb](ala))
        with pytest.raises(queue.Empty):
            second.said.get(timeout=WAIT_SECONDS)

        first.may_commit.put(None)

        assert second.said.get(timeout=DEADLINE_SECONDS) == "written"


def latest() -> datetime:
    """A moment after everything that was published so far."""
    return NOW + next(names) * timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a031_the_gate_never_opens_after_a_committed_withdrawal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "documents", lambda *_: ())
    assert EVERYTHING.purposes[WEATHER].question is not None

    run_state_machine_as_test(
        Interleavings,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
