from dataclasses import replace
from datetime import timedelta
from typing import Any

from ostoja.gateway.store.admissions import (
    MOST_FAILURES,
    Admission,
    Maker,
    add_admission,
    admission_of,
    confirm_claims,
    count_failure,
    drop_admission,
    drop_admissions_of,
    forget_spent,
    good_admissions,
    lets_owner_in,
    members_with_codes,
    shut_behind,
)
from ostoja.gateway.store.apps import App, Rights, admit_app
from ostoja.gateway.store.database import Database
from ostoja.protocol.tickets import Role
from tests.gateway.moving_clock import NOON

SOON = NOON + timedelta(minutes=10)


def code(number: str = "A" * 12, *, member: str | None = "ala", **more: Any) -> Admission:
    return Admission(number, b"k" * 32, Role.OWNER, member, SOON, **more)


def test_a_code_comes_back_as_it_was_kept(database: Database) -> None:
    made = code("B" * 12, member=None, made_by=Maker("ala's phone", "ala"))
    for one in (code(), made):
        add_admission(database, one, NOON)

    assert admission_of(database, "A" * 12) == code()
    assert admission_of(database, "B" * 12) == made
    assert admission_of(database, "C" * 12) is None


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


def test_good_codes_that_a_member_made_are_counted_whomever_they_admit(database: Database) -> None:
    add_admission(database, code(), NOON)
    add_admission(database, code("B" * 12, member=None, made_by=Maker("ala's phone", "ala")), NOON)
    add_admission(database, code("C" * 12, member="bartek", made_by=Maker("bartek's", "bartek")), NOON)

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
        add_admission(database, replace(code(number, member=member), role=Role.MEMBER), NOON)

    drop_admission(database, "A" * 12)
    drop_admissions_of(database, "bartek")

    assert [admission_of(database, letter * 12) is None for letter in "ABC"] == [True, True, False]


def test_the_codes_that_a_member_made_are_forgotten_with_those_that_admit_the_member(database: Database) -> None:
    makers = {"A": Maker("ala's phone", "ala"), "B": Maker("bartek's", "bartek"), "C": None}
    for letter, maker in makers.items():
        add_admission(database, replace(code(letter * 12, member=None, made_by=maker), role=Role.MEMBER), NOON)

    drop_admissions_of(database, "ala")

    assert [admission_of(database, letter * 12) is None for letter in "ABC"] == [True, False, False]
    assert members_with_codes(database) == {"bartek"}


def test_owners_codes_are_never_forgotten_with_a_member(database: Database) -> None:
    add_admission(database, code(), NOON)
    owner = admit_app(database, "A" * 12, b"o" * 32, Rights("ala", Role.OWNER), NOON)
    assert owner is not None
    invitation = code("B" * 12, member=None, made_by=Maker(owner.id, "ala"))
    add_admission(database, replace(invitation, role=Role.MEMBER), NOON)

    drop_admissions_of(database, "ala")

    assert [admission_of(database, letter * 12) is None for letter in "AB"] == [False, False]


def test_a_code_lets_the_owner_in_while_it_is_good(database: Database) -> None:
    add_admission(database, code(), NOON)

    assert lets_owner_in(database, "ala", NOON)
    assert not lets_owner_in(database, "bartek", NOON)
    assert not lets_owner_in(database, "ala", SOON)


def test_behind_an_app_that_is_removed_no_door_stays_open(database: Database) -> None:
    makers = {"A": Maker("phone", "ala"), "B": Maker("tablet", "ala"), "C": None}
    for letter, maker in makers.items():
        add_admission(database, code(letter * 12, member=None, made_by=maker, uses_left=2), NOON)
    add_admission(database, code("D" * 12, member="ala"), NOON)

    shut_behind(database, App("phone", b"k", "ala", Role.OWNER, "", 0, 0, code="C" * 12))

    found = [admission_of(database, letter * 12) for letter in "ABCD"]
    assert [one is not None and one.is_good(NOON) for one in found] == [False, True, False, False]
    assert found[2] is not None
    assert not found[2].is_alive(NOON)
    assert found[2].psk == b""


def test_the_key_of_a_code_goes_when_it_ends(database: Database) -> None:
    add_admission(database, code(), NOON)
    add_admission(database, replace(code("B" * 12), expires=SOON + timedelta(seconds=1)), NOON)

    forget_spent(database, SOON)

    ended, alive = admission_of(database, "A" * 12), admission_of(database, "B" * 12)
    assert ended is not None
    assert alive is not None
    assert (ended.psk, alive.psk) == (b"", b"k" * 32)


def test_spent_codes_are_kept_for_an_hour(database: Database) -> None:
    add_admission(database, code(), NOON)

    forget_spent(database, SOON + timedelta(minutes=59))
    assert admission_of(database, "A" * 12) is not None
    forget_spent(database, SOON + timedelta(minutes=61))
    assert admission_of(database, "A" * 12) is None
