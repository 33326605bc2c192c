"""Who is staff, who looked at whom, and what waits for a second person."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.models import Appointment, Look, Proposal
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.rights.models import Request


def appointment_of(person: Person) -> Appointment | None:
    """The role in which a person is staff now."""
    return Appointment.objects.filter(person=person, ended__isnull=True, person__is_active=True).first()


def role_of(person: Person) -> Role | None:
    """The role of whoever is staff."""
    found = appointment_of(person)
    return None if found is None else Role(found.role)


def staff() -> QuerySet[Appointment]:
    """Everybody who is staff, the longest first."""
    return Appointment.objects.filter(ended__isnull=True).select_related("person").order_by("granted", "pk")


def has_second(person: Person) -> bool:
    """Whether a person has a second factor."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def looks_at(person: Person) -> QuerySet[Look]:
    """Every time that staff opened a person's data, the newest first."""
    return Look.objects.filter(person=person).select_related("request").order_by("-at", "-pk")


def proposal_about(request: Request) -> Proposal | None:
    """The proposal about a request that waits for a second person."""
    return Proposal.objects.filter(request=request, decided__isnull=True).order_by("pk").last()
