"""What was published, and what is in force; anybody may ask, for the promise is made to all."""

import functools
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.models import Page, Publication, Told
from ostoja.cloud.policies.rules import NOTICE
from ostoja.cloud.web.prepared import Prepared, as_written
from ostoja.policy.changes.classes import Class
from ostoja.policy.entries import Purpose
from ostoja.policy.policy import Policy
from ostoja.policy.render.scope import Scope
from ostoja.policy.text import Language


class NothingPublishedError(Exception):
    """No version of the policy is in force yet."""


@dataclass(frozen=True, eq=False)
class InForce:
    """A published version with the adapters that were on; there is one of each, so what follows from it is kept."""

    policy: Policy
    adapters: frozenset[str]

    @functools.cached_property
    def scopes(self) -> dict[str, Scope]:
        """What is drawn from it, in each language."""
        return {language.value: Scope.of(self.policy, self.adapters, language) for language in Language}

    @property
    def purposes(self) -> dict[str, Purpose]:
        """What is done while these adapters are on."""
        return self.scope("en").policy.purposes

    def scope(self, language: str) -> Scope:
        """What is drawn from it in a language."""
        return self.scopes[language]


def publications() -> QuerySet[Publication]:
    """Every published version, the oldest first, those to come too."""
    return Publication.objects.defer("body")


def publication_in_force(now: datetime) -> Publication | None:
    """The version that holds now."""
    return publications().filter(effective__lte=now).last()


EPOCH = datetime.fromtimestamp(0, UTC)
HOLDS = Prepared(lambda: publications().filter(effective__lte=EPOCH).reverse().values_list("hash")[:1])


def in_force(now: datetime) -> InForce:
    """The policy that holds now; every request asks.

    Raises: NothingPublishedError.
    """
    rows = HOLDS.rows({as_written(EPOCH): as_written(now)})
    if not rows:
        raise NothingPublishedError
    return version(rows[0][0])


def in_force_for(request: HttpRequest, now: datetime) -> InForce:
    """The policy under which a request is answered: the one that held when it was first asked for.

    Raises: NothingPublishedError.
    """
    found: InForce | None = getattr(request, "policy_in_force", None)
    if found is None:
        found = in_force(now)
        request.policy_in_force = found  # type: ignore[attr-defined]  # what several steps of one answer ask for
    return found


@functools.lru_cache(maxsize=8)
def version(name: str) -> InForce:
    """A published version as it was; the hash is that of its content, so it never changes.

    Raises: Publication.DoesNotExist.
    """
    found = Publication.objects.get(hash=name)
    return InForce(Policy.from_canonical(bytes(found.body)), frozenset(found.adapters.split()))


def publication_named(name: str) -> Publication | None:
    """The version of this hash."""
    return publications().filter(hash=name).first()


def page_of(publication: Publication, kind: str, language: str, form: str) -> bytes | None:
    """A document as it was published, byte for byte; nothing when there is none of this kind."""
    found = Page.objects.filter(publication=publication, kind=kind, language=language, form=form)
    content = found.values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def before(publication: Publication) -> Publication | None:
    """The version that held, or would have held, until this one."""
    same_day_earlier = Q(effective=publication.effective, pk__lt=publication.pk)
    return publications().filter(Q(effective__lt=publication.effective) | same_day_earlier).last()


def to_come(now: datetime) -> QuerySet[Publication]:
    """The versions that are published and do not hold yet, the next one first."""
    return publications().filter(effective__gt=now)


def to_tell_of(now: datetime) -> QuerySet[Publication]:
    """The versions of which people are told: those that matter to them, and are to come or have come only lately."""
    return publications().filter(weight__gte=Class.MATERIAL, effective__gt=now - NOTICE)


def untold(publication: Publication) -> QuerySet[Person]:
    """People who were not told of a version and were here before it; an address that may be a stranger's waits."""
    told = Told.objects.filter(publication=publication).values("person")
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    here = Person.objects.filter(Exists(confirmed), is_active=True, joined__lt=publication.effective)
    return here.exclude(pk__in=told).order_by("pk")
