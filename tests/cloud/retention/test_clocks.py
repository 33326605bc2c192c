"""Proves: A061.

Rows of any age, and a job that runs when it can: machines sleep for weeks, and clocks are set back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config.declared import REACHES
from ostoja.cloud.homes.models import Attempt
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.retention.flows import run
from ostoja.cloud.rights.models import Handover, Request
from ostoja.policy.periods import Period, last_day
from tests.cloud.cast import person

ZONE = ZoneInfo("Europe/Warsaw")
TODAY = datetime(2026, 11, 22, tzinfo=UTC)
BEGAN = st.integers(0, 8 * 366 * 86_400).map(lambda seconds: TODAY - timedelta(seconds=seconds))
RAN = st.integers(0, 8 * 366 * 86_400).map(lambda seconds: TODAY + timedelta(seconds=seconds))
ROWS, RUNS = st.lists(BEGAN, min_size=1, max_size=6, unique=True), st.lists(RAN, min_size=1, max_size=4)
# Each example fills and empties a database.
FEWER = settings.default.max_examples // 10 if settings.default is not None else 10
PER_EXAMPLE = settings(max_examples=FEWER, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def undone() -> Iterator[None]:
    """The rows of an example go with it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def last(rule: str, began: datetime, *, earlier: bool = False) -> date:
    """The last day by the policy's own words, row by row."""
    said = in_force(TODAY).policy.retention[rule]
    day = began.astimezone(ZONE).date()
    if earlier:
        assert said.earlier is not None
        return last_day(day, Period.parse(said.earlier))
    return last_day(day, Period.parse(said.period), said.rounding)


def went(runs: list[datetime]) -> date:
    """The farthest day on which the job ran, and ended everything whose last day had passed."""
    for now in runs:
        run(REACHES, now)
    return max(now.astimezone(ZONE).date() for now in runs)


@pytest.mark.django_db
@PER_EXAMPLE
@given(ROWS, RUNS)
def test_attempts_are_there_to_their_last_day_and_no_longer(rows: list[datetime], runs: list[datetime]) -> None:
    with undone():
        Attempt.objects.bulk_create(Attempt(who_hash=f"{at}", tried=at) for at in rows)

        day = went(runs)

        assert set(Attempt.objects.values_list("tried", flat=True)) == {at for at in rows if last("R28", at) >= day}


@pytest.mark.django_db
@PER_EXAMPLE
@given(ROWS, RUNS)
def test_a_closed_request_loses_its_person_early_and_itself_at_a_years_end(
    rows: list[datetime], runs: list[datetime]
) -> None:
    with undone():
        ala = person("Ala")
        for at in rows:
            Request.objects.create(
                person=ala, who="w", kind="access", channel="page", received=at.date(), state="fulfilled", closed=at
            )

        day = went(runs)

        left = Request.objects.all()
        assert {one.closed for one in left} == {at for at in rows if last("R31", at) >= day}
        assert {one.closed for one in left if one.person} == {at for at in rows if last("R31", at, earlier=True) >= day}


@pytest.mark.django_db
@PER_EXAMPLE
@given(ROWS, RUNS)
def test_an_open_account_outlives_every_run_and_a_link_for_its_data_does_not(
    rows: list[datetime], runs: list[datetime]
) -> None:
    with undone():
        ala = person("Ala")
        for at in rows:
            Handover.objects.create(person=ala, receiver="Biblioteka", token_hash=f"{at}", made=at, until=at)

        day = went(runs)

        assert Person.objects.get() == ala
        assert set(Handover.objects.values_list("made", flat=True)) == {at for at in rows if last("R32", at) >= day}


@pytest.mark.django_db
@PER_EXAMPLE
@given(ROWS, RUNS)
def test_a_closed_account_keeps_to_the_day_what_each_rule_keeps(rows: list[datetime], runs: list[datetime]) -> None:
    with undone():
        for number, at in enumerate(rows):
            made = person(f"Ala{number}")
            Person.objects.filter(pk=made.pk).update(closed=at, is_active=False, last_login=None, language="pl")

        day = went(runs)

        left = Person.objects.all()
        assert {one.closed for one in left} == {at for at in rows if last("R01", at) >= day}
        assert {one.closed for one in left if one.language} == {at for at in rows if last("R03", at) >= day}
