import pytest
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.devices import Device
from ostoja.cloud.security.flows import note
from ostoja.cloud.security.models import Event, KnownBrowser
from ostoja.cloud.security.rules import Kind
from ostoja.cloud.sessions.models import Session
from tests.cloud.cast import browser
from tests.cloud.security.signing_in import EDGE, FAR, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/accounts/security/"


def shown(client: Client, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def name_of(person: Person, browser: str) -> str:
    return Session.objects.get(person=person, browser=browser).public


def test_a_person_sees_where_they_are_signed_in_by_their_own_clock(ala: Person, bartek: Person) -> None:
    here, _, _ = signed_in(ala), signed_in(ala, says=EDGE, near=FAR), signed_in(bartek, says="curl/8.1")
    Session.objects.filter(browser="Edge").update(used="2026-07-01T10:00:00Z")

    page = shown(here)

    assert "Firefox, Linux</strong> (tutaj)" in page
    assert "Edge, Windows" in page
    assert "ostatnio użyte 2026-07-01 12:00" in page
    assert "203.0.113.0/24" in page
    assert FAR not in page
    assert "curl" not in page


def test_a_person_signs_another_browser_out(ala: Person) -> None:
    here, there = signed_in(ala), signed_in(ala, says=EDGE)

    answer = here.post(f"{PAGE}browsers/{name_of(ala, 'Edge')}/end")

    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert there.get("/app/api/me").status_code == 401
    assert here.get("/app/api/me").status_code == 200
    assert "Wylogowano." in shown(here)


def test_whoever_disowns_a_browser_is_led_to_a_new_password(ala: Person) -> None:
    here, there = signed_in(ala), signed_in(ala, says=EDGE)

    answer = here.post(f"{PAGE}browsers/{name_of(ala, 'Edge')}/disown")

    assert answer.headers["Location"] == "/accounts/password/change/"
    assert "zna Twoje hasło" in here.get("/accounts/password/change/").content.decode()
    assert there.get("/app/api/me").status_code == 401
    assert Event.objects.latest("pk").kind == Kind.DISOWNED


def test_a_person_signs_out_everywhere_else(ala: Person, bartek: Person) -> None:
    here, there, another = signed_in(ala), signed_in(ala, says=EDGE), signed_in(bartek)

    here.post(f"{PAGE}others/end")

    assert [one.get("/app/api/me").status_code for one in (here, there, another)] == [200, 401, 200]
    assert "Nigdzie indziej" in shown(here)


@pytest.mark.parametrize("public", ["A" * 22, "no name", "%00", "ż"])
def test_what_is_not_a_browser_of_theirs_is_not_found(ala: Person, public: str) -> None:
    assert browser(ala).post(f"{PAGE}browsers/{public}/end").status_code in {400, 404}


def test_the_browser_of_somebody_else_is_not_found_nor_is_the_one_that_asks(ala: Person, bartek: Person) -> None:
    """Proves: L13."""
    here, there = signed_in(ala), signed_in(bartek)

    for public in (name_of(bartek, "Firefox"), name_of(ala, "Firefox")):
        for deed in ("end", "disown"):
            assert here.post(f"{PAGE}browsers/{public}/{deed}").status_code == 404
    assert [one.get("/app/api/me").status_code for one in (here, there)] == [200, 200]


def test_a_computer_that_is_not_ones_own_is_left_with_the_window_and_known_no_more(ala: Person) -> None:
    here = signed_in(ala, stay=True)
    assert "To nie mój komputer" in shown(here)

    answer = here.post(f"{PAGE}here/lend")

    assert answer.cookies["ostoja_session"]["max-age"] == ""
    assert answer.cookies["ostoja_known"]["max-age"] == 0
    assert not KnownBrowser.objects.exists()
    page = shown(here)
    assert "home/leave.js" in page
    assert "Zamknięcie przeglądarki wyloguje." in page
    assert "home/leave.js" not in shown(here)


@pytest.mark.parametrize("deed", ["others/end", "here/lend", f"browsers/{'A' * 22}/end"])
def test_nothing_happens_by_a_link_nor_for_strangers(ala: Person, deed: str) -> None:
    """Proves: L03."""
    assert browser(ala).get(PAGE + deed).status_code == 405
    assert browser(ala, checked=True).post(PAGE + deed).status_code == 403
    assert browser().post(PAGE + deed).headers["Location"].startswith("/accounts/login/")


def test_what_happened_is_read_page_by_page(ala: Person) -> None:
    client, now = browser(ala), timezone.now()
    assert "Jeszcze nic." in shown(client)
    numbers = [note(ala, Kind.WRONG_PASSWORD, Device(), now).pk for _ in range(25)]

    first = shown(client)
    second = shown(client, f"?before={numbers[5]}")

    assert first.count("Nieudana próba") == 20
    assert f"?before={numbers[5]}" in first
    assert second.count("Nieudana próba") == 5
    assert "Najnowsze" in second


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "²", "%00", "1 or 1"])
def test_a_strange_place_in_the_list_is_its_beginning(ala: Person, before: str) -> None:
    assert "Co się działo" in shown(browser(ala), f"?before={before}")
