"""What the pages of requests show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.models import Sender
from ostoja.cloud.desk.queries import looks_at, proposal_about
from ostoja.cloud.desk.requests.forms import ANSWERS, MOVES, CheckForm, DecideForm, MoveForm, RefuseForm, ReplyForm
from ostoja.cloud.disclosures.queries import disclosures_about
from ostoja.cloud.homes.queries import memberships_of
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.page import today
from ostoja.cloud.rights.queries import answered, counts_from, requests_of, unanswered
from ostoja.cloud.rights.rules import ENDED, Clock, State, clock, may_become, may_extend

LATELY = 20


@dataclass(frozen=True)
class Waiting:
    """A request in the queue: its clock, and nothing of what it says or whose it is."""

    public: str
    kind: str
    channel: str
    state: str
    received: date
    clock: Clock
    identified: bool


@dataclass(frozen=True)
class Deed:
    """Something that can be done to a request: the word of the deed, and what is typed."""

    name: str
    form: forms.Form


def waiting(request: Request, day: date) -> Waiting:
    """A request as the queue shows it."""
    seen = clock(counts_from(request, day), State(request.state), day)
    facts = (request.public, request.kind, request.channel, request.state, request.received)
    return Waiting(*facts, seen, bool(request.identity))


def queue(now: datetime) -> dict[str, Any]:
    """Every request that waits, the one that is due first on top, and the last that were answered."""
    day = today(now, in_force(now))
    open_ones = sorted((waiting(one, day) for one in unanswered()), key=lambda one: (one.clock.due, one.received))
    lately = [waiting(one, day) for one in answered()[:LATELY]]
    return {"waiting": open_ones, "answered": lately, "overdue": sum(one.clock.overdue for one in open_ones)}


def request_page(request: Request, now: datetime) -> dict[str, Any]:
    """A request with its history, what can be done now, and where a person may complain."""
    found = in_force(now)
    day = today(now, found)
    authority = found.policy.controller.authority
    return {
        "request_": request,
        "shown": waiting(request, day),
        "sender": Sender.objects.filter(request=request).first(),
        "steps": request.steps.order_by("at", "pk"),
        "proposal": proposal_about(request),
        "deeds": list(deeds(request, day)),
        "authority": authority,
    }


def deeds(request: Request, day: date, sent: QueryDict | None = None) -> Iterator[Deed]:
    """What can be done to a request in its state."""
    state = State(request.state)
    if state in ENDED:
        return
    if proposal_about(request) is not None:
        yield Deed("decide", DecideForm(sent, auto_id="id_decide_%s"))
        return
    if not request.identity:
        yield Deed("check", CheckForm(request.channel, sent, auto_id="id_check_%s"))
    if any(may_become(state, one) for one in ANSWERS):
        yield Deed("reply", ReplyForm(sent, auto_id="id_reply_%s"))
    if may_become(state, State.REFUSED):
        yield Deed("refuse", RefuseForm(sent, auto_id="id_refuse_%s"))
    yield Deed("move", moves(state, may_extend(counts_from(request, day), day), sent))


def moves(state: State, in_time: bool, sent: QueryDict | None) -> MoveForm:  # noqa: FBT001 - one question, one answer
    """The other states that this one may become today."""
    possible = [one for one in MOVES if may_become(state, one) and (in_time or one is not State.EXTENDED)]
    return MoveForm(possible, sent, auto_id="id_move_%s")


def person_page(person: Person) -> dict[str, Any]:
    """What the office holds of a person, as far as answering them needs it."""
    return {
        "person": person,
        "homes": memberships_of(person).count(),
        "requests": requests_of(person),
        "disclosures": disclosures_about(person)[:LATELY],
        "looks": looks_at(person)[:LATELY],
    }
