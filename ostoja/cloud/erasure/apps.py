"""The name of this part for Django, and the watch over all that the ledger must hear of."""

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.utils import timezone


class ErasureConfig(AppConfig):
    """Erasure, which nothing goes around: whoever deletes a person's row, the ledger is written first."""

    name = "ostoja.cloud.erasure"

    def ready(self) -> None:
        """Watch."""
        from ostoja.cloud.accounts.signals import rectified

        rectified.connect(person_changes, dispatch_uid="a person changes")
        post_save.connect(choice_stands, sender="consents.Choice", dispatch_uid="a choice stands")
        post_save.connect(hold_stands, sender="retention.Hold", dispatch_uid="a hold stands")
        pre_delete.connect(person_goes, sender="accounts.Person", dispatch_uid="a person goes")


def person_changes(person: Any, **_: Any) -> None:
    """Note that everybody who was told of a person is to hear what is right now. Source: GDPR art. 19."""
    from ostoja.cloud.erasure.flows import owe
    from ostoja.cloud.erasure.rules import Change

    owe(person, Change.RECTIFICATION, timezone.now())


def choice_stands(instance: Any, **_: Any) -> None:
    """Note what somebody restricted or objected to, once it is sure."""
    from ostoja.cloud.erasure.notes import note_choice

    transaction.on_commit(partial(note_choice, instance, timezone.now()), robust=True)


def hold_stands(instance: Any, **_: Any) -> None:
    """Note what staff holds, or lets go, once it is sure."""
    from ostoja.cloud.erasure.notes import note_hold

    transaction.on_commit(partial(note_hold, instance, timezone.now()), robust=True)


def person_goes(instance: Any, **_: Any) -> None:
    """Write into the ledger that a person's row is about to go."""
    from ostoja.cloud.erasure.flows import before_deletion

    before_deletion(instance, timezone.now())
