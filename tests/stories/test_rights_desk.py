"""A privacy officer sets up the second factor on a phone, answers a request, and the person sees who looked.

Proves: A050.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.ports import free_port
from tests.stories.pages import someone
from tests.stories.test_accessibility import PHONE
from tests.stories.test_consents import Office
from tests.stories.town import PASSWORD, Place

pytestmark = pytest.mark.browser
PAGES = (
    *("", "enter/", "statistics/", "people/", "holds/"),
    *("disclosures/", "keeping/", "evidence/", "decisions/", "breaches/"),
)


class Desk(Office):
    """The cloud alone, under the policy that ships."""

    def __post_init__(self) -> None:
        self.environment = {
            "OSTOJA_ADAPTERS": "statistics",
            "OSTOJA_DEMO": "yes",
            "OSTOJA_DEMO_TOKEN": "a token of the demo that nobody uses",
            "OSTOJA_MAIL": f"file://{self.folder / 'mail'}",
            "OSTOJA_ORIGIN": self.origin,
            "OSTOJA_RELAY_TOKEN": "a relay token of the stories",
            "OSTOJA_ROAD": "ws://localhost:9",
            "OSTOJA_SECRET_KEY": "a secret of the stories, long enough to pass for one: 0123456789",
            "OSTOJA_VAR": str(self.folder / "cloud"),
        }
        self.cloud = Place("cloud", ["cloud", "--listen", f"127.0.0.1:{self.port}"], self.environment, self.folder)


@dataclass(frozen=True)
class Words:
    """What somebody reads and presses, in their language."""

    language: str
    locale: str
    officer: str
    person: str
    codes: str
    do: str
    answer: str
    done: str
    looks: str


POLISH = Words("pl", "pl-PL", "Bartek", "Ala", "Kody zapasowe", "Wykonaj", "Odpowiedz", "Zapisane.", "Kto z obsługi")
ENGLISH = Words("en", "en-GB", "Dorota", "Celina", "Spare codes", "Do this", "Answer", "Done.", "When staff looked")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    made = Desk(folder, free_port(), None)  # type: ignore[arg-type]  # no tools of others stand in here
    made.run("cloud", "migrate")
    (folder / "password").write_text(PASSWORD)
    for words in (POLISH, ENGLISH):
        for name in (words.officer, words.person):
            names = ["--first-name", name, "--last-name", "Nowak", "--language", words.language]
            email = ["--email", f"{name.lower()}@example.com"]
            made.run("cloud", "add-person", *email, *names, "--password-file", str(folder / "password"))
        made.run("cloud", "manage", "staff", "grant", f"{words.officer.lower()}@example.com", "officer")
    made.cloud.start()
    try:
        made.cloud.line("CLOUD LISTENING")
        yield made
    finally:
        made.cloud.stop()


def sign_in(page: Page, desk: Desk, name: str, onward: str) -> None:
    page.goto(f"{desk.origin}/accounts/login/?next={onward}")
    page.locator("input[name=login]").fill(f"{name.lower()}@example.com")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def is_good(page: Page) -> None:
    """One heading, every field labelled, nothing wider than the phone."""
    page.wait_for_load_state("load")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [f"{page.url} {one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]] == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0, page.url


def set_up(page: Page, desk: Desk, words: Words) -> None:
    """The second factor; without it the desk leads here."""
    sign_in(page, desk, words.officer, "/desk/")
    page.wait_for_url("**/accounts/again/**")
    is_good(page)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/accounts/security/app/**")
    is_good(page)
    secret = page.locator("code").inner_text()
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", name=words.codes)).to_be_visible()
    is_good(page)


def ask(page: Page, desk: Desk, words: Words) -> None:
    """The person asks on their page."""
    sign_in(page, desk, words.person, "/privacy/mine/ask/")
    page.locator("textarea[name=words]").fill("The roses, please.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/privacy/mine/")


@pytest.mark.parametrize("words", [POLISH, ENGLISH], ids=["pl", "en"])
def test_the_officer_answers_a_request_on_a_phone(desk: Desk, chromium: Browser, words: Words) -> None:
    with someone(chromium, words.locale) as theirs, someone(chromium, words.locale) as mine:
        person, officer = theirs.new_page(), mine.new_page()
        officer.set_viewport_size(PHONE)  # type: ignore[arg-type]  # two numbers, as it asks
        ask(person, desk, words)
        set_up(officer, desk, words)
        for path in PAGES:
            officer.goto(f"{desk.origin}/desk/{path}")
            is_good(officer)

        officer.goto(f"{desk.origin}/desk/")
        officer.locator("tbody a").first.click()
        is_good(officer)
        move = officer.locator("form[action$='/move']")
        move.locator("select").select_option("in_progress")
        move.get_by_role("button", name=words.do).click()
        expect(officer.get_by_text(words.done)).to_be_visible()
        reply = officer.locator("form[action$='/reply']")
        expect(reply.get_by_role("heading", name=words.answer)).to_be_visible()
        reply.locator("textarea").fill("The roses are gone.")
        reply.get_by_role("button", name=words.do).click()
        expect(officer.get_by_text("The roses are gone.")).to_be_visible()
        is_good(officer)

        person.goto(f"{desk.origin}/privacy/mine/")
        expect(person.get_by_text("The roses are gone.")).to_be_visible()
        person.get_by_role("link", name=words.looks).click()
        expect(person.locator("main li").first).to_be_visible()
        is_good(person)
