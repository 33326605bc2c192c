"""Making admission codes: for another app of a member, for a person invited, for whoever stands at the gateway."""

from datetime import datetime, timedelta

from ostoja.gateway.store.admissions import Admission, Maker
from ostoja.protocol.codes import Code
from ostoja.protocol.tickets import Role

OWN_APP_LIFETIME = timedelta(minutes=10)
INVITATION_LIFETIME = timedelta(days=7)  # As long as the office keeps an invitation.
MOST_OF_ONE = 20


def own_app(code: Code, psk: bytes, role: Role, maker: Maker, now: datetime) -> Admission:
    """What admits another app of the same member, with the rights of the app that asks."""
    return Admission(code.number, psk, role, maker.member, now + OWN_APP_LIFETIME, made_by=maker)


def invitation(code: Code, psk: bytes, role: Role, maker: Maker, now: datetime) -> Admission:
    """What admits an app of a person who is invited, and whose id nobody knows yet."""
    return Admission(code.number, psk, role, None, now + INVITATION_LIFETIME, made_by=maker)
