"""What can happen in the ledger: each verb adds a row, and none changes one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.browser import STAYS
from ostoja.cloud.consents.categories import questions_in
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.objections import objected
from ostoja.cloud.consents.queries import (
    EVERYTHING,
    Subject,
    Visitor,
    age_of,
    choices_of,
    entry,
    last_answer,
    purpose_in,
    signalled,
    wards_of,
    who_is,
)
from ostoja.cloud.consents.rules import is_marketing, may_answer
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import InForce, publication_in_force, version
from ostoja.policy.entries import Purpose
from ostoja.policy.text import Language
from ostoja.privacy.consent.choices import CONSENT, LASTING, OBJECTION, RESTRICTION, Kind, digest_of
from ostoja.privacy.consent.decide import OPEN_TO_OBJECTION, AgeBand, Standing, may_ask, needs_consent

# By which means a choice reached us, where that matters.
SIGNAL, DESK = "gpc", "desk"


class ChoiceError(Exception):
    """A choice cannot be written as asked; the text is the key of a sentence for the person."""


@dataclass(frozen=True)
class Way:
    """How a choice reached us: who answered, in which language, by which means, and against which signal.

    ``shown`` is the hash of the policy that the page showed; without it nothing is compared.
    """

    by: Subject
    language: str
    method: str = "page"
    against_signal: bool = False
    shown: str = ""


@dataclass(frozen=True)
class Said:
    """What is written down: about what, which kind of choice, in answer to what; ``policy`` unless it is now's."""

    purpose: str
    kind: Kind
    asked: str = ""
    policy: str = ""


@transaction.atomic
def give(subject: Subject, purpose: str, asked: str, way: Way, now: datetime) -> Choice:
    """Consent to what was asked.

    Raises: ChoiceError when something else is asked by now, nothing is, or it is not for them to say.
    """
    lock(subject)
    name, found = asked_now(purpose, now)
    if digest_of(found) != asked or way.shown not in {"", name}:
        raise ChoiceError("consent.changed")
    if not may_answer(known_age(subject), for_themselves=way.by == subject):
        raise ChoiceError("consent.needs_guardian")
    last = last_answer(who_is(subject), purpose)
    if last is not None and is_same(last, Kind.GIVEN, asked, subject, way):
        return last
    end_signals_objection(subject, purpose, way, now)
    return write(subject, Said(purpose, Kind.GIVEN, asked), way, now)


@transaction.atomic
def refuse(subject: Subject, purpose: str, way: Way, now: datetime) -> Choice:
    """Say no to what is asked; to somebody who had agreed it takes that back.

    Raises: ChoiceError when nothing is.
    """
    lock(subject)
    _, found = asked_now(purpose, now)
    asked, last = digest_of(found), last_answer(who_is(subject), purpose)
    if last is not None and is_same(last, Kind.REFUSED, asked, subject, way) and not may_ask(found, heard(last), now):
        return last
    kind = Kind.WITHDRAWN if last is not None and last.kind == Kind.GIVEN else Kind.REFUSED
    return write(subject, Said(purpose, kind, asked), way, now)


@transaction.atomic
def withdraw(subject: Subject, purpose: str, way: Way, now: datetime) -> Choice:
    """Take consent back; it may be to something that the policy no longer knows.

    Raises: ChoiceError when nobody had agreed.
    """
    lock(subject)
    last = last_answer(who_is(subject), purpose)
    if last is None or last.kind not in {Kind.GIVEN, Kind.WITHDRAWN}:
        raise ChoiceError("consent.not_given")
    if last.kind == Kind.WITHDRAWN:
        return last
    return write(subject, Said(purpose, Kind.WITHDRAWN, last.asked, last.policy), way, now)


@transaction.atomic
def object_to(subject: Subject, purpose: str, way: Way, now: datetime) -> Choice:
    """Object to what rests on a legitimate interest.

    Raises: ChoiceError for what does not.
    """
    lock(subject)
    _, found = in_force_now(now)
    known = purpose_in(found, purpose)
    if known is None or known.basis not in OPEN_TO_OBJECTION:
        raise ChoiceError("consent.not_asked")
    last = last_objection(subject, purpose)
    if last is not None and last.kind == Kind.OBJECTED:
        return last
    if isinstance(subject, Person) and way.method != SIGNAL and not is_marketing(known):
        # Advertising ends with the press; the rest is weighed by somebody, who then answers.
        words = known.label.in_(Language(way.language))
        objected.send(Choice, person=subject, by=way.by, words=words, now=now)
    return write(subject, Said(purpose, Kind.OBJECTED), way, now)


@transaction.atomic
def end_objection(subject: Subject, purpose: str, way: Way, now: datetime) -> Choice:
    """End an objection, after its assessment or because the person says so.

    Raises: ChoiceError when there is none.
    """
    lock(subject)
    last = last_objection(subject, purpose)
    if last is None or last.kind != Kind.OBJECTED:
        raise ChoiceError("consent.not_asked")
    return write(subject, Said(purpose, Kind.OBJECTION_ENDED), way, now)


@transaction.atomic
def restrict(person: Person, way: Way, now: datetime, purpose: str = EVERYTHING) -> Choice:
    """Restrict processing, of one purpose or of all."""
    lock(person)
    return write(person, Said(purpose, Kind.RESTRICTED), way, now)


@transaction.atomic
def lift(person: Person, way: Way, now: datetime, purpose: str = EVERYTHING) -> Choice:
    """Lift a restriction; the person was told before."""
    lock(person)
    return write(person, Said(purpose, Kind.RESTRICTION_LIFTED), way, now)


@transaction.atomic
def choose_cookies(visitor: Visitor, agreed: Collection[str] | None, way: Way, now: datetime) -> None:
    """Answer every question of the cookie dialog: yes to these and no to the others; nothing stands for all of them.

    Raises: ChoiceError when the dialog asks something else by now.
    """
    lock(visitor)
    name, found = in_force_now(now)
    questions = questions_in(found)
    yes = questions.keys() if agreed is None else set(agreed)
    if not questions or way.shown not in {"", name} or not yes <= questions.keys():
        raise ChoiceError("consent.changed")
    for key, purpose in questions.items():
        if key in yes:
            give(visitor, key, digest_of(purpose), way, now)
        else:
            refuse(visitor, key, replace(way, against_signal=False), now)


@transaction.atomic
def heed(subject: Subject, language: str, now: datetime) -> list[Choice]:
    """Take a browser's signal as a no to whatever it is about; only a yes that was said against it stays."""
    lock(subject)
    _, found = in_force_now(now)
    way, written = Way(subject, language, SIGNAL), []
    for key in sorted(signalled(subject, found)):
        purpose = purpose_in(found, key)
        is_objection = purpose is not None and purpose.basis in OPEN_TO_OBJECTION
        written.append((object_to if is_objection else refuse)(subject, key, way, now))
    return written


def lock(subject: Subject) -> None:
    """Let nobody else write about somebody until the transaction ends: rows then stand in the order of commits.

    Without it a withdrawal with a lower number could be committed after a yes with a higher one, and the gate, which
    believes the row that was written last, would stay open. A browser has no row of its own; all of them share one.
    """
    if isinstance(subject, Visitor):
        list(Publication.objects.order_by("pk").select_for_update(no_key=True).values_list("pk")[:1])
    else:
        list(Person.objects.filter(pk=subject.pk).select_for_update(no_key=True).values_list("pk"))


def in_force_now(now: datetime) -> tuple[str, InForce]:
    """The version that holds, with its hash.

    Raises: ChoiceError when there is none.
    """
    publication = publication_in_force(now)
    if publication is None:
        raise ChoiceError("consent.not_asked")
    return publication.hash, version(publication.hash)


def asked_now(key: str, now: datetime) -> tuple[str, Purpose]:
    """What is asked under a key, with the hash of the version that asks.

    Raises: ChoiceError when nothing is.
    """
    name, found = in_force_now(now)
    purpose = purpose_in(found, key)
    if purpose is None or not needs_consent(purpose):
        raise ChoiceError("consent.not_asked")
    return name, purpose


def known_age(subject: Subject) -> AgeBand:
    """How old somebody says they are; nobody asks a browser."""
    return AgeBand.ADULT if isinstance(subject, Visitor) else age_of(subject)


def heard(last: Choice) -> Standing:
    """What one answer alone says."""
    return Standing(AgeBand.ADULT, [entry(last)])


def is_same(last: Choice, kind: Kind, asked: str, subject: Subject, way: Way) -> bool:
    """Whether an answer says again what was said last, with the same weight."""
    said = (last.kind, last.asked, last.against_signal, last.by_guardian)
    return said == (kind.value, asked, way.against_signal, way.by != subject)


def last_objection(subject: Subject, purpose: str) -> Choice | None:
    """The newest of somebody's objections, or its end."""
    kinds = [kind.value for kind in OBJECTION]
    return choices_of(who_is(subject)).filter(purpose=purpose, kind__in=kinds).last()


def end_signals_objection(subject: Subject, purpose: str, way: Way, now: datetime) -> None:
    """Let a later yes end the objection that the browser's signal made; one that somebody made themselves stays."""
    last = last_objection(subject, purpose)
    if last is not None and last.kind == Kind.OBJECTED and last.method == SIGNAL:
        write(subject, Said(purpose, Kind.OBJECTION_ENDED), way, now)


def write(subject: Subject, said: Said, way: Way, now: datetime) -> Choice:
    """Add a row. It is committed before anybody is answered, so nothing new begins after a no.

    Raises: ChoiceError when it is not for this person to say.
    """
    is_own = way.by == subject
    by_guardian = not is_own and isinstance(way.by, Person) and wards_of(way.by).filter(public=subject.public).exists()
    if not is_own and not by_guardian and (way.method != DESK or said.kind is Kind.GIVEN):
        raise ChoiceError("consent.not_yours")
    standing = None if said.policy else publication_in_force(now)
    alike = next(kinds for kinds in (CONSENT, OBJECTION, RESTRICTION) if said.kind in kinds)
    same = Choice.objects.filter(who=who_is(subject), purpose=said.purpose, kind__in=[kind.value for kind in alike])
    same.end(now)
    return Choice.objects.create(
        who=who_is(subject),
        person=subject if isinstance(subject, Person) else None,
        answered_by=way.by if isinstance(way.by, Person) else None,
        by_guardian=by_guardian,
        purpose=said.purpose,
        kind=said.kind.value,
        asked=said.asked,
        policy=said.policy or ("" if standing is None else standing.hash),
        language=way.language,
        method=way.method,
        against_signal=way.against_signal,
        at=now,
        ended=None if said.kind in LASTING else now,
    )


def end_with_their_people(now: datetime) -> int:
    """Let the time of choices run whose account is closed or whose browser has forgotten them, and say how many."""
    closed = Person.objects.filter(pk=OuterRef("person"), closed__isnull=False)
    of_closed = Choice.objects.filter(Exists(closed)).end(Subquery(closed.values("closed")))
    return of_closed + Choice.objects.filter(person__isnull=True, at__lt=now - STAYS).end(now)
