"""The name of this part for Django, and its ear for accounts that end."""

from datetime import datetime
from typing import Any

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk: whoever leaves is staff no more, and is still answered."""

    name = "ostoja.cloud.desk"

    def ready(self) -> None:
        """Listen."""
        from ostoja.cloud.accounts.signals import closing

        closing.connect(account_ends, dispatch_uid="an account ends")


def account_ends(person: Any, now: datetime, **_: Any) -> None:
    """End a person's role and second factor, and keep how open requests of theirs are answered."""
    from ostoja.cloud.desk.flows import dismiss
    from ostoja.cloud.desk.requests.flows import stay_reachable
    from ostoja.cloud.security.second.flows import take_away

    dismiss(person, now)
    take_away(person)
    stay_reachable(person)
