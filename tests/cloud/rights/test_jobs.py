"""Proves: A086."""

import smtplib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.flows import Asked, advance, fulfil, refuse, register, reply
from ostoja.cloud.rights.jobs import tell
from ostoja.cloud.rights.models import Request, Step
from ostoja.cloud.rights.page import page_of
from ostoja.cloud.rights.rules import Kind, Refusal, State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)


def asked(person: Person) -> Request:
    request = register(person, Asked(Kind.OBJECTION, "page", DAY, "please"), "signed_in", person, NOW)
    advance(request, State.IN_PROGRESS, person, NOW)
    return request


def test_who_waits_hears_once_of_an_answer(ala: Person, bartek: Person, caplog: pytest.LogCaptureFixture) -> None:
    reply(asked(ala), State.FULFILLED, "done", bartek, NOW)

    tell(NOW)
    tell(NOW + timedelta(minutes=10))

    assert [letter.to for letter in mail.outbox] == [[ala.email]]
    assert "told 1 people that a request has news" in caplog.text


def test_a_longer_time_a_refusal_and_a_question_are_news_too(ala: Person, bartek: Person) -> None:
    advance(asked(ala), State.EXTENDED, bartek, NOW, "it is a lot")
    refuse(asked(ala), Refusal.NOTHING_HELD, "we hold nothing", bartek, NOW)
    advance(asked(ala), State.IDENTITY_PENDING, bartek, NOW)

    tell(NOW)

    assert len(mail.outbox) == 3


def test_what_a_person_did_themselves_is_no_news(ala: Person, bartek: Person) -> None:
    fulfil(ala, Kind.ACCESS, DAY, NOW)
    advance(asked(ala), State.WITHDRAWN, bartek, NOW)
    reply(asked(bartek), State.FULFILLED, "done", ala, NOW)
    Person.objects.filter(pk=bartek.pk).update(is_active=False)

    tell(NOW)

    assert mail.outbox == []


def test_who_was_not_reached_is_told_later(
    ala: Person, bartek: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reply(asked(ala), State.FULFILLED, "done", bartek, NOW)

    def refused(_letter: EmailMessage) -> int:
        raise smtplib.SMTPRecipientsRefused({"somebody": (550, b"no")})

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", refused)
        tell(NOW)
    assert not Step.objects.filter(told__isnull=False).exists()
    assert "SMTPRecipientsRefused" in caplog.text

    tell(NOW)

    assert len(mail.outbox) == 1


def test_the_month_of_who_does_not_say_who_they_are_stands_still(ala: Person, bartek: Person) -> None:
    request = asked(ala)
    before = page_of(ala, "en", NOW)["asked"][0].clock.due
    advance(request, State.IDENTITY_PENDING, bartek, NOW)
    later = NOW + timedelta(days=7)
    advance(request, State.IN_PROGRESS, bartek, later)

    assert page_of(ala, "en", later)["asked"][0].clock.due - before == timedelta(days=7)
