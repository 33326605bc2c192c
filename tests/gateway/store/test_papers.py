import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from ostoja.gateway.store.admissions import Admission, add_admission, admission_of
from ostoja.gateway.store.apps import Rights, admit_app, apps
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.deliveries import begin, latest
from ostoja.gateway.store.history import Reading, days, keep_for, record, void_through
from ostoja.gateway.store.papers import Papers, drop_papers, keep_keyring, keep_papers, keyring, papers, take_papers
from ostoja.protocol.certificates import Certificate
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.tickets import Role
from ostoja.protocol.tokens import Keyring
from tests.gateway.moving_clock import NOON


def some_papers() -> Papers:
    certificate = Certificate.new(installation="i" * 22, key=PrivateKey.new().public, owner="ala", now=NOON)
    return Papers.of("a.b.c", "ws://localhost:1", certificate)


def test_there_are_none_until_the_gateway_is_claimed(database: Database) -> None:
    assert papers(database) is None


def test_newer_papers_replace_older_ones(database: Database) -> None:
    keep_papers(database, some_papers())
    newer = some_papers()

    keep_papers(database, newer)

    assert papers(database) == newer


def test_papers_can_be_lost(database: Database) -> None:
    keep_papers(database, some_papers())

    drop_papers(database)

    assert papers(database) is None


def test_printing_papers_shows_no_token() -> None:
    assert repr(some_papers()) == "Papers(iiiiiiii…)"


def test_the_keyring_is_kept_whole(database: Database) -> None:
    keep_keyring(database, Keyring({"old": PrivateKey.new().public}))
    keys = Keyring({"a": PrivateKey.new().public, "b": PrivateKey.new().public})

    keep_keyring(database, keys)

    assert keyring(database) == keys


def with_a_household(database: Database) -> None:
    """Ala's app and a code of hers, and a claim code that nobody has typed."""
    for number, claim in (("A" * 12, False), ("B" * 12, True)):
        made = Admission(number, b"k" * 32, Role.OWNER, None, NOON + timedelta(minutes=10), 2, claim=claim)
        add_admission(database, made, NOON)
    assert admit_app(database, "A" * 12, b"a" * 32, Rights("ala", Role.OWNER), NOON)


@pytest.mark.parametrize("is_held", [True, False])
def test_a_home_that_is_claimed_anew_knows_nobody_of_before(database: Database, is_held: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with_a_household(database)
    if is_held:
        keep_papers(database, replace(some_papers(), installation="another"))

    begin(database, "Energia", "energia.example", NOON)
    keep_for(database, 365)
    record(database, [Reading(NOON, "m-1", "on_off", "{}")])

    take_papers(database, some_papers(), NOON, NOON + timedelta(minutes=10))

    assert latest(database) == ()
    assert days(database) == 30
    bound = admission_of(database, "B" * 12)
    assert apps(database) == []
    assert admission_of(database, "A" * 12) is None
    assert bound is not None
    assert (bound.member, bound.claim) == ("ala", False)
    assert void_through(database) == 1


def test_papers_of_the_same_home_leave_everybody_in(database: Database) -> None:
    with_a_household(database)
    keep_papers(database, some_papers())

    take_papers(database, some_papers(), NOON, NOON)

    assert len(apps(database)) == 1
    assert admission_of(database, "A" * 12) is not None
    assert void_through(database) == 0


def test_papers_that_cannot_bind_the_claim_are_not_taken(database: Database) -> None:
    with_a_household(database)
    bad = replace(some_papers(), owner=None)  # type: ignore[arg-type]  # what the store refuses

    with pytest.raises(sqlite3.IntegrityError):
        take_papers(database, bad, NOON, NOON)

    assert papers(database) is None
    assert len(apps(database)) == 1
