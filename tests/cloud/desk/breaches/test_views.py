"""Proves: A112."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.breaches.queries import breaches
from ostoja.cloud.desk.models import Breach

WORDS = {"facts": "A copy was taken.", "effects": "Letters may come.", "measures": "Keys changed.", "record": "yes"}
WITHIN_SECONDS = 5 * 60


@pytest.fixture
def event() -> dict[str, object]:
    now = timezone.now()
    times = {"since": now - timedelta(days=5), "until": now - timedelta(days=1), "noticed": now - timedelta(hours=5)}
    typed: dict[str, object] = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in times.items()}
    return typed | {"tables": ["accounts.Person", "account.EmailAddress"], "reach": "lay"}


def test_whom_a_breach_touched_is_known_at_once_and_nothing_is_written(
    desk: Client, ala: Person, event: dict[str, object]
) -> None:
    began = time.monotonic()
    page = desk.post("/desk/breaches/", event).content.decode()

    assert time.monotonic() - began < WITHIN_SECONDS
    assert "People: 2." in page
    assert "id.email" in page
    assert "whole hours left: 6" in page
    assert not breaches().exists()


def test_a_breach_is_recorded_and_the_authority_told(desk: Client, event: dict[str, object]) -> None:
    assert desk.post("/desk/breaches/", event | {"record": "yes"}).status_code == 200
    page = desk.post("/desk/breaches/", event | WORDS, follow=True).content.decode()
    assert "A copy was taken." in page

    made = breaches().get()
    for told in ("authority", "people"):
        desk.post(f"/desk/breaches/{made.public}/tell", {told: "yes"})

    page = desk.get("/desk/breaches/").content.decode()
    assert "The authority has known since" in page
    assert "The people have known since" in page


def test_who_is_late_is_asked_why(desk: Client, event: dict[str, object]) -> None:
    desk.post("/desk/breaches/", event | WORDS)
    Breach.objects.update(noticed=timezone.now() - timedelta(days=4))

    page = desk.post(f"/desk/breaches/{breaches().get().public}/tell", {"authority": "yes"}, follow=True)

    assert "After 72 hours" in page.content.decode()
    assert breaches().get().reported is None


def test_a_breach_that_is_none_is_not_found(desk: Client) -> None:
    assert desk.post(f"/desk/breaches/{'A' * 22}/tell").status_code == 404


@pytest.mark.parametrize("name", ["since", "until", "noticed"])
def test_a_year_that_cannot_be_is_told_so(desk: Client, event: dict[str, object], name: str) -> None:
    page = desk.post("/desk/breaches/", event | WORDS | {name: "0001-01-01T00:00"})

    assert page.status_code == 200
    assert "too long ago" in page.content.decode()
    assert not breaches().exists()
