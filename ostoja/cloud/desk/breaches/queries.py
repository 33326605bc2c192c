"""The register of breaches."""

from django.db.models import QuerySet

from ostoja.cloud.desk.models import Breach


def breaches() -> QuerySet[Breach]:
    """Every breach, the newest first."""
    return Breach.objects.all()


def breach_named(public: str) -> Breach | None:
    """The breach with this public id."""
    return Breach.objects.filter(public=public).first()
