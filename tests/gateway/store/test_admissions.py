from datetime import timedelta

from ostoja.gateway.store.admissions import (
    MOST_FAILURES,
    Admission,
    add_admission,
    admission_of,
    confirm_claims,
    count_failure,
    drop_admission,
    drop_admissions_of,
    forget_spent,
    good_admissions,
)
from ostoja.gateway.store.database import Database
from ostoja.protocol.tickets import Role
from tests.gateway.moving_clock import NOON

SOON = NOON + timedelta(minutes=10)


def code(number: str = "A" * 12, *, member: str | None = "ala", claim: bool = False) -> Admission:
    return Admission(number, b"k" * 32, Role.OWNER, member, SOON, claim=claim)


def test_a_code_comes_back_as_it_was_kept(database: Database) -> None:
    add_admission(database, code(), NOON)

    assert admission_of(database, "A" * 12) == code()
    assert admission_of(database, "B" * 12) is None


def test_printing_a_code_shows_no_key() -> None:
    assert "kkk" not in repr(code())


def test_the_fifth_failure_voids_the_code_and_its_key(database: Database) -> None:
    add_admission(database, code(), NOON)

    for _ in range(MOST_FAILURES - 1):
        count_failure(database, "A" * 12)
    before = admission_of(database, "A" * 12)
    count_failure(database, "A" * 12)
    after = admission_of(database, "A" * 12)

    assert before is not None
    assert before.is_good(NOON)
    assert after is not None
    assert not after.is_good(NOON)
    assert after.psk == b""


def test_an_expired_code_is_good_no_more() -> None:
    assert code().is_good(NOON)
    assert not code().is_good(SOON)


def test_good_codes_of_a_member_are_counted(database: Database) -> None:
    add_admission(database, code(), NOON)
    add_admission(database, code("B" * 12, member="bartek"), NOON)

    assert good_admissions(database, "ala", NOON) == 1
    assert good_admissions(database, "ala", SOON) == 0


def test_a_claim_code_is_bound_to_the_one_who_claimed(database: Database) -> None:
    add_admission(database, code(member=None, claim=True), NOON)

    assert confirm_claims(database, "ala", SOON + timedelta(minutes=5)) == 1

    bound = admission_of(database, "A" * 12)
    assert bound is not None
    assert (bound.member, bound.claim, bound.expires) == ("ala", False, SOON + timedelta(minutes=5))


def test_codes_can_be_forgotten(database: Database) -> None:
    for number, member in (("A" * 12, "ala"), ("B" * 12, "bartek"), ("C" * 12, None)):
        add_admission(database, code(number, member=member), NOON)

    drop_admission(database, "A" * 12)
    drop_admissions_of(database, "bartek")

    assert [admission_of(database, letter * 12) is None for letter in "ABC"] == [True, True, False]


def test_spent_codes_are_kept_for_an_hour(database: Database) -> None:
    add_admission(database, code(), NOON)

    forget_spent(database, SOON + timedelta(minutes=59))
    assert admission_of(database, "A" * 12) is not None
    forget_spent(database, SOON + timedelta(minutes=61))
    assert admission_of(database, "A" * 12) is None
