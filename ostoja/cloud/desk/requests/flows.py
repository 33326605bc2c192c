"""What staff do about requests; every deed is in the audit chain, and calling somebody abusive takes two."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.flows import note
from ostoja.cloud.desk.models import Proposal, Sender
from ostoja.cloud.desk.queries import proposal_about
from ostoja.cloud.homes.models import Installation
from ostoja.cloud.rights import flows
from ostoja.cloud.rights.flows import Asked, RequestError
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.queries import unanswered
from ostoja.cloud.rights.rules import NEED_TWO, Refusal, State


@dataclass(frozen=True)
class From:
    """Who asked: a person with an account, or a name and a way to reach them."""

    person: Person | None
    name: str = ""
    way: str = ""
    home: Installation | None = None


@dataclass(frozen=True)
class Refusing:
    """Why a request is refused, in words for the person, and what shows that it is abusive."""

    code: Refusal
    answer: str
    evidence: str = ""


@transaction.atomic
def enter(staff: Person, asked: Asked, sender: From, now: datetime) -> Request:
    """Write down a request that came by letter, phone, e-mail or in person; the month began when it reached us."""
    if sender.person is not None:
        made = flows.register(sender.person, asked, "", staff, now)
    else:
        made = flows.register_stranger(sender.way, asked, staff, now)
        Sender.objects.create(request=made, name=sender.name, way=sender.way)
    note(staff, "entered", {"request": made.public, "received": asked.received.isoformat()}, now)
    return made


@transaction.atomic
def ask(asked: Asked, sender: From, now: datetime) -> Request:
    """Write down what somebody without an account asks for on our own page; who they are is checked by staff."""
    made = flows.register_stranger(sender.way, asked, None, now)
    Sender.objects.create(request=made, name=sender.name, way=sender.way, home=sender.home)
    return made


def stay_reachable(person: Person) -> None:
    """Keep the address of somebody whose account ends with every request of theirs that is not answered yet."""
    name = f"{person.first_name} {person.last_name}"
    for request in unanswered().filter(person=person):
        Sender.objects.get_or_create(request=request, defaults={"name": name, "way": person.email})


@transaction.atomic
def move(staff: Person, request: Request, state: State, reason: str, now: datetime) -> None:
    """Take a request to a state that needs no words for the person.

    Raises: RequestError.
    """
    flows.advance(request, state, staff, now, reason)
    note(staff, f"moved to {state.value}", {"request": request.public}, now)


@transaction.atomic
def identify(staff: Person, request: Request, check: str, now: datetime) -> None:
    """Write down by which check somebody was found to be who they say.

    Raises: RequestError.
    """
    flows.identify(request, check, staff, now)
    note(staff, "identified", {"request": request.public, "check": check}, now)


@transaction.atomic
def reply(staff: Person, request: Request, state: State, answer: str, now: datetime) -> None:
    """Answer a request.

    Raises: RequestError.
    """
    flows.reply(request, state, answer, staff, now)
    note(staff, f"answered {state.value}", {"request": request.public}, now)


@transaction.atomic
def refuse(staff: Person, request: Request, refusing: Refusing, now: datetime) -> bool:
    """Refuse a request, or propose to, where a second person has to agree; whether it is refused now.

    Raises: RequestError without words, or without evidence where somebody is called abusive.
    """
    if not refusing.answer.strip():
        raise RequestError("right.no_words")
    if refusing.code not in NEED_TWO:
        flows.refuse(request, refusing.code, refusing.answer, staff, now)
        note(staff, "refused", {"request": request.public, "code": refusing.code.value}, now)
        return True
    if not refusing.evidence.strip():
        raise RequestError("right.no_evidence")
    if proposal_about(request) is not None:
        raise RequestError("right.wrong_state")
    said = {"code": refusing.code.value, "answer": refusing.answer, "evidence": refusing.evidence}
    Proposal.objects.create(request=request, by=staff, at=now, **said)
    note(staff, "proposed to refuse", {"request": request.public, "code": refusing.code.value}, now)
    return False


@transaction.atomic
def decide(staff: Person, request: Request, now: datetime, *, agreed: bool) -> None:
    """Agree, as a second person, that a request is abusive, or do not.

    Raises: RequestError when nothing is proposed, or by the very person who agrees.
    """
    waiting = proposal_about(request)
    if waiting is None:
        raise RequestError("right.wrong_state")
    if agreed:
        if waiting.by is None:
            raise RequestError("right.needs_two")
        flows.refuse(request, Refusal(waiting.code), waiting.answer, waiting.by, now, staff)
    waiting.second, waiting.decided, waiting.agreed = staff, now, agreed
    waiting.save(update_fields=["second", "decided", "agreed"])
    note(staff, "agreed to refuse" if agreed else "did not agree to refuse", {"request": request.public}, now)
