"""The name of this part for Django, and the watch over every end of a person's row."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils import timezone


class ErasureConfig(AppConfig):
    """Erasure, which nothing goes around: whoever deletes a person's row, the ledger is written first."""

    name = "ostoja.cloud.erasure"

    def ready(self) -> None:
        """Watch."""
        pre_delete.connect(person_goes, sender="accounts.Person", dispatch_uid="a person goes")


def person_goes(instance: Any, **_: Any) -> None:
    """Write into the ledger that a person's row is about to go."""
    from ostoja.cloud.erasure.flows import before_deletion

    before_deletion(instance, timezone.now())
