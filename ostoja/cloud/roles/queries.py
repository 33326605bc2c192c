"""For whom a purpose may not be followed now, as the database finds them."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import EVERYTHING
from ostoja.policy.entries import Purpose
from ostoja.privacy.consent.choices import OBJECTION, RESTRICTION, Kind
from ostoja.privacy.consent.decide import DESPITE_RESTRICTION, OPEN_TO_OBJECTION


def hidden_from(key: str, purpose: Purpose) -> QuerySet[Person, Any]:
    """The numbers of the people who restricted what this purpose does, or object to it; the gate's own rules.

    Source: ``privacy.consent.decide.denial_of``; GDPR art. 18(2), 21(1).
    """
    hidden = Q(pk__in=())
    if key not in DESPITE_RESTRICTION:
        hidden |= Q(restricted=Kind.RESTRICTED) | Q(all_restricted=Kind.RESTRICTED)
    if purpose.basis in OPEN_TO_OBJECTION:
        hidden |= Q(objected=Kind.OBJECTED)
    people = Person.objects.annotate(
        restricted=last(key, RESTRICTION), all_restricted=last(EVERYTHING, RESTRICTION), objected=last(key, OBJECTION)
    )
    return people.filter(hidden).values("pk")


def last(purpose: str, kinds: frozenset[Kind]) -> Subquery:
    """The newest of a person's choices of these kinds about a purpose."""
    made = Choice.objects.filter(person=OuterRef("pk"), purpose=purpose, kind__in=[kind.value for kind in kinds])
    return Subquery(made.order_by("-pk").values("kind")[:1])
