"""Proves: A054, A055, A058, A059."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailConfirmation
from django.contrib.auth.hashers import make_password

from ostoja.cloud.accounts.flows import close
from ostoja.cloud.accounts.models import ClaimsFile, Person
from ostoja.cloud.accounts.personal import REACHES
from ostoja.cloud.audit.models import Link
from ostoja.cloud.audit.queries import verified
from ostoja.cloud.desk.models import Look
from ostoja.cloud.retention.executor import CHAIN, counts
from ostoja.cloud.retention.flows import Held, HoldError, StalePlanError, hold, plan_of, release, run
from ostoja.cloud.retention.models import Run
from ostoja.cloud.retention.selection import cascades
from ostoja.cloud.rights.models import Step

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def closed(person: Person, ago: timedelta) -> Person:
    person.closed, person.password = NOW - ago, make_password("correct horse battery staple")
    person.save()
    return person


class TestAnAccountThatWasClosed:
    def test_keeps_everything_for_thirty_days(self, ala: Person) -> None:
        closed(ala, timedelta(days=30))

        run(REACHES, NOW)

        ala.refresh_from_db()
        assert ala.password

    def test_is_a_claims_file_after_thirty_one_days(self, ala: Person) -> None:
        closed(ala, timedelta(days=31))

        run(REACHES, NOW)

        ala.refresh_from_db()
        assert (ala.password, ala.language, ala.time_zone) == ("", "", "")
        assert (ala.email, ala.first_name) == ("ala@example.org", "Ala")

    def test_is_gone_after_six_years(self, ala: Person, bartek: Person) -> None:
        closed(ala, timedelta(days=6 * 366))

        run(REACHES, NOW)

        assert list(Person.objects.all()) == [bartek]

    def test_is_left_alone_while_it_is_open(self, ala: Person) -> None:
        assert run(REACHES, NOW).rows == 0


class TestARun:
    def test_does_what_the_dry_run_said_and_nothing_the_second_time(self, ala: Person, bartek: Person) -> None:
        closed(ala, timedelta(days=40))
        said = [count for _, count in counts(plan_of(REACHES, NOW))]

        first, second = run(REACHES, NOW), run(REACHES, NOW)

        assert first.rows == sum(said) == 1
        assert second.rows == 0

    def test_changes_nothing_when_it_is_only_looked_at(self, ala: Person) -> None:
        closed(ala, timedelta(days=40))
        before = list(Person.objects.values())

        list(counts(plan_of(REACHES, NOW)))

        assert list(Person.objects.values()) == before

    def test_carries_out_the_plan_that_was_looked_at(self, ala: Person) -> None:
        closed(ala, timedelta(days=40))

        assert run(REACHES, NOW, plan_of(REACHES, NOW).name()).rows == 1

    def test_refuses_the_plan_of_another_day(self, ala: Person) -> None:
        yesterday = plan_of(REACHES, NOW - timedelta(days=1)).name()

        with pytest.raises(StalePlanError):
            run(REACHES, NOW, yesterday)

        assert not Run.objects.exists()

    def test_leaves_a_proof_that_names_nobody(self, ala: Person) -> None:
        closed(ala, timedelta(days=40))

        run(REACHES, NOW)

        body = bytes(Link.objects.get(chain__name=CHAIN).body or b"")
        assert verified(CHAIN).fault is None
        assert b'"count": 1' in body
        assert ala.email.encode() not in body
        assert ala.public.encode() not in body


class TestAHold:
    def test_keeps_its_record_and_no_other(self, ala: Person, bartek: Person) -> None:
        closed(ala, timedelta(days=40))
        closed(bartek, timedelta(days=40))
        hold(Held("accounts.Person", str(ala.pk)), "a claim in court", date(2027, 3, 1), bartek, NOW)

        run(REACHES, NOW)

        assert Person.objects.get(pk=ala.pk).password
        assert not Person.objects.get(pk=bartek.pk).password

    def test_of_one_field_keeps_the_whole_row_from_going(self, ala: Person, bartek: Person) -> None:
        closed(ala, timedelta(days=7 * 366))
        hold(Held("accounts.Person", str(ala.pk), "email"), "a claim in court", date(2027, 3, 1), bartek, NOW)

        run(REACHES, NOW)

        assert Person.objects.get(pk=ala.pk).email == "ala@example.org"
        assert Person.objects.get(pk=ala.pk).password == ""

    def test_that_is_released_lets_go_at_the_next_run(self, ala: Person, bartek: Person) -> None:
        closed(ala, timedelta(days=40))
        kept = hold(Held("accounts.Person", str(ala.pk)), "a claim in court", date(2027, 3, 1), bartek, NOW)
        run(REACHES, NOW)

        release(kept, NOW)

        assert run(REACHES, NOW).rows == 1

    @pytest.mark.parametrize(
        ("reason", "review"), [("", date(2027, 3, 1)), ("a claim", date(2027, 6, 1)), ("a claim", date(2026, 1, 1))]
    )
    def test_needs_a_reason_and_a_review_within_half_a_year(self, reason: str, review: date, ala: Person) -> None:
        with pytest.raises(HoldError):
            hold(Held("accounts.Person", "1"), reason, review, ala, NOW)


def test_a_hold_keeps_the_row_with_which_the_held_one_would_go(ala: Person, bartek: Person) -> None:
    close(ala, NOW - timedelta(days=6 * 366))
    kept = ClaimsFile.objects.get(person=ala)
    held = hold(Held("accounts.ClaimsFile", str(kept.pk)), "a claim in court", date(2027, 1, 1), bartek, NOW)

    run(REACHES, NOW)
    assert ClaimsFile.objects.filter(pk=kept.pk).exists()

    release(held, NOW)
    run(REACHES, NOW)
    assert not Person.objects.filter(pk=ala.pk).exists()


def test_the_ways_on_which_a_row_goes_with_others_are_found() -> None:
    assert list(cascades(Step, Person)) == []
    assert list(cascades(ClaimsFile, Person)) == ["person"]
    assert list(cascades(EmailConfirmation, Person)) == ["email_address__user"]


def test_a_hold_of_a_row_that_hangs_on_nobody_keeps_nobody(ala: Person, bartek: Person, celina: Person) -> None:
    closed(ala, timedelta(days=6 * 366))
    look = Look.objects.create(staff=bartek, person=None, what="request", purpose="request", ticket="R-1", at=NOW)
    hold(Held("desk.Look", str(look.pk)), "a matter", date(2027, 1, 1), bartek, NOW)

    run(REACHES, NOW)

    assert set(Person.objects.all()) == {bartek, celina}
