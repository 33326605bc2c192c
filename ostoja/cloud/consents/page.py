"""What the page of choices shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import (
    EVERYTHING,
    WITH_AN_ACCOUNT,
    Asked,
    age_of,
    age_row,
    asked,
    choices_of,
    standings,
    wards_of,
    who_ask,
    who_is,
)
from ostoja.cloud.consents.receipts import STATES
from ostoja.cloud.consents.rules import is_marketing, may_answer, may_change_age
from ostoja.cloud.policies.queries import InForce, NothingPublishedError, publication_in_force, version
from ostoja.cloud.web.texts import text
from ostoja.policy.render.scope import Scope
from ostoja.policy.render.short import ShortNotice, short_notice
from ostoja.privacy.consent.choices import OBJECTION, Kind
from ostoja.privacy.consent.decide import NEEDS_A_GUARDIAN, OPEN_TO_OBJECTION, AgeBand, stands


@dataclass(frozen=True)
class Question:
    """A question with its answer so far."""

    key: str
    digest: str
    ask: str
    detail: str
    notice: ShortNotice | None
    state: str
    since: datetime | None
    may_answer: bool

    @property
    def is_given(self) -> bool:
        """Whether the answer is yes."""
        return self.state == Kind.GIVEN


@dataclass(frozen=True)
class Interest:
    """Something that rests on our interest, and whether the person objected; advertising ends with that at once."""

    key: str
    label: str
    notice: ShortNotice | None
    objected: bool
    ends_at_once: bool


@dataclass(frozen=True)
class Entry:
    """A choice of the past."""

    choice: Choice
    label: str
    has_receipt: bool


@dataclass(frozen=True)
class Ward:
    """A child for whom somebody answers."""

    child: Person
    band: str
    questions: list[Question]


def page_of(person: Person, language: str, now: datetime) -> dict[str, Any]:
    """Everything that the page of a person's choices shows, and that of the children for whom they answer.

    Raises: NothingPublishedError.
    """
    publication = publication_in_force(now)
    if publication is None:
        raise NothingPublishedError
    found = version(publication.hash)
    scope = found.scope(language)
    return {
        "policy": publication.hash,
        "language": language,
        "questions": questions(asked(person, found, now), scope, may=may_answer(age_of(person), for_themselves=True)),
        "interests": interests(person, scope),
        "wards": [ward(child, found, scope, now) for child in wards_of(person)],
        "history": history(person, scope),
    } | ages(person)


def ages(person: Person) -> dict[str, Any]:
    """What the page shows about how old somebody is, and about who answers for whom.

    Whom a child named is not shown before they agreed: a page that did would tell which addresses have an account.
    """
    known = age_row(person)
    band = AgeBand.ADULT if known is None else AgeBand(known.band)
    return {
        "band": band.value,
        "bands": [one.value for one in AgeBand],
        "guardian": None if known is None else known.guardian,
        "is_child": band in NEEDS_A_GUARDIAN,
        "may_change_age": may_change_age(band, has_guardian=known is not None and known.guardian is not None),
        "who_ask": who_ask(person),
    }


def ward(child: Person, found: InForce, scope: Scope, now: datetime) -> Ward:
    """A child with what is asked about them."""
    return Ward(child, age_of(child).value, questions(asked(child, found, now), scope, may=True))


def questions(found: list[Asked], scope: Scope, *, may: bool) -> list[Question]:
    """The questions in the reader's language."""
    return [
        Question(
            one.key,
            one.digest,
            "" if one.purpose.question is None else scope.say(one.purpose.question.ask),
            "" if one.purpose.question is None else scope.say(one.purpose.question.detail),
            short_notice(scope, one.key),
            Kind.GIVEN.value if one.denial is None else one.denial.value,
            one.since,
            may,
        )
        for one in found
    ]


def interests(person: Person, scope: Scope) -> list[Interest]:
    """What a person may object to. Source: GDPR art. 21(1) and (4)."""
    open_to_objection = {
        key: purpose
        for key, purpose in scope.policy.purposes.items()
        if purpose.basis in OPEN_TO_OBJECTION and WITH_AN_ACCOUNT & set(purpose.groups)
    }
    known = standings(who_is(person), open_to_objection.keys(), age_of(person))
    return [
        Interest(
            key,
            scope.say(purpose.label),
            short_notice(scope, key),
            stands(known[key].choices, OBJECTION, Kind.OBJECTED),
            is_marketing(purpose),
        )
        for key, purpose in open_to_objection.items()
    ]


def history(person: Person, scope: Scope) -> list[Entry]:
    """A person's choices, the newest first."""
    return [Entry(row, label(scope, row.purpose), row.kind in STATES) for row in choices_of(who_is(person)).reverse()]


def label(scope: Scope, purpose: str) -> str:
    """What a purpose is called; one that the policy no longer has by its id."""
    if purpose == EVERYTHING:
        return text("consent.everything", scope.language.value)
    found = scope.whole.purposes.get(purpose)
    return purpose if found is None else scope.say(found.label)
