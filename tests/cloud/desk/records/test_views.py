"""Proves: A063."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.flows import close
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.checkpoints import keep
from ostoja.cloud.audit.flows import append
from ostoja.cloud.audit.models import Link
from ostoja.cloud.desk.records.page import reaches
from ostoja.cloud.disclosures.queries import disclosures_about
from ostoja.cloud.retention.flows import run
from ostoja.cloud.retention.models import Hold, Run

CLOSED = datetime(2021, 3, 1, tzinfo=UTC)


def said(desk: Client, page: str) -> str:
    return desk.get(f"/desk/{page}/").content.decode()


class TestForgetting:
    def test_that_never_ran_is_late(self, desk: Client) -> None:
        page = said(desk, "keeping")

        assert "has not run for a day" in page
        assert "has not run yet" in page

    def test_shows_what_is_kept_beyond_its_day_until_it_runs(self, desk: Client, ala: Person) -> None:
        close(ala, CLOSED)
        page = said(desk, "keeping")
        assert "Records past their last day: 1." in page
        assert "R03" in page

        run(reaches(), timezone.now())

        page = said(desk, "keeping")
        assert "Records past their last day: 0." in page
        assert "has not run for a day" not in page

    def test_that_did_not_come_to_its_end_is_told(self, desk: Client) -> None:
        Run.objects.create(day=CLOSED.date(), plan="x", started=timezone.now())

        assert "did not come to its end" in said(desk, "keeping")


class TestEvidence:
    def test_that_holds_says_so_with_a_checkpoint(self, desk: Client) -> None:
        append("proofs", b"one", CLOSED)

        page = said(desk, "evidence")

        assert "Chain proofs" in page
        assert "It holds; entries: 1." in page
        assert "eyJ" in page

    def test_that_was_changed_names_the_entry(self, desk: Client) -> None:
        for body in (b"one", b"two", b"three"):
            append("proofs", body, CLOSED)
        Link.objects.filter(chain__name="proofs", index=1).update(body=b"something else")

        assert "does not hold at entry 1." in said(desk, "evidence")

    def test_that_is_not_what_was_written_down_outside_says_so(
        self, desk: Client, settings: Settings, tmp_path: Path
    ) -> None:
        settings.CHECKPOINTS_FOLDER = tmp_path
        append("proofs", b"one", CLOSED)
        keep(CLOSED)
        assert "written down outside" not in said(desk, "evidence")
        Link.objects.filter(chain__name="proofs").delete()

        assert "written down outside: proofs, line 1." in said(desk, "evidence")


class TestHolds:
    def test_are_made_and_let_go(self, desk: Client, ala: Person) -> None:
        day = (timezone.now() + timedelta(days=30)).date().isoformat()
        typed = {"table": "accounts.Person", "row": str(ala.pk), "field": "", "reason": "court 7", "review": day}
        assert "court 7" in desk.post("/desk/holds/", typed, follow=True).content.decode()

        desk.post(f"/desk/holds/{Hold.objects.get().pk}/release")

        assert "court 7" not in said(desk, "holds")
        assert desk.post(f"/desk/holds/{Hold.objects.get().pk}/release").status_code == 404

    def test_that_will_not_do_are_shown_again(self, desk: Client) -> None:
        assert desk.post("/desk/holds/", {"reason": "court 7"}).status_code == 200


@pytest.mark.django_db(transaction=True)
class TestWhatLeftByHand:
    TYPED = {  # noqa: RUF012 - read only
        "recipient": "post_couriers",
        "purpose": "app.contract",
        "categories": ["id.first_name", "id.last_name"],
        "day": "2026-11-20",
        "people": "ala@example.org",
        "note": "a parcel",
    }

    def test_is_entered(self, desk: Client, ala: Person) -> None:
        page = desk.post("/desk/disclosures/", self.TYPED, follow=True).content.decode()

        assert "2026-11-20: post_couriers, app.contract, people: 1 (outside the program)" in page
        assert disclosures_about(ala).get().note == "a parcel"

    def test_is_refused_as_at_the_door(self, desk: Client, ala: Person) -> None:
        page = desk.post("/desk/disclosures/", self.TYPED | {"categories": ["acc.credentials"]}).content.decode()

        assert "does not name these data" in page
        assert not disclosures_about(ala).exists()


def test_the_register_of_decisions_names_limits_and_ways_out(desk: Client) -> None:
    page = said(desk, "decisions")

    assert "Too many tries to sign in" in page
    assert "sign_in.account" in page
    assert "a person looks and answers" in page
