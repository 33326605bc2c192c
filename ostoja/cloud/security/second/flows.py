"""What can happen to second factors, beside what the library does with them."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from ostoja.cloud.accounts.models import Person

COUNT = "count"


def take_away(person: Person) -> bool:
    """Take every second factor away, and say whether there was one."""
    count: int = Authenticator.objects.filter(user=person).delete()[0]
    return count > 0


@transaction.atomic
def counted(passkey: Authenticator, first: int, now: int) -> bool:
    """Keep how often a key says that it was used; whether it went on from there.

    A key that counts and does not go on was copied; one that always says 0 does not count. ``first`` is what it said
    when it was added. Source: W3C Web Authentication Level 3, section 6.1.1.
    """
    kept = Authenticator.objects.select_for_update().get(pk=passkey.pk)
    before = kept.data.get(COUNT, first)
    if now <= before and (now or before):
        return False
    passkey.data[COUNT] = kept.data[COUNT] = now
    kept.save(update_fields=["data"])
    return True
