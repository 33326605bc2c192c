"""What can happen to a request, and to an account that ends."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.core.mail import get_connection
from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.queries import who_is
from ostoja.cloud.erasure import flows as erasure
from ostoja.cloud.erasure.models import Report
from ostoja.cloud.homes.road.flows import Clock
from ostoja.cloud.rights.letters import news
from ostoja.cloud.rights.models import Request, Step
from ostoja.cloud.rights.queries import counts_from, open_like, open_like_of, untold, who_writes
from ostoja.cloud.rights.rules import ENDED, NEED_TWO, Kind, Refusal, State, fits, may_become, may_extend

log = logging.getLogger(__name__)


class RequestError(Exception):
    """A request cannot take this course; the text is the key of a sentence."""


@dataclass(frozen=True)
class Asked:
    """What reached us: what for, by which way, in which words, and on which day."""

    kind: Kind
    channel: str
    received: date
    words: str = ""


@transaction.atomic
def register(person: Person, asked: Asked, identity: str, by: Person, now: datetime) -> Request:
    """Write a request down; one like it that is open is linked, and who asks is checked again all the same."""
    made = Request.objects.create(
        person=person,
        who=who_is(person),
        kind=asked.kind.value,
        channel=asked.channel,
        words=asked.words,
        received=asked.received,
        state=State.RECEIVED.value,
        identity=identity,
        like=open_like(person, asked.kind),
    )
    Step.objects.create(request=made, state=made.state, at=now, by=by)
    return made


@transaction.atomic
def advance(request: Request, state: State, by: Person, now: datetime, reason: str = "") -> None:
    """Take a request to its next state.

    Raises: RequestError when it cannot go there, or nobody checked who asks, or it is too late to take longer.
    """
    kept = Request.objects.select_for_update().get(pk=request.pk)
    if not may_become(State(kept.state), state):
        raise RequestError("right.wrong_state")
    if state in {State.FULFILLED, State.PARTLY} and not kept.identity:
        raise RequestError("right.no_identity")
    if state is State.EXTENDED and (not reason.strip() or not may_extend(counts_from(kept, now.date()), now.date())):
        raise RequestError("right.too_late_to_extend")
    kept.state = request.state = state.value
    kept.closed = request.closed = now if state in ENDED else None
    kept.save(update_fields=["state", "closed"])
    Step.objects.create(request=kept, state=state.value, at=now, by=by, reason=reason)


@transaction.atomic
def refuse(
    request: Request, code: Refusal, answer: str, by: Person, now: datetime, second: Person | None = None
) -> None:
    """Refuse a request, with a code and in words.

    Raises: RequestError without words, or without a second person where somebody is called abusive.
    """
    if not answer.strip():
        raise RequestError("right.no_words")
    if code in NEED_TWO and (second is None or second == by):
        raise RequestError("right.needs_two")
    advance(request, State.REFUSED, by, now, code.value)
    request.refusal, request.answer = code.value, answer
    request.save(update_fields=["refusal", "answer"])


def fulfil(person: Person, kind: Kind, day: date, now: datetime) -> Request:
    """Write down what a signed-in person asked for and got at once, after showing again who they are."""
    made = register(person, Asked(kind, "page", day), "signed_in", person, now)
    advance(made, State.IN_PROGRESS, person, now)
    advance(made, State.FULFILLED, person, now)
    return made


def close_account(person: Person, day: date, clock: Clock) -> Report:
    """End an account: nobody signs in with it, it belongs to no home, and its data go as the policy says.

    Raises: UnknownCategoryError when something is held that the policy does not know, and then nothing was done.
    """

    def register_it() -> None:
        now = clock()
        made = register(person, Asked(Kind.ERASURE, "page", day), "signed_in", person, now)
        advance(made, State.IN_PROGRESS, person, now)
        advance(made, State.FULFILLED, person, now)

    return erasure.close_account(person, clock, register_it)


@transaction.atomic
def register_stranger(way: str, asked: Asked, by: Person | None, now: datetime) -> Request:
    """Write down what somebody without an account asks for, known by how they are reached; who it is, is checked.

    ``by`` is who of the staff wrote it down, if not they themselves.
    """
    who = who_writes(way)
    made = Request.objects.create(
        who=who,
        kind=asked.kind.value,
        channel=asked.channel,
        words=asked.words,
        received=asked.received,
        state=State.RECEIVED.value,
        like=open_like_of(who, asked.kind),
    )
    Step.objects.create(request=made, state=made.state, at=now, by=by)
    return made


@transaction.atomic
def identify(request: Request, check: str, by: Person, now: datetime) -> None:
    """Write down by which check somebody was found to be who they say, and nothing of what they showed.

    Raises: RequestError when the check does not fit the way by which the request came, or it is answered already.
    """
    if not fits(check, request.channel):
        raise RequestError("right.wrong_check")
    if State(request.state) in ENDED:
        raise RequestError("right.wrong_state")
    request.identity = check
    request.save(update_fields=["identity"])
    if State(request.state) in {State.RECEIVED, State.IDENTITY_PENDING}:
        advance(request, State.IN_PROGRESS, by, now, check)


@transaction.atomic
def reply(request: Request, state: State, answer: str, by: Person, now: datetime) -> None:
    """Answer a request, wholly or in part.

    Raises: RequestError without words, or when it cannot be answered now.
    """
    if not answer.strip():
        raise RequestError("right.no_answer")
    advance(request, state, by, now)
    request.answer = answer
    request.save(update_fields=["answer"])


def tell(now: datetime) -> int:
    """Write to everybody whose request has news, and say how many letters left; the others are tried again."""
    return sum(tell_of(step, now) for step in untold().iterator())


def tell_of(step: Step, now: datetime) -> bool:
    """Write to a person that their request has news, and whether the letter left.

    The row is written after the letter: a kill in between may tell somebody twice, and leaves nobody untold.
    """
    letter = news(step)
    letter.connection = get_connection()
    try:
        letter.send()
    except OSError as wrong:
        # The text of such an error may hold addresses. All errors of the library for SMTP are of this kind.
        log.warning("somebody is not told yet of an answer: %s", type(wrong).__name__)
        return False
    return bool(Step.objects.filter(pk=step.pk, told__isnull=True).update(told=now))
