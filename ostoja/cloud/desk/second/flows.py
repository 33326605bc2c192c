"""What can happen to a second factor: it is set up, used, and taken away."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from ostoja.cloud.accounts.models import Person


@transaction.atomic
def set_up(person: Person, secret: str) -> list[str]:
    """Give a person a second factor, and the codes for the day on which the phone is lost."""
    Authenticator.objects.filter(user=person).delete()
    TOTP.activate(person, secret)
    codes = RecoveryCodes.activate(person)
    codes.mark_as_viewed()
    return list(codes.get_unused_codes())


def take_away(person: Person) -> bool:
    """Take a second factor away, and say whether there was one; the desk asks for another."""
    count: int = Authenticator.objects.filter(user=person).delete()[0]
    return count > 0
