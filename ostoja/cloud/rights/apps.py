"""The name of this part for Django, and its ear for objections."""

from datetime import datetime
from typing import Any

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Rights: whoever objects need not ask once more."""

    name = "ostoja.cloud.rights"

    def ready(self) -> None:
        """Listen."""
        from ostoja.cloud.consents.objections import objected

        objected.connect(somebody_objects, dispatch_uid="somebody objects")


def somebody_objects(person: Any, by: Any, words: str, now: datetime, **_: Any) -> None:
    """Write an objection into the register, where it is weighed and answered within the month."""
    from ostoja.cloud.policies.queries import in_force
    from ostoja.cloud.rights.flows import Asked, register
    from ostoja.cloud.rights.page import today
    from ostoja.cloud.rights.rules import Kind

    register(person, Asked(Kind.OBJECTION, "page", today(now, in_force(now)), words), "signed_in", by, now)
