"""In the demo a newcomer agrees to be counted, is counted, takes it back with one press, and is counted no more.

Proves: A040.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ostoja.demo.command import Demo, Plan
from ostoja.demo.secrets import kept_secrets
from tests.ports import free_port
from tests.stories.pages import someone
from tests.stories.test_accessibility import PHONE
from tests.stories.test_consents import Office
from tests.stories.test_rights_desk import is_good
from tests.stories.town import PASSWORD, Place

pytestmark = pytest.mark.browser
PURPOSE = "app.statistics"


class Counting(Office):
    """The cloud alone, in the environment that the demo makes for it."""

    def __post_init__(self) -> None:
        demo = Demo(Plan(self.folder, self.port, 1, 2, inhabitant=False), kept_secrets(self.folder))
        self.environment = {**demo._environment(), "OSTOJA_DATABASE": ""}
        self.cloud = Place("cloud", ["cloud", "--listen", f"127.0.0.1:{self.port}"], self.environment, self.folder)

    def counted(self) -> int:
        """How often the page of choices was opened."""
        connection = sqlite3.connect(f"file:{self.folder / 'cloud' / 'ostoja.sqlite3'}?mode=ro", uri=True, timeout=5)
        try:
            asked = "SELECT coalesce(sum(count), 0) FROM statistics_opened WHERE page = 'consents:mine'"
            return int(connection.execute(asked).fetchone()[0])
        finally:
            connection.close()


@dataclass(frozen=True)
class Words:
    """What a newcomer reads and presses, in their language."""

    language: str
    locale: str
    name: str
    section: str
    question: str
    agree: str
    take_back: str


POLISH = Words(
    "pl",
    "pl-PL",
    "Ala",
    "Statystyka, jeśli się zgodzisz",
    "Czy możemy policzyć, jak często otwierasz nasze strony?",
    "Zgadzam się",
    "Wycofuję zgodę",
)
ENGLISH = Words(
    "en",
    "en-GB",
    "Celina",
    "Statistics, if you agree",
    "May we count how often you open our pages?",
    "I agree",
    "I withdraw my consent",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counting]:
    folder: Path = tmp_path_factory.mktemp("counting")
    made = Counting(folder, free_port(), None)  # type: ignore[arg-type]  # no tools of others stand in here
    made.run("cloud", "migrate")
    (folder / "password").write_text(PASSWORD)
    for words in (POLISH, ENGLISH):
        names = ["--first-name", words.name, "--last-name", "Nowak", "--language", words.language]
        email = ["--email", f"{words.name.lower()}@example.com"]
        made.run("cloud", "add-person", *email, *names, "--password-file", str(folder / "password"))
    made.cloud.start()
    try:
        made.cloud.line("CLOUD LISTENING")
        yield made
    finally:
        made.cloud.stop()


def arrive(page: Page, office: Counting, words: Words) -> None:
    """Read the notice, then sign in and open the page of choices."""
    page.goto(f"{office.origin}/privacy/")
    expect(page.get_by_role("heading", name=words.section)).to_be_visible()
    page.goto(f"{office.origin}/accounts/login/?next=/privacy/choices/")
    page.locator("input[name=login]").fill(f"{words.name.lower()}@example.com")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/privacy/choices/$"))


@pytest.mark.parametrize("words", [POLISH, ENGLISH], ids=["pl", "en"])
def test_a_newcomer_is_counted_from_the_yes_to_the_withdrawal(
    office: Counting, chromium: Browser, words: Words
) -> None:
    with someone(chromium, words.locale) as context:
        page = context.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # two numbers, as it asks
        before = office.counted()
        arrive(page, office, words)
        page.reload()
        assert office.counted() == before

        question = page.locator("form.choice").filter(has=page.locator(f"input[value='{PURPOSE}']"))
        expect(question.get_by_role("heading", name=words.question)).to_be_visible()
        is_good(page)
        agree = question.get_by_role("button", name=re.compile(f"^{words.agree}"))
        agree.click()
        take_back = question.get_by_role("button", name=words.take_back)
        expect(take_back).to_be_visible()
        page.reload()
        counted = office.counted()
        assert counted == before + 2

        take_back.click()
        expect(agree).to_be_visible()
        page.reload()
        assert office.counted() == counted
        is_good(page)
