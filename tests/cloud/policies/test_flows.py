"""Proves: A115."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from msgspec.structs import replace
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies import flows
from ostoja.cloud.policies.flows import Draft, PublishError, changes_to, publish, tell_of
from ostoja.cloud.policies.models import Page, Publication, Told
from ostoja.cloud.policies.queries import before, in_force, publication_in_force
from ostoja.cloud.policies.rules import LETTERS, NOTICE, Refusal
from ostoja.policy.adapters import with_adapters
from ostoja.policy.changes.classes import Class
from ostoja.policy.entries import Purpose, Question
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from ostoja.policy.text import Text
from ostoja.privacy.consent.choices import Choice, Kind, digest_of
from ostoja.privacy.consent.decide import AgeBand, Denial, Standing, denial_of
from tests.cloud import cast
from tests.cloud.publications import changed, effective, longer, published, real, reworded

pytestmark = pytest.mark.django_db

WEATHER = "app.weather"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def refusal(policy: Policy, now: datetime, **more: Any) -> Refusal:
    with pytest.raises(PublishError) as refused:
        published(policy, now=now, **more)
    assert str(refused.value).endswith(".")
    return refused.value.refusal


def test_the_first_version_holds_from_the_moment_of_its_publication(now: datetime) -> None:
    made = published(real(), now=now)

    assert (made.effective, made.published, made.weight, made.approver) == (now, now, Class.EDITORIAL, "Ala")
    assert publication_in_force(now) == made
    assert in_force(now).policy == real()


def test_a_version_is_kept_with_every_document_that_people_read_of_it(now: datetime) -> None:
    published(real(), now=now)

    found = {(page.kind, page.language, page.form): bytes(page.content) for page in Page.objects.all()}
    kinds = [("notice", "html"), ("notice", "pdf"), ("notice", "txt"), ("cookies", "html"), ("recipients", "html")]
    assert found.keys() == {(kind, language, form) for kind, form in kinds for language in ("pl", "en")}
    assert found["notice", "pl", "pdf"].startswith(b"%PDF")
    assert real().controller.name in found["notice", "en", "txt"].decode()


@pytest.mark.parametrize(
    ("change", "weight"),
    [
        (reworded, Class.EDITORIAL),
        (lambda policy: changed(policy, "retention", "R01", period="P5Y"), Class.INFORMATIONAL),
        (longer, Class.MATERIAL),
        (
            lambda policy: changed(policy, "purposes", "app.auth", basis=policy.purposes["sec.logs"].basis),
            Class.MATERIAL,
        ),
    ],
)
def test_a_change_gets_its_class(change: Any, weight: Class, now: datetime) -> None:
    published(real(), now=now)

    assert max(one.weight for one in changes_to(Draft(change(real()), frozenset()))) is weight


def test_a_new_recipient_and_a_new_purpose_matter(now: datetime) -> None:
    published(real("pol-003"), now=now)

    changes = changes_to(Draft(real("pol-003"), frozenset({"newsletter", "mailerlite"})))

    assert {"purposes", "recipients"} <= {one.kind for one in changes if not one.field and one.weight is Class.MATERIAL}


def test_people_raise_a_class_and_never_lower_it(now: datetime) -> None:
    first = published(real(), now=now)
    raised = published(effective(reworded(real()), 40, now), now=now, raised_to=Class.MATERIAL)
    kept = published(effective(longer(real()), 50, now), now=now, raised_to=Class.INFORMATIONAL)

    assert [one.weight for one in (first, raised, kept)] == [Class.EDITORIAL, Class.MATERIAL, Class.MATERIAL]


def test_a_change_that_matters_is_refused_without_thirty_days_of_notice(now: datetime) -> None:
    published(real(), now=now)

    assert refusal(effective(longer(real()), 30, now), now) is Refusal.TOO_SOON
    assert refusal(effective(reworded(real()), 0, now), now, raised_to=Class.MATERIAL) is Refusal.TOO_SOON
    assert published(effective(longer(real()), 33, now), now=now).effective >= now + NOTICE + LETTERS


def test_a_refused_version_leaves_nothing_behind(now: datetime) -> None:
    published(real(), now=now)
    refusal(longer(real()), now)

    assert (Publication.objects.count(), Page.objects.count()) == (1, 10)


def test_a_dry_run_leaves_nothing_behind(now: datetime) -> None:
    made = publish(Draft(real(), frozenset()), "Ala", now, dry_run=True)

    assert (made.hash, made.effective) == (with_adapters(real(), ()).hash(), now)
    assert not Publication.objects.exists()


def test_nothing_takes_effect_before_its_day(now: datetime) -> None:
    first = published(real(), now=now)
    second = published(effective(longer(real()), 40, now), now=now)

    assert publication_in_force(second.effective - timedelta(microseconds=1)) == first
    assert in_force(second.effective - timedelta(microseconds=1)).policy.retention["R01"].period == "P6Y"
    assert publication_in_force(second.effective) == second
    assert in_force(second.effective).policy.retention["R01"].period == "P7Y"


def test_turning_an_adapter_on_is_a_version_of_its_own(now: datetime) -> None:
    published(real("pol-003"), now=now)

    assert refusal(real("pol-003"), now) is Refusal.KNOWN
    assert refusal(effective(real("pol-003"), 2, now), now, adapters=frozenset({"weather"})) is Refusal.TOO_SOON


def test_the_old_text_stays_byte_for_byte_whatever_the_program_draws_later(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(real(), now=now)
    kept = {page.pk: bytes(page.content) for page in first.page_set.all()}

    monkeypatch.setattr("ostoja.cloud.policies.pages.html", lambda document: f"<p>{document.title}</p>")
    published(effective(longer(real()), 40, now), now=now)

    assert {page.pk: bytes(page.content) for page in first.page_set.all()} == kept


def weather(policy: Policy, ask: str) -> Policy:
    question = Question(ask=Text("Pogoda?", ask), detail=Text("Po co", "What for"))
    return changed(policy, "purposes", WEATHER, question=question)


def purpose(now: datetime) -> Purpose:
    return in_force(now).purposes[WEATHER]


def test_a_changed_question_closes_the_gate_in_the_instant_in_which_it_holds(now: datetime) -> None:
    adapters = frozenset({"weather"})
    published(real("pol-003"), adapters, now)
    yes = Standing(AgeBand.ADULT, [Choice(Kind.GIVEN, now, digest_of(purpose(now)))])
    second = published(effective(weather(real("pol-003"), "Weather, perhaps?"), 40, now), adapters, now)

    instant = second.effective
    assert second.weight == Class.CONSENT_BREAKING
    assert denial_of(WEATHER, purpose(instant - timedelta(microseconds=1)), yes) is None
    assert denial_of(WEATHER, purpose(instant), yes) is Denial.INVALIDATED


def test_everybody_is_told_once(now: datetime, ala: Person, celina: Person) -> None:
    published(real(), now=now)
    second = published(effective(longer(real()), 40, now), now=now)

    assert tell_of(second, now) == 2
    assert tell_of(second, now) == 0
    assert [letter.to for letter in mail.outbox] == [[ala.email], [celina.email]]
    assert set(Told.objects.values_list("person", "told")) == {(ala.pk, now), (celina.pk, now)}


def test_who_was_not_here_or_is_not_known_is_not_told(now: datetime, ala: Person, bartek: Person) -> None:
    second = published(effective(real(), 2, now), now=now)
    Person.objects.filter(pk=ala.pk).update(is_active=False)
    EmailAddress.objects.filter(user=bartek).update(verified=False)
    late = cast.person("Iwona")
    Person.objects.filter(pk=late.pk).update(joined=second.effective)

    assert tell_of(second, now) == 0
    assert mail.outbox == []


class Server(EmailBackend):
    """A mail server that can be away, part in the middle, or refuse somebody."""

    refuses = ""
    parts_after: int | None = None

    def open(self) -> bool:
        if self.parts_after == 0:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages: Any) -> int:
        if self.parts_after is not None and len(mail.outbox) >= self.parts_after:
            raise SMTPServerDisconnected
        for message in messages:
            if isinstance(message, EmailMessage) and self.refuses in message.to:
                raise SMTPRecipientsRefused({self.refuses: (550, b"no such mailbox")})
        return super().send_messages(messages)


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "refuses", "")
    monkeypatch.setattr(Server, "parts_after", None)
    return Server


@pytest.mark.parametrize("letters", [0, 1])
def test_a_mail_server_that_fails_loses_nobody_and_tells_nobody_twice(
    letters: int, now: datetime, server: type[Server], ala: Person, bartek: Person, caplog: pytest.LogCaptureFixture
) -> None:
    second = published(effective(real(), 2, now), now=now)
    server.parts_after = letters

    with caplog.at_level(logging.WARNING):
        assert tell_of(second, now) == letters
    server.parts_after = None
    assert tell_of(second, now) == 2 - letters

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([ala.email, bartek.email])
    assert "people are not told of a policy yet" in caplog.text
    assert "@" not in caplog.text


def test_a_mailbox_that_is_refused_keeps_nobody_else_waiting(
    now: datetime, server: type[Server], ala: Person, bartek: Person, caplog: pytest.LogCaptureFixture
) -> None:
    second = published(effective(real(), 2, now), now=now)
    server.refuses = ala.email

    with caplog.at_level(logging.WARNING):
        assert tell_of(second, now) == 1
    server.refuses = ""
    assert tell_of(second, now) == 1

    assert [letter.to for letter in mail.outbox] == [[bartek.email], [ala.email]]
    assert "@" not in caplog.text


def test_a_claim_without_a_proof_is_not_published(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "claims_of", lambda _: frozenset())

    assert refusal(real(), now) is Refusal.UNPROVED


def test_the_example_company_is_published_by_the_demo_alone(now: datetime) -> None:
    example = shipped("default")

    assert refusal(example, now) is Refusal.EXAMPLE
    assert published(example, now=now, demo=True).effective == now


def test_the_demo_publishes_what_the_next_program_brings_at_once(now: datetime) -> None:
    first = published(shipped("default"), now=now, demo=True)
    later = now + timedelta(minutes=1)

    second = published(longer(shipped("default")), now=later, demo=True)

    assert (second.effective, before(second)) == (later, first)


def test_a_version_without_a_changed_rule_is_told_to_nobody(now: datetime, ala: Person) -> None:
    policy = real()
    published(policy, now=now)
    other = replace(policy, about=replace(policy.about, version="1.1"))

    assert published(other, now=now).weight == Class.EDITORIAL
