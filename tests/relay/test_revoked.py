from datetime import timedelta

import pytest

from ostoja.protocol.frames import CloseCode
from ostoja.protocol.revocations import Revocation, Subject
from ostoja.relay import revoked as module
from ostoja.relay.errors import RefusedError
from ostoja.relay.revoked import Revoked
from tests.relay.doubles import NOON, ticket

SOON = int(NOON.timestamp()) + 1


@pytest.mark.parametrize(
    ("subject", "id"), [(Subject.MEMBER, "ala"), (Subject.SESSION, "session-of-ala"), (Subject.INSTALLATION, "home")]
)
def test_a_ticket_from_before_is_struck(subject: Subject, id: str) -> None:
    revoked = Revoked()
    revoked.add(Revocation(subject, id, SOON), "token", NOON)

    with pytest.raises(RefusedError) as refused:
        revoked.check(ticket())

    assert refused.value.code is CloseCode.REVOKED


def test_a_ticket_from_after_and_a_ticket_of_another_are_good() -> None:
    revoked = Revoked()
    revoked.add(Revocation(Subject.MEMBER, "ala", SOON - 1), "token", NOON)

    revoked.check(ticket("ala"))
    revoked.check(ticket("bartek"))


def test_only_a_later_revocation_says_something_new() -> None:
    revoked = Revoked()

    said = [
        revoked.add(Revocation(Subject.MEMBER, "ala", at), str(at), NOON) for at in (SOON, SOON, SOON - 5, SOON + 5)
    ]

    assert said == [True, False, False, True]
    assert revoked.tokens({(Subject.MEMBER, "ala")}) == [str(SOON + 5)]


def test_a_spent_revocation_is_forgotten_and_not_taken_again() -> None:
    revoked = Revoked()
    revocation, later = Revocation(Subject.MEMBER, "ala", SOON), NOON + timedelta(minutes=5)
    revoked.add(revocation, "token", NOON)

    revoked.forget(later)

    assert (len(revoked), revoked.add(revocation, "token", later)) == (0, False)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 2)
    revoked = Revoked()

    for name in ("ala", "bartek", "celina"):
        revoked.add(Revocation(Subject.MEMBER, name, SOON), name, NOON)

    assert revoked.tokens({(Subject.MEMBER, name) for name in ("ala", "bartek", "celina")}) == ["bartek", "celina"]


def test_nothing_later_takes_the_place_of_who_is_gone_for_good() -> None:
    revoked = Revoked()
    gone = Revocation(Subject.MEMBER, "ala", SOON, for_good=True)

    assert revoked.add(Revocation(Subject.MEMBER, "ala", SOON), "closed", NOON)
    assert revoked.add(gone, "gone", NOON)
    assert not revoked.add(Revocation(Subject.MEMBER, "ala", SOON + 9), "closed again", NOON)
    assert revoked.tokens({(Subject.MEMBER, "ala")}) == ["gone"]
