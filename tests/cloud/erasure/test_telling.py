"""Proves: A052, A081."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.flows import describe
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.disclosures.door import disclose
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.erasure import flows
from ostoja.cloud.erasure.flows import close_account, owe, tell_recipients, told_by_hand
from ostoja.cloud.erasure.models import Telling
from ostoja.cloud.erasure.queries import tellings_of, told_without_answer, untold
from ostoja.cloud.erasure.rules import Change
from tests.canary.stores import cached, columns, hits, sessions
from tests.canary.tokens import Token
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.disclosures.conftest import mailer
from tests.cloud.disclosures.conftest import promise as adapters_on
from tests.cloud.disclosures.test_door import LETTERS, Letter
from tests.doubles.standin import StandIn

__all__ = ["adapters_on", "mailer"]
pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def promise(adapters_on: None) -> None:
    """The policy with every adapter on, in place of the one of this folder."""


@pytest.fixture
def known(ala: Person, mailer: StandIn, settings: Settings) -> StandIn:
    """A recipient that got Ala's address, and has a place for notices."""
    disclose("mailerlite", LETTERS, [ala], Letter(to=ala.email), f"http://{mailer.host}/letters", NOW)
    settings.NOTICE_ADDRESSES = {"mailerlite": f"http://{mailer.host}/changes"}
    mailer.got.clear()
    return mailer


@pytest.mark.parametrize("change", list(Change))
def test_whoever_received_something_hears_of_a_change_and_its_answer_is_kept(
    change: Change, known: StandIn, ala: Person
) -> None:
    assert owe(ala, change, NOW) == 1
    assert owe(ala, change, NOW) == 0

    assert tell_recipients(NOW) == 1

    kept = tellings_of(ala).get()
    assert known.got[0][0] == "/changes"
    assert known.got[0][1] == (
        f'{{"change":"{change.value}","reference":"{kept.public}","email":"ala@example.org"}}'.encode()
    )
    assert (kept.told, kept.answered) == (NOW, NOW)
    assert Disclosure.objects.count() == 2
    assert tell_recipients(NOW + timedelta(days=9)) == 0


def test_an_erasure_is_told_after_the_account_is_closed(known: StandIn, ala: Person) -> None:
    close_account(ala, lambda: NOW)

    tell_recipients(NOW)

    assert b'"email":"ala@example.org"' in known.got[0][1]
    assert not untold(ala).exists()


def test_a_restriction_on_the_page_is_told_too(known: StandIn, ala: Person) -> None:
    browser(ala).post("/privacy/mine/limit")

    assert tell_recipients(timezone.now()) == 1

    assert b'"change":"restriction"' in known.got[0][1]


def test_who_only_took_the_message_is_called_again_until_it_did_its_part(known: StandIn, ala: Person) -> None:
    owe(ala, Change.ERASURE, NOW)
    known.status = 202

    assert tell_recipients(NOW) == 1
    assert told_without_answer().get().told == NOW
    assert tell_recipients(NOW + timedelta(minutes=5)) == 0
    known.status = 204
    assert tell_recipients(NOW + timedelta(hours=3)) == 1

    assert not told_without_answer().exists()


def test_who_cannot_be_reached_is_called_again_and_stands_as_untold(known: StandIn, ala: Person) -> None:
    owe(ala, Change.ERASURE, NOW)
    known.status = 500

    assert tell_recipients(NOW) == 0
    assert untold(ala).get().tries == 1
    known.status = 200
    assert tell_recipients(NOW + timedelta(hours=3)) == 1


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "http://127.0.0.1:1/"])
def test_a_place_that_the_policy_does_not_name_hears_nothing(
    address: str, known: StandIn, ala: Person, settings: Settings
) -> None:
    settings.NOTICE_ADDRESSES = {"mailerlite": address}
    owe(ala, Change.ERASURE, NOW)

    assert tell_recipients(NOW) == 0
    assert known.got == []


def test_who_has_no_place_for_notices_is_told_by_hand(known: StandIn, ala: Person, settings: Settings) -> None:
    settings.NOTICE_ADDRESSES = {}
    owe(ala, Change.ERASURE, NOW)
    assert tell_recipients(NOW) == 0

    told_by_hand(Telling.objects.get(), NOW, answered=False)
    assert told_without_answer().exists()
    told_by_hand(Telling.objects.get(), NOW, answered=True)

    assert not told_without_answer().exists()


def test_who_corrects_their_name_need_not_tell_everybody_themselves(known: StandIn, ala: Person) -> None:
    same = {"language": "pl", "time_zone": "Europe/Warsaw"}
    describe(ala, first_name=ala.first_name, last_name=ala.last_name, **same)
    assert not Telling.objects.exists()

    describe(ala, first_name="Alicja", last_name=ala.last_name, **same)

    assert Telling.objects.get().change == Change.RECTIFICATION
    tell_recipients(NOW)
    assert b"Alicja" not in known.got[0][1]


def test_a_corrected_name_is_everywhere_and_the_old_one_nowhere(
    known: StandIn, ala: Person, caplog: pytest.LogCaptureFixture
) -> None:
    Person.objects.filter(pk=ala.pk).update(first_name="Zdziskx7ława")
    ala.refresh_from_db()
    named = Letter(to=ala.email, name=ala.first_name)
    disclose("mailerlite", LETTERS, [ala], named, f"http://{known.host}/letters", NOW)
    client, known.got[:] = browser(ala), []
    typed = {"first_name": "Alicjakx8", "last_name": ala.last_name, "language": "pl", "time_zone": "Europe/Warsaw"}

    assert client.post("/accounts/", typed).status_code == 302
    tell_recipients(timezone.now())
    copy = client.post("/privacy/mine/access/", {"password": PASSWORD})

    with zipfile.ZipFile(io.BytesIO(b"".join(copy))) as archive:
        taken = b"".join(archive.read(name) for name in archive.namelist())
    stores = [*columns(), *sessions(), *cached(), ("log", caplog.text.encode()), ("copy", taken)]
    old, new = Token("Zdziskx7ława", "id.first_name"), Token("Alicjakx8", "id.first_name")
    assert hits(stores, [old]) == set()
    assert {hit.place for hit in hits(stores, [new])} >= {"accounts_person.first_name", "copy"}
    assert [b"Alicjakx8" in body for _, body in known.got] == [True]


def test_who_does_not_answer_is_not_waited_for_twice_in_a_row(
    known: StandIn, ala: Person, bartek: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    disclose("mailerlite", LETTERS, [bartek], Letter(to=bartek.email), f"http://{known.host}/letters", NOW)
    owe(ala, Change.ERASURE, NOW)
    owe(bartek, Change.ERASURE, NOW)
    called: list[int] = []
    monkeypatch.setattr(flows, "call", lambda telling, _: called.append(telling.pk))

    assert tell_recipients(NOW) == 0

    assert len(called) == 1
    assert untold(bartek).get().next is None
