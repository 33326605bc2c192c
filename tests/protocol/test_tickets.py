from datetime import datetime, timedelta

import pytest

from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.ids import new_id
from ostoja.protocol.tickets import LIFETIME, Profile, Role, Ticket, read_ticket, sign_ticket
from ostoja.protocol.tokens import Keyring, SigningKey


def ticket(now: datetime) -> Ticket:
    return Ticket.new(installation=new_id(), member=new_id(), session=new_id(), role=Role.MEMBER, now=now)


def test_a_ticket_is_good_for_two_minutes(signing_key: SigningKey, keyring: Keyring, now: datetime) -> None:
    given = ticket(now)
    token = sign_ticket(given, signing_key)

    assert read_ticket(token, keyring, now) == given
    assert read_ticket(token, keyring, now + LIFETIME - timedelta(seconds=1)).profile is Profile.PERSON


@pytest.mark.parametrize(
    ("moved", "fault"), [(LIFETIME, TokenFault.EXPIRED), (timedelta(seconds=-11), TokenFault.EARLY)]
)
def test_a_ticket_is_not_good_outside_of_its_time(
    signing_key: SigningKey, keyring: Keyring, now: datetime, moved: timedelta, fault: TokenFault
) -> None:
    token = sign_ticket(ticket(now), signing_key)

    with pytest.raises(TokenError) as caught:
        read_ticket(token, keyring, now + moved)
    assert caught.value.fault is fault


def test_a_clock_that_is_a_little_behind_is_forgiven(signing_key: SigningKey, keyring: Keyring, now: datetime) -> None:
    token = sign_ticket(ticket(now), signing_key)

    assert read_ticket(token, keyring, now - timedelta(seconds=9)).role is Role.MEMBER
