from datetime import datetime, timedelta

import pytest

from ostoja.protocol.errors import TokenError
from ostoja.protocol.ids import new_id
from ostoja.protocol.revocations import Revocation, Subject, read_revocation, sign_revocation
from ostoja.protocol.tickets import Role, Ticket
from ostoja.protocol.tokens import Keyring, SigningKey


def ticket(now: datetime) -> Ticket:
    return Ticket.new(installation=new_id(), member=new_id(), session=new_id(), role=Role.OWNER, now=now)


def test_a_revocation_is_signed_and_read(signing_key: SigningKey, keyring: Keyring, now: datetime) -> None:
    given = Revocation(Subject.MEMBER, new_id(), int(now.timestamp()))

    assert read_revocation(sign_revocation(given, signing_key), keyring) == given
    with pytest.raises(TokenError):
        read_revocation(sign_revocation(given, signing_key), Keyring())


@pytest.mark.parametrize("subject", list(Subject))
def test_a_revocation_strikes_older_tickets_of_its_subject_alone(subject: Subject, now: datetime) -> None:
    struck, other = ticket(now), ticket(now)
    revocation = Revocation(subject, getattr(struck, subject.value), struck.iat + 1)

    assert revocation.strikes(struck)
    assert not revocation.strikes(other)
    assert not Revocation(subject, revocation.id, struck.iat).strikes(struck)


def test_a_revocation_is_spent_when_no_ticket_can_be_left(now: datetime) -> None:
    revocation = Revocation(Subject.SESSION, new_id(), int(now.timestamp()))

    assert not revocation.is_spent(now + timedelta(seconds=130))
    assert revocation.is_spent(now + timedelta(seconds=131))
