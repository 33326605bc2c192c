"""Proves: A050."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.models import Link
from ostoja.cloud.config.declared import REACHES
from ostoja.cloud.desk.flows import CHAIN
from ostoja.cloud.desk.models import Look, Sender
from ostoja.cloud.desk.queries import looks_at
from ostoja.cloud.retention.flows import run
from ostoja.cloud.rights.flows import close_account, tell
from ostoja.cloud.rights.models import Request
from tests.cloud.cast import browser
from tests.cloud.desk.people import at_desk


def act(desk: Client, asked: Request, deed: str, **typed: str) -> str:
    return desk.post(f"/desk/requests/{asked.public}/{deed}", typed, follow=True).content.decode()


class TestTheQueue:
    def test_shows_the_officer_what_waits_with_its_day(self, desk: Client, asked: Request) -> None:
        page = desk.get("/desk/").content.decode()

        assert f"/desk/requests/{asked.public}/" in page
        assert "2026-12-22" in page

    def test_says_what_is_overdue(self, desk: Client, asked: Request) -> None:
        Request.objects.update(received="2020-01-02")

        assert "Overdue: 1." in desk.get("/desk/").content.decode()

    def test_shows_support_neither_contents_nor_people(self, support: Person, asked: Request, ala: Person) -> None:
        page = at_desk(support).get("/desk/").content.decode()

        assert "Erasing your data" in page
        assert "2026-12-22" in page
        for secret in ("roses", asked.public, ala.email, ala.first_name):
            assert secret not in page

    def test_writes_no_look(self, desk: Client, asked: Request) -> None:
        desk.get("/desk/")

        assert not Look.objects.exists()


class TestOneRequest:
    def test_opened_is_a_look_that_its_person_sees(self, desk: Client, asked: Request, ala: Person) -> None:
        assert "Forget my roses." in desk.get(f"/desk/requests/{asked.public}/").content.decode()

        kept = looks_at(ala).get()
        assert (kept.what, kept.purpose, kept.ticket, kept.request) == ("request", "request", "", asked)
        assert asked.public in browser(ala).get("/privacy/mine/looks/").content.decode()

    def test_is_not_for_support(self, support: Person, asked: Request) -> None:
        client = at_desk(support)

        assert client.get(f"/desk/requests/{asked.public}/").status_code == 403
        assert client.post(f"/desk/requests/{asked.public}/reply", {"answer": "x"}).status_code == 403

    def test_that_is_none_is_not_found(self, desk: Client) -> None:
        assert desk.get(f"/desk/requests/{'A' * 22}/").status_code == 404

    def test_goes_all_the_way_to_its_answer(self, desk: Client, asked: Request) -> None:
        act(desk, asked, "move", state="in_progress", reason="")
        act(desk, asked, "move", state="identity_pending", reason="")
        act(desk, asked, "check", check="code_by_email")
        assert "Done." in act(desk, asked, "move", state="in_progress", reason="")

        page = act(desk, asked, "reply", state="fulfilled", answer="All roses are gone.")

        assert "All roses are gone." in page
        assert "uodo.gov.pl" in page
        assert "Bartek Kowalska" in page
        assert "a letter left" not in page
        tell(timezone.now())
        assert "a letter left on" in desk.get(f"/desk/requests/{asked.public}/").content.decode()

    @pytest.mark.parametrize(("deed", "typed"), [("reply", {"state": "fulfilled"}), ("sing", {}), ("decide", {})])
    def test_is_not_done_by_half(self, deed: str, typed: dict[str, str], desk: Client, asked: Request) -> None:
        assert "Something is missing" in act(desk, asked, deed, **typed)

    def test_is_extended_only_with_a_reason(self, desk: Client, asked: Request) -> None:
        Request.objects.update(state="in_progress")

        page = act(desk, asked, "move", state="extended", reason=" ")

        assert "with a reason" in page
        assert Request.objects.get().state == "in_progress"

    def test_called_abusive_waits_for_a_second_person(
        self, desk: Client, asked: Request, second_officer: Person
    ) -> None:
        Request.objects.update(state="in_progress")
        typed = {"code": "manifestly_excessive", "answer": "Every day.", "evidence": "Forty letters."}

        page = act(desk, asked, "refuse", **typed)
        assert "Forty letters." in page
        assert "A second person has to approve" in act(desk, asked, "decide", agreed="yes")
        act(at_desk(second_officer), asked, "decide", agreed="yes")

        assert Request.objects.get().state == "refused"


def test_a_letter_is_entered_by_support(support: Person, ala: Person) -> None:
    client, typed = at_desk(support), {"kind": "access", "channel": "post", "received": "2026-11-02"}
    assert client.post("/desk/enter/", typed).status_code == 200

    answer = client.post("/desk/enter/", typed | {"email": ala.email, "words": "A copy."})

    assert answer.headers["Location"] == "/desk/"
    assert str(Request.objects.get().received) == "2026-11-02"


class TestAPerson:
    def test_is_opened_with_a_purpose_and_a_matter(self, desk: Client, ala: Person, asked: Request) -> None:
        typed = {"email": ala.email, "purpose": "complaint", "ticket": "R-17"}

        page = desk.post("/desk/people/", typed).content.decode()

        assert f"Record in the table accounts.Person: {ala.pk}." in page
        assert asked.public in page
        assert looks_at(ala).get().ticket == "R-17"

    @pytest.mark.parametrize("missing", ["purpose", "ticket"])
    def test_is_not_opened_without(self, missing: str, desk: Client, ala: Person) -> None:
        typed = {"email": ala.email, "purpose": "complaint", "ticket": "R-17"} | {missing: ""}

        assert "accounts.Person" not in desk.post("/desk/people/", typed).content.decode()
        assert not Look.objects.exists()

    def test_who_has_no_account_is_not_found(self, desk: Client) -> None:
        typed = {"email": "nobody@example.org", "purpose": "help", "ticket": "R-17"}

        assert "no account" in desk.post("/desk/people/", typed).content.decode()


def test_whose_account_ended_is_still_reached(desk: Client, asked: Request, ala: Person) -> None:
    close_account(ala, asked.received, timezone.now)

    page = desk.get(f"/desk/requests/{asked.public}/").content.decode()

    assert "ala@example.org" in page
    assert "closed.invalid" not in page
    assert Sender.objects.count() == 1


def test_a_day_of_receipt_that_cannot_be_is_told_so(desk: Client) -> None:
    typed = {"kind": "access", "channel": "post", "received": "0001-02-10", "way": "ul. Rzeczna", "words": "x"}

    assert "too long ago" in desk.post("/desk/enter/", typed).content.decode()
    assert not Request.objects.exists()


def test_a_look_says_no_more_whose_a_request_was_that_is_nobodys(desk: Client, asked: Request, ala: Person) -> None:
    desk.get(f"/desk/requests/{asked.public}/")
    asked.state, asked.closed = "fulfilled", timezone.now() - timedelta(days=100)
    asked.save()

    run(REACHES, timezone.now())

    asked.refresh_from_db()
    assert (asked.person, looks_at(ala).get().request) == (None, None)
    chain = b"".join(bytes(link.body or b"") for link in Link.objects.filter(chain__name=CHAIN))
    assert ala.public.encode() in chain
    assert asked.public.encode() not in chain
