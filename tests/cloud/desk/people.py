"""Staff for tests: Bartek and Dorota are privacy officers, Iwona is support."""

import time

from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.flows import appoint
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.security.second.passing import KEY
from tests.cloud.cast import browser, person
from tests.cloud.security.second.ways import code, with_codes

__all__ = ["at_desk", "code", "staff"]


def staff(name: str, role: Role = Role.OFFICER) -> Person:
    made = person(name, language="en")
    appoint(made, role, timezone.now())
    return with_codes(made)


def at_desk(of: Person, passed: float | None = None) -> Client:
    """A browser in which a code was given just now, or at another instant."""
    client = browser(of)
    session = client.session
    session[KEY] = time.time() if passed is None else passed
    session.save()
    return client
