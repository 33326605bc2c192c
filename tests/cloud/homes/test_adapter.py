import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.adapter import Adapter
from ostoja.cloud.homes.models import Membership, Revocation
from ostoja.cloud.homes.queries import live_revocations
from ostoja.cloud.homes.signing import cabinet
from ostoja.cloud.sessions.store import SessionStore
from ostoja.protocol.revocations import read_revocation
from ostoja.protocol.tickets import Ticket, read_ticket
from tests.cloud.cast import PASSWORD, browser

pytestmark = pytest.mark.django_db
NEW = "niebieska furtka za sadem"


def ticket(client: Client, home: Membership) -> Ticket:
    answer = client.post(f"/app/api/installations/{home.installation.public}/tickets")
    return read_ticket(answer.json()["ticket"], cabinet().published(timezone.now()), timezone.now())


def is_struck(one: Ticket) -> bool:
    keys = cabinet().published(timezone.now())
    return any(read_revocation(live.token, keys).strikes(one) for live in live_revocations(timezone.now()))


def test_signing_out_takes_back_the_tickets_of_this_browser(home: Membership, ala: Person) -> None:
    here, there = browser(ala), browser(ala)
    mine, other = ticket(here, home), ticket(there, home)

    here.post("/accounts/logout/")

    assert is_struck(mine)
    assert not is_struck(other)


def test_a_new_password_takes_back_every_ticket_of_the_person(flat: Membership, ala: Person, bartek: Person) -> None:
    here, there, another = browser(ala), browser(ala), browser(bartek)
    tickets = [ticket(here, flat), ticket(there, flat), ticket(another, flat)]

    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/accounts/password/change/", form).status_code == 302

    assert [is_struck(one) for one in tickets] == [True, True, False]
    assert not is_struck(ticket(here, flat))


def test_whoever_is_not_signed_in_takes_nothing_back(rf: RequestFactory) -> None:
    request = rf.post("/")
    request.user, request.session = AnonymousUser(), SessionStore()

    Adapter().logout(request)

    assert not Revocation.objects.exists()


def test_when_nothing_can_be_taken_back_nobody_is_signed_out_quietly(
    home: Membership, ala: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("ostoja.cloud.homes.road.flows.take_back", broken)
    client = browser(ala)
    client.raise_request_exception = False

    assert client.post("/accounts/logout/").status_code == 500
    assert client.get("/app/api/me").status_code == 200
    assert not Revocation.objects.exists()


def test_a_password_can_be_set_for_whoever_the_library_means() -> None:
    class Somebody:
        """Somebody who is no person of ours."""

        saved = False
        password = ""

        def set_password(self, password: str) -> None:
            self.password = password

        def save(self) -> None:
            self.saved = True

    somebody = Somebody()

    Adapter().set_password(somebody, NEW)  # type: ignore[arg-type]  # not a person, which is the point

    assert (somebody.password, somebody.saved) == (NEW, True)
    assert not Revocation.objects.exists()
