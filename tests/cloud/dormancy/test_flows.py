"""Proves: A069."""

import logging
import smtplib
from datetime import datetime

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from msgspec.structs import replace

from ostoja.cloud.accounts.flows import see
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, restrict
from ostoja.cloud.dormancy import flows
from ostoja.cloud.dormancy.flows import close_unused, warn
from ostoja.cloud.dormancy.jobs import look
from ostoja.cloud.dormancy.queries import RULE
from ostoja.cloud.erasure.flows import Clock, Work, close_account
from ostoja.policy.shelf import shipped
from tests.cloud import publications
from tests.cloud.dormancy.conftest import DAY, LAST_SEEN, days_unused

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("unused")
class TestAnUnusedAccount:
    def test_is_left_alone_until_a_month_before_its_end(self) -> None:
        assert warn(days_unused(700)) == 0
        assert mail.outbox == []

    def test_is_announced_a_month_before_it_ends_and_once(self, ala: Person) -> None:
        assert warn(days_unused(701)) == 1
        assert warn(days_unused(702)) == 0

        [letter] = mail.outbox
        assert letter.to == ["ala@example.org"]
        assert "2028-11-23" in letter.body
        assert "/accounts/login/" in letter.body

    def test_is_closed_when_the_announced_month_is_over(self, ala: Person) -> None:
        warn(days_unused(701))

        assert close_unused(lambda: days_unused(731)) == 0
        assert close_unused(lambda: days_unused(732)) == 1

        ala.refresh_from_db()
        assert ala.closed == days_unused(732)
        assert not ala.is_active

    def test_gets_the_whole_month_when_the_letter_went_late(self, ala: Person) -> None:
        warn(days_unused(900))

        assert close_unused(lambda: days_unused(930)) == 0
        assert close_unused(lambda: days_unused(931)) == 1
        assert days_unused(930).date().isoformat() in mail.outbox[0].body

    def test_stays_when_its_person_comes_once(self, ala: Person) -> None:
        warn(days_unused(701))
        see(ala, days_unused(710))

        assert close_unused(lambda: days_unused(800)) == 0
        assert warn(days_unused(800)) == 0

    def test_is_never_closed_unannounced(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def refuse(*_: object) -> int:
            raise smtplib.SMTPRecipientsRefused({"ala@example.org": (550, b"no")})

        monkeypatch.setattr(EmailBackend, "send_messages", refuse)

        assert warn(days_unused(701)) == 0

        assert close_unused(lambda: days_unused(900)) == 0
        assert "SMTPRecipientsRefused" in caplog.text
        assert "ala@example.org" not in caplog.text

    def test_of_somebody_who_had_their_data_restricted_stays(self, ala: Person) -> None:
        restrict(ala, Way(ala, "pl"), LAST_SEEN + DAY)
        warn(days_unused(701))

        assert close_unused(lambda: days_unused(900)) == 0

    def test_that_cannot_be_closed_keeps_no_other_open(
        self, ala: Person, bartek: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        Person.objects.update(seen=LAST_SEEN)
        assert warn(days_unused(701)) == 2

        def close(person: Person, clock: Clock, beside: Work) -> None:
            if person == ala:
                raise TypeError(ala.email)
            close_account(person, clock, beside)

        monkeypatch.setattr(flows, "close_account", close)

        assert close_unused(lambda: days_unused(732)) == 1
        assert list(Person.objects.filter(is_active=True)) == [ala]
        assert "TypeError" in caplog.text
        assert ala.email not in caplog.text

    def test_is_looked_after_by_a_job(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO):
            look(days_unused(600))
            assert "unused" not in caplog.text
            look(days_unused(701))

        assert "closed 0 unused accounts and told 1 people" in caplog.text


def test_a_policy_that_says_nothing_of_unused_accounts_ends_none(ala: Person) -> None:
    policy = shipped("default")
    rules = {name: rule for name, rule in policy.retention.items() if name != RULE}
    publications.published(replace(policy, retention=rules), demo=True)
    far: datetime = days_unused(3_000)

    assert (warn(far), close_unused(lambda: far)) == (0, 0)


def test_who_uses_the_account_hears_nothing(promise: None, ala: Person, bartek: Person) -> None:
    see(ala, days_unused(700))
    see(bartek, LAST_SEEN)

    assert warn(days_unused(701)) == 1
    assert mail.outbox[0].to == ["bartek@example.org"]


@pytest.mark.usefixtures("unused")
def test_who_comes_while_others_are_closed_keeps_their_account(
    ala: Person, bartek: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Person.objects.update(seen=LAST_SEEN)
    assert warn(days_unused(701)) == 2

    def close(person: Person, clock: Clock, beside: Work) -> None:
        close_account(person, clock, beside)
        see(bartek, days_unused(732))

    monkeypatch.setattr(flows, "close_account", close)

    assert close_unused(lambda: days_unused(732)) == 1
    bartek.refresh_from_db()
    assert (bartek.is_active, bartek.email) == (True, "bartek@example.org")
    assert "cannot be closed" not in caplog.text
