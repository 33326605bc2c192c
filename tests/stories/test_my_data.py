"""Proves: A058, A073, A094. What the home keeps is chosen, copied, taken along, and erased when somebody goes."""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.pages import claim, is_live, is_on, lamp, sign_in, someone
from tests.stories.town import PASSWORD, Town
from tests.waiting import until

pytestmark = pytest.mark.browser


def asked(file: Path, question: str) -> int:
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)
    try:
        return int(connection.execute(question).fetchone()[0])
    finally:
        connection.close()


def in_home(town: Town, question: str) -> int:
    return asked(town.gateway_var / "gateway.sqlite3", question)


def in_office(town: Town, question: str) -> int:
    return asked(next((town.folder / "cloud").glob("ostoja*.sqlite3")), question)


def downloaded(page: Page, button: str) -> dict[str, bytes]:
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=button).click()
    with zipfile.ZipFile(download.value.path()) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["manifest.json"])
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}
    assert manifest["files"] == sums
    return files


def access(page: Page) -> None:
    page.get_by_role("button", name="Access").click()
    expect(page.get_by_role("heading", name="My data")).to_be_visible()


def gives_to_a_service(page: Page) -> None:
    send, address = page.get_by_role("button", name="Send to the service"), page.get_by_label("Address of the service")
    send.click()
    expect(page.get_by_text("Say who gets the data.").first).to_be_visible()
    page.get_by_label("Who gets them").fill("Energia")
    for typed, told in (
        ("http://energia.example/in", "The gateway cannot send there."),
        ("https://192.168.1.7/in", "The gateway cannot send there."),
        ("https://www.googleapis.com/in", "This company is a gatekeeper"),
    ):
        address.fill(typed)
        send.click()
        expect(page.get_by_text(told).first).to_be_visible()
        expect(address).to_have_value(typed)
    expect(page.get_by_role("heading", name="What was sent")).to_be_hidden()
    address.fill("https://localhost/in")
    send.click()
    expect(page.get_by_text("could not be reached").first).to_be_visible()


def test_an_owner_chooses_the_days_and_takes_a_copy_of_everything(town: Town, chromium: Browser) -> None:
    email = town.add_person("Ala")
    with someone(chromium) as context:
        page = context.new_page()
        sign_in(page, town, email)
        claim(page, town.claim_code(), "Flat")
        is_live(page)
        lamp(page).click()
        is_on(lamp(page), on=True)
        access(page)
        expect(page.get_by_text("this many days: 30.")).to_be_visible()
        page.get_by_label("Days of history").fill("7")
        page.get_by_role("button", name="Set the days").click()
        expect(page.get_by_text("this many days: 7.")).to_be_visible()
        until(lambda: in_home(town, "SELECT count(*) FROM history") > 0)

        page.get_by_label("Your password").fill("another password")
        page.get_by_role("button", name="Download a copy").click()
        expect(page.get_by_text("That is not your password.").first).to_be_visible()
        page.get_by_label("Your password").fill(PASSWORD)
        copy = downloaded(page, "Download a copy")
        home = downloaded(page, "Take everything along")
        gives_to_a_service(page)

    assert "data/accounts.Person.json" in copy
    assert len(json.loads(copy["home/apps.json"])) == 1
    rows = list(csv.DictReader(io.StringIO(home["home/history-0001.csv"].decode())))
    assert [row["device"] for row in rows] == [row["device"] for row in json.loads(home["home/history-0001.json"])]
    assert {name.split("/")[1].split(".")[0] for name in home if name != "manifest.json"} == {
        "rooms",
        "devices",
        "history-0001",
    }


def test_a_member_takes_their_own_and_nothing_of_the_others(town: Town, chromium: Browser) -> None:
    email = town.add_person("Bartek", language="pl")
    with someone(chromium) as first, someone(chromium) as second:
        ala, bartek = first.new_page(), second.new_page()
        sign_in(ala, town, "ala@example.com")
        installation = ala.evaluate("async () => (await (await fetch('/app/api/me')).json()).installations[0]")
        ala.get_by_label("Code").fill(town.home_code(member=installation["member"]))
        ala.get_by_role("button", name="Enter").click()
        is_live(ala)
        access(ala)
        ala.get_by_role("button", name="Invite a member").click()
        link = ala.locator(".code").first.inner_text()
        sign_in(bartek, town, email)
        bartek.goto(link)
        bartek.get_by_role("button", name="Dołącz").click()
        is_live(bartek)
        bartek.get_by_role("button", name="Dostęp").click()
        expect(bartek.get_by_text("przez tyle dni: 7.")).to_be_visible()
        expect(bartek.get_by_role("button", name="Ustaw dni")).to_have_count(0)
        expect(bartek.get_by_role("heading", name="Przekaż dane domu usłudze")).to_have_count(0)
        bartek.get_by_label("Twoje hasło").fill(PASSWORD)
        copy = downloaded(bartek, "Pobierz kopię")

    assert {name for name in copy if name.startswith("home/")} == {
        f"home/{sheet}.{kind}" for sheet in ("apps", "arrangement", "codes") for kind in ("json", "csv")
    }
    everything = b"".join(copy.values()).decode()
    assert installation["member"] not in everything
    assert "ala@example.com" not in everything


def test_a_home_that_was_away_erases_what_it_holds_when_the_last_account_is_closed(
    town: Town, chromium: Browser
) -> None:
    town.gateway.stop()
    for email in ("bartek@example.com", "ala@example.com"):
        with someone(chromium) as context:
            page = context.new_page()
            sign_in(page, town, email)
            page.goto(f"{town.origin}/privacy/mine/close/")
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("main form button[type=submit]").click()
            page.wait_for_url(lambda address: not address.endswith("/privacy/mine/close/"))
    assert in_office(town, "SELECT count(*) FROM homes_erasure WHERE done IS NULL") == 2

    town.gateway.start()

    until(lambda: in_office(town, "SELECT count(*) FROM homes_erasure WHERE done IS NOT NULL") == 2, seconds=90)
    for table in ("app", "admission WHERE claim = 0", "history", "device", "room"):
        assert in_home(town, f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - our own words
