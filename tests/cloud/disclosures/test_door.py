"""Proves: A042."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.queries import verified
from ostoja.cloud.consents.flows import Way, give, restrict, withdraw
from ostoja.cloud.consents.queries import purpose_in_force
from ostoja.cloud.disclosures import door
from ostoja.cloud.disclosures.client import UnreachableError
from ostoja.cloud.disclosures.door import DisclosureError, disclose
from ostoja.cloud.disclosures.flows import CHAIN
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.disclosures.payloads import Payload
from ostoja.cloud.disclosures.queries import disclosures_about, untold_recipients
from ostoja.cloud.disclosures.rules import Obstacle
from ostoja.privacy.consent.choices import digest_of
from tests.doubles.standin import StandIn

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LETTERS, NEWS = "app.transactional_mail", "news.info"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("promise")]


class Letter(Payload, frozen=True):
    HOLDS: ClassVar[Mapping[str, str]] = {"to": "id.email", "name": "id.first_name", "kind": ""}

    to: str
    name: str = ""
    kind: str = "code"


class Intrusive(Payload, frozen=True):
    HOLDS: ClassVar[Mapping[str, str]] = {"state": "home.state"}

    state: str


def send(person: Person, mailer: StandIn, purpose: str = LETTERS, payload: Payload | None = None) -> None:
    payload = payload or Letter(to=person.email)
    disclose("mailerlite", purpose, [person], payload, f"http://{mailer.host}/letters", NOW)


def refusal(person: Person, mailer: StandIn, purpose: str = LETTERS, payload: Payload | None = None) -> Obstacle:
    with pytest.raises(DisclosureError) as refused:
        send(person, mailer, purpose, payload)
    assert mailer.got == []
    return refused.value.obstacle


def test_the_entry_stands_before_the_bytes_leave(ala: Person, mailer: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.extend(Disclosure.objects.values_list("state", flat=True))
        # The server looks in a thread of its own, whose connection nobody else would close.
        connection.close()

    monkeypatch.setattr(mailer, "on_receipt", look)

    send(ala, mailer)

    assert seen == ["written"]
    assert disclosures_about(ala).get().state == "sent"


def test_what_leaves_is_the_payload_and_the_entry_holds_none_of_it(ala: Person, mailer: StandIn) -> None:
    send(ala, mailer, payload=Letter(to=ala.email, name="Ala"))

    entry = disclosures_about(ala).get()
    assert mailer.got == [("/letters", b'{"to":"ala@example.org","name":"Ala","kind":"code"}')]
    assert (entry.categories, entry.country, entry.count) == ("id.email id.first_name", "IE", 1)
    assert not any(ala.email in str(value) for value in vars(entry).values())


def test_every_entry_is_a_link_of_the_chain(ala: Person, mailer: StandIn) -> None:
    send(ala, mailer)
    send(ala, mailer)

    assert verified(CHAIN).fault is None
    assert verified(CHAIN).entries == 2


def test_without_an_entry_nothing_leaves(ala: Person, mailer: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(door, "write", full)

    with pytest.raises(DatabaseError):
        send(ala, mailer)

    assert mailer.got == []


def test_within_a_transaction_that_could_take_the_entry_back_nothing_leaves(ala: Person, mailer: StandIn) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        send(ala, mailer)

    assert mailer.got == []


def test_an_undeclared_category_purpose_or_recipient_stays(ala: Person, mailer: StandIn) -> None:
    assert refusal(ala, mailer, payload=Intrusive(state="on")) is Obstacle.UNDECLARED_CATEGORY
    assert refusal(ala, mailer, purpose="app.claims") is Obstacle.UNDECLARED_PURPOSE
    with pytest.raises(DisclosureError) as refused:
        disclose("nobody", LETTERS, [ala], Letter(to=ala.email), f"http://{mailer.host}/", NOW)
    assert refused.value.obstacle is Obstacle.UNKNOWN_RECIPIENT
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/", "http://connect.mailerlite.com/", "ftp://x/", "nonsense"]
)
def test_an_undeclared_host_is_not_reached(url: str, ala: Person, mailer: StandIn) -> None:
    with pytest.raises(DisclosureError) as refused:
        disclose("mailerlite", LETTERS, [ala], Letter(to=ala.email), url, NOW)

    assert refused.value.obstacle is Obstacle.UNDECLARED_HOST


def test_what_needs_consent_leaves_only_with_it(ala: Person, mailer: StandIn) -> None:
    purpose = purpose_in_force(NEWS, NOW)
    assert purpose is not None
    assert refusal(ala, mailer, NEWS) is Obstacle.DENIED

    give(ala, NEWS, digest_of(purpose), Way(ala, "en"), NOW)
    send(ala, mailer, NEWS)
    withdraw(ala, NEWS, Way(ala, "en"), NOW)
    mailer.got.clear()

    assert refusal(ala, mailer, NEWS) is Obstacle.DENIED


def test_of_a_restricted_person_nothing_leaves(ala: Person, bartek: Person, mailer: StandIn) -> None:
    restrict(ala, Way(ala, "en"), NOW)

    assert refusal(ala, mailer) is Obstacle.DENIED
    send(bartek, mailer)
    assert len(mailer.got) == 1


def test_a_recipient_that_cannot_be_reached_is_written_down_as_such(ala: Person, mailer: StandIn) -> None:
    mailer.shutdown()
    mailer.server_close()

    with pytest.raises(UnreachableError):
        send(ala, mailer)

    assert disclosures_about(ala).get().state == "failed"
    assert not untold_recipients(ala).exists()


def test_a_redirect_is_an_answer_and_is_not_followed(ala: Person, mailer: StandIn) -> None:
    mailer.status = 307

    answer = disclose("mailerlite", LETTERS, [ala], Letter(to=ala.email), f"http://{mailer.host}/letters", NOW)

    assert answer.status == 307
    assert len(mailer.got) == 1
