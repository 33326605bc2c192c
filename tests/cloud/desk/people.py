"""Staff for tests: Bartek and Dorota are privacy officers, Iwona is support."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.flows import appoint
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.desk.second.flows import set_up
from ostoja.cloud.desk.second.passing import KEY
from tests.cloud.cast import browser, person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def staff(name: str, role: Role = Role.OFFICER) -> Person:
    made = person(name, language="en")
    appoint(made, role, timezone.now())
    set_up(made, SECRET)
    return made


def at_desk(of: Person, passed: float | None = None) -> Client:
    """A browser in which a code was given just now, or at another instant."""
    client = browser(of)
    session = client.session
    session[KEY] = time.time() if passed is None else passed
    session.save()
    return client


def code(of: Person, at: float | None = None) -> str:
    """The code that the person's phone shows now, or at another instant."""
    kept = Authenticator.objects.get(user=of, type=Authenticator.Type.TOTP)
    assert isinstance(kept.wrap(), TOTP)
    return str(
        format_hotp_value(hotp_value(decrypt(kept.data["secret"]), int(time.time() if at is None else at) // 30))
    )
