from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.cloud.homes import rules
from ostoja.cloud.homes.rules import Place
from ostoja.protocol.revocations import Revocation, Subject
from ostoja.protocol.tickets import Role, Ticket

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone
PLACES = st.lists(st.builds(Place, st.sampled_from("abcd"), st.sampled_from(Role)), unique_by=lambda one: one.member)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dom  nad\nrzeką ", "Dom nad rzeką"),
        ("", ""),
        (" ", ""),
        ("x" * 80, "x" * 80),
        ("x" * 81, ""),
        ("a\x00b", ""),
        ("Dom\u202e", ""),
        ("\u3164", ""),
    ],
)
def test_a_name_is_one_line_of_reasonable_length(typed: str, kept: str) -> None:
    assert rules.name(typed) == kept


@pytest.mark.parametrize(("role", "than"), [(a, b) for a in Role for b in Role])
def test_an_owner_is_more_than_a_member_and_nobody_is_more_than_an_owner(role: Role, than: Role) -> None:
    assert rules.is_more(role, than) == ((role, than) == (Role.OWNER, Role.MEMBER))


@given(MOMENTS, st.integers(0, 500))
def test_a_revocation_strikes_every_ticket_issued_up_to_now(now: datetime, before: int) -> None:
    ticket = Ticket.new(
        installation="i", member="m", session="s", role=Role.MEMBER, now=now - timedelta(milliseconds=before)
    )

    assert Revocation(Subject.MEMBER, "m", rules.not_before(now)).strikes(ticket)


@given(MOMENTS, MOMENTS)
def test_a_revocation_that_is_forgotten_is_spent(made: datetime, now: datetime) -> None:
    revocation = Revocation(Subject.MEMBER, "m", rules.not_before(made))

    assert revocation.not_before >= rules.spent_before(now) or revocation.is_spent(now)


@given(PLACES, st.sampled_from("abcd"))
def test_a_home_always_keeps_an_owner(members: list[Place], leaving: str) -> None:
    owners = {one.member for one in members if one.role is Role.OWNER}

    assert rules.is_last_owner(leaving, members) == (owners == {leaving})


@pytest.mark.parametrize(("off", "is_on_time"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_clocks_may_differ_by_five_minutes(off: int, is_on_time: bool) -> None:  # noqa: FBT001 - a row of the table
    now = datetime(2026, 11, 22, tzinfo=UTC)

    assert rules.on_time(int(now.timestamp()) + off, now) is is_on_time


def test_what_is_kept_hashed_depends_on_secret_and_purpose() -> None:
    assert rules.disguised("a", "number", "1") != rules.disguised("b", "number", "1")
    assert rules.disguised("a", "number", "1") != rules.disguised("a", "address", "1")
