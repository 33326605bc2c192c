"""A person hands their data to a service by a link, in a real browser; the service fetches them in its own."""

import io
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.stories.pages import sign_in
from tests.stories.town import PASSWORD, Town

pytestmark = pytest.mark.browser
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)


def is_good(page: Page) -> None:
    """Nothing that axe finds, one heading, nothing wider than the screen."""
    page.wait_for_load_state("load")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]] == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(
    ("name", "locale", "size"), [("Ala", "pl-PL", PHONE), ("Bartek", "en-GB", DESK)], ids=["phone-pl", "desk-en"]
)
def test_a_link_hands_the_data_over_once(
    town: Town, chromium: Browser, name: str, locale: str, size: ViewportSize
) -> None:
    email = town.add_person(name, language=locale[:2])
    mine, theirs = (chromium.new_context(locale=locale, viewport=size) for _ in range(2))
    page, service = mine.new_page(), theirs.new_page()
    sign_in(page, town, email)
    page.goto(f"{town.origin}/privacy/mine/handover/")
    is_good(page)
    page.locator("input[name=receiver]").fill("Biblioteka danych")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    link = page.locator("#link").inner_text()
    is_good(page)

    service.goto(link)
    is_good(service)
    with service.expect_download() as download:
        service.locator("main form button").click()
    content = Path(download.value.path()).read_bytes()
    service.goto(link)
    is_good(service)

    assert "data/accounts.Person.json" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert service.locator("main form").count() == 0
    page.goto(f"{town.origin}/privacy/mine/handover/")
    assert page.locator("main li").count() == 1
    assert page.locator("main li form").count() == 0
    mine.close()
    theirs.close()
