from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from ostoja.cloud.policies.rules import (
    LETTERS,
    NOTICE,
    Proposal,
    Refusal,
    Standing,
    first_day_after,
    refusal_of,
    start_of,
    unproved,
)
from ostoja.policy.changes.classes import Class
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from tests.cloud.publications import real

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
REAL = real()
EXAMPLE = shipped("default")
DAY = timedelta(days=1)
STANDING = Standing("a version from before", NOW - 100 * DAY)


def on(day: date, policy: Policy = REAL) -> Policy:
    return replace(policy, about=replace(policy.about, effective=day))


def proposal(
    days: float = 0, weight: Class = Class.EDITORIAL, policy: Policy = REAL, *, demo: bool = False, proved: bool = True
) -> Proposal:
    found = on((NOW + timedelta(days=days)).date(), policy)
    return Proposal(found, "this version", weight, frozenset(found.claims if proved else ()), NOW, demo=demo)


@pytest.mark.parametrize("weight", Class)
def test_the_first_version_holds_at_once_whatever_it_says(weight: Class) -> None:
    assert refusal_of(proposal(-10, weight), []) is None


@pytest.mark.parametrize("weight", [Class.EDITORIAL, Class.INFORMATIONAL])
def test_a_change_that_does_not_matter_holds_at_once(weight: Class) -> None:
    assert refusal_of(proposal(0, weight), [STANDING]) is None


@pytest.mark.parametrize("weight", [Class.MATERIAL, Class.CONSENT_BREAKING])
@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, True), (29, True), (31, True), (32, False), (90, False)])
def test_a_change_that_matters_waits_for_the_notice(weight: Class, days: int, *, refused: bool) -> None:
    found = refusal_of(proposal(days, weight), [STANDING])

    assert (found is not None and found[0] is Refusal.TOO_SOON) is refused


def test_the_sentence_names_the_first_day_that_would_do() -> None:
    refused = refusal_of(proposal(0, Class.MATERIAL), [STANDING])

    assert refused is not None
    assert "'effective' day in about.toml must be 2027-04-02 or later" in refused[1]
    first = Proposal(on(date(2027, 4, 2)), "this version", Class.MATERIAL, frozenset(REAL.claims), NOW, demo=False)
    assert refusal_of(first, [STANDING]) is None


def test_everybody_has_thirty_days_even_when_a_letter_takes_a_day() -> None:
    assert timedelta(days=30) == NOTICE
    assert timedelta() < LETTERS <= timedelta(days=1)


def test_the_example_company_promises_nothing() -> None:
    refused = refusal_of(proposal(policy=EXAMPLE), [])

    assert refused is not None
    assert refused[0] is Refusal.EXAMPLE


def test_the_demo_may_be_an_example_and_waits_for_nobody() -> None:
    assert refusal_of(proposal(0, Class.CONSENT_BREAKING, EXAMPLE, demo=True), [STANDING]) is None


def test_a_version_is_published_once() -> None:
    refused = refusal_of(proposal(), [Standing("this version", NOW - DAY)])

    assert refused == (Refusal.KNOWN, "This very policy is published already.")


def test_a_version_does_not_come_before_one_that_is_to_come() -> None:
    coming = Standing("a version to come", start_of((NOW + 40 * DAY).date(), WARSAW))

    refused = refusal_of(proposal(39), [STANDING, coming])

    assert refused is not None
    assert refused[0] is Refusal.BEFORE_ANOTHER
    assert refused[1].endswith("2027-04-10 or later.")
    assert refusal_of(proposal(40), [STANDING, coming]) is None


def test_a_second_version_of_the_same_day_follows_the_first() -> None:
    this_morning = Standing("a version of this morning", NOW - timedelta(hours=1))

    assert refusal_of(proposal(0), [this_morning]) is None


def test_what_is_not_proved_is_not_promised() -> None:
    refused = refusal_of(proposal(proved=False), [])

    assert refused is not None
    assert refused[0] is Refusal.UNPROVED
    assert "relay_reads_nothing" in refused[1]
    assert unproved(REAL, REAL.claims.keys()) == []


def test_a_version_holds_from_the_start_of_its_day_where_the_operator_is() -> None:
    coming = proposal(60)

    assert coming.effective == datetime(2027, 4, 30, tzinfo=WARSAW) == datetime(2027, 4, 29, 22, tzinfo=UTC)
    assert coming.day == date(2027, 4, 30)


def test_a_day_that_began_did_not_hold_it_yet() -> None:
    assert proposal(0).effective == NOW
    assert proposal(-3).effective == NOW
    assert proposal(-3).day == date(2027, 3, 1)


def test_the_demo_begins_now_whatever_its_day() -> None:
    assert proposal(300, demo=True).effective == NOW


def test_the_first_day_that_begins_after_an_instant() -> None:
    midnight = datetime(2027, 3, 28, tzinfo=WARSAW)

    assert first_day_after(midnight, WARSAW) == date(2027, 3, 28)
    assert first_day_after(midnight + timedelta(seconds=1), WARSAW) == date(2027, 3, 29)
