"""What the ledger says of somebody; each query is asked by whom it is about, or by their guardian."""

import functools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.categories import questions_in
from ostoja.cloud.consents.keys import pseudonym
from ostoja.cloud.consents.models import Age, Choice
from ostoja.cloud.consents.rules import asked_of, is_heeded, refused_by_signal
from ostoja.cloud.policies.queries import InForce, in_force
from ostoja.cloud.web.prepared import Prepared
from ostoja.policy.entries import Purpose
from ostoja.privacy.consent import choices as ledger
from ostoja.privacy.consent.choices import OBJECTION, Kind
from ostoja.privacy.consent.decide import ANSWERS, NEEDS_A_GUARDIAN, AgeBand, Denial, Standing, denial_of, may_ask

EVERYTHING = "*"
EPOCH = datetime.fromtimestamp(0, UTC)
# Of which groups somebody with an account may be; what they are asked is what these are asked.
WITH_AN_ACCOUNT = frozenset({"app_user"})


@dataclass(frozen=True)
class Visitor:
    """A browser on the public site, by the random name that we gave it when somebody chose in it."""

    public: str


Subject = Person | Visitor


def who_is(subject: Subject) -> str:
    """By what the ledger knows somebody."""
    return pseudonym("visitor" if isinstance(subject, Visitor) else "person", subject.public)


def choices_of(who: str) -> QuerySet[Choice]:
    """Everything that somebody decided, in the order in which it was written."""
    return Choice.objects.filter(who=who).order_by("pk")


def last_answer(who: str, purpose: str) -> Choice | None:
    """What somebody last answered to one question."""
    return choices_of(who).filter(purpose=purpose, kind__in=[kind.value for kind in ANSWERS]).last()


def age_of(person: Person) -> AgeBand:
    """How old a person says they are; whoever says nothing concluded the contract as an adult."""
    band = Age.objects.filter(person=person).values_list("band", flat=True).first()
    return AgeBand(band) if band is not None else AgeBand.ADULT


def age_row(person: Person) -> Age | None:
    """What a person said of their age, with who answers for them."""
    return Age.objects.filter(person=person).select_related("guardian", "asked").first()


def wards_of(guardian: Person) -> QuerySet[Person]:
    """The children for whom a person answers, as long as they are children."""
    children = Age.objects.filter(guardian=guardian, band__in=[band.value for band in NEEDS_A_GUARDIAN])
    return Person.objects.filter(pk__in=children.values("person"), is_active=True).order_by("pk")


def who_ask(guardian: Person) -> QuerySet[Person]:
    """The children who named a person as their guardian and wait for an answer."""
    return Person.objects.filter(pk__in=Age.objects.filter(asked=guardian).values("person"), is_active=True)


def restricted() -> QuerySet[Choice, Any]:
    """The numbers of the people who had everything about them restricted: what is kept of them stays.

    Source: GDPR art. 18(1)(b) and (c), 18(2).
    """
    standing = Choice.objects.filter(purpose=EVERYTHING, kind=Kind.RESTRICTED, ended__isnull=True)
    return standing.filter(person__isnull=False).values("person")


def standing_of(who: str, purpose: str, age: AgeBand) -> Standing:
    """What is known of somebody for one purpose."""
    return standings(who, [purpose], age)[purpose]


def standings(who: str, purposes: Collection[str], age: AgeBand) -> dict[str, Standing]:
    """What is known of somebody for each of these purposes, in one look."""
    rows = choices_of(who).filter(purpose__in=[*purposes, EVERYTHING])
    found = [(row.purpose, entry(row)) for row in rows]
    return {purpose: standing(found, purpose, age) for purpose in purposes}


def standing(found: Iterable[tuple[str, ledger.Choice]], purpose: str, age: AgeBand) -> Standing:
    """What these choices say for one purpose."""
    found = list(found)
    return Standing(
        age,
        [choice for about, choice in found if about == purpose],
        [choice for about, choice in found if about == EVERYTHING],
    )


def entry(row: Choice) -> ledger.Choice:
    """A row as the rules read it."""
    return ledger.Choice(Kind(row.kind), row.at, row.asked, row.by_guardian)


AGE_OF_ROW = Age.objects.filter(person=OuterRef("person")).values("band")
WHO, PURPOSE = "who", "purpose"
CHOSEN = Prepared(
    lambda: (
        Choice.objects.filter(who=WHO, purpose__in=[PURPOSE, EVERYTHING])
        .order_by("pk")
        .values_list("purpose", "kind", "asked", "by_guardian", Subquery(AGE_OF_ROW))
    )
)
SAYINGS = {kind.value: kind.value for kind in sorted(ANSWERS | OBJECTION)}
SAID = Prepared(
    lambda: (
        Choice.objects.filter(who=WHO, kind__in=[*SAYINGS])
        .order_by("pk")
        .values_list("purpose", "kind", "against_signal")
    )
)


def standing_now(subject: Subject, purpose: str) -> Standing:
    """What is known of somebody for one purpose, with their age, in one look; without a choice no age matters.

    The order of the choices is that of their writing. Their moments are left out: no rule of the gate looks at them.
    """
    rows = CHOSEN.rows({WHO: who_is(subject), PURPOSE: purpose, EVERYTHING: EVERYTHING})
    age = AgeBand(rows[-1][-1] or AgeBand.ADULT) if rows else AgeBand.ADULT
    found = [(about, ledger.Choice(Kind(kind), EPOCH, asked, bool(by))) for about, kind, asked, by, _ in rows]
    return standing(found, purpose, age)


@functools.lru_cache(maxsize=8)
def refused_in(found: InForce) -> dict[str, Purpose]:
    """The purposes that a browser's signal refuses under one version of the policy."""
    policy = found.scope("en").policy
    return {key: policy.purposes[key] for key in refused_by_signal(policy)}


def signalled(subject: Subject, found: InForce) -> frozenset[str]:
    """The purposes that a browser's signal is about and on which what somebody said does not hold under it."""
    purposes = questions_in(found) if isinstance(subject, Visitor) else refused_in(found)
    said: dict[str, list[tuple[Kind, bool]]] = {}
    for key, kind, against in SAID.rows({WHO: who_is(subject), **SAYINGS}):
        said.setdefault(key, []).append((Kind(kind), bool(against)))
    return frozenset(key for key, purpose in purposes.items() if not is_heeded(purpose, said.get(key, ())))


@dataclass(frozen=True)
class Asked:
    """A question that somebody is asked, and how it stands."""

    key: str
    purpose: Purpose
    digest: str
    denial: Denial | None
    may_be_asked: bool
    since: datetime | None


def asked(person: Person, found: InForce, now: datetime) -> list[Asked]:
    """Every purpose that needs this person's consent, with how it stands."""
    return stand(who_is(person), asked_of(found.purposes, WITH_AN_ACCOUNT), age_of(person), now)


def stand(who: str, questions: dict[str, Purpose], age: AgeBand, now: datetime) -> list[Asked]:
    """How each of these questions stands for somebody."""
    known = standings(who, questions.keys(), age)
    return [about(key, purpose, known[key], now) for key, purpose in questions.items()]


def may_be_asked(visitor: Visitor, questions: dict[str, Purpose], now: datetime) -> bool:
    """Whether somebody may be asked one of these questions in a browser now."""
    return any(one.may_be_asked for one in stand(who_is(visitor), questions, AgeBand.ADULT, now))


def about(key: str, purpose: Purpose, known: Standing, now: datetime) -> Asked:
    """How one question stands."""
    last = ledger.last_of(known.choices, ANSWERS)
    denial = denial_of(key, purpose, known)
    since = None if last is None else last.at
    return Asked(key, purpose, ledger.digest_of(purpose), denial, may_ask(purpose, known, now), since)


def purpose_in_force(purpose: str, now: datetime) -> Purpose | None:
    """What is asked or done under a key now: a purpose of the policy, or a kind of cookies.

    Raises: NothingPublishedError.
    """
    return purpose_in(in_force(now), purpose)


def purpose_in(found: InForce, purpose: str) -> Purpose | None:
    """What is asked or done under a key in one version of the policy."""
    known = found.purposes.get(purpose)
    return questions_in(found).get(purpose) if known is None else known
