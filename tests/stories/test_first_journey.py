"""Sign up, add a home, switch a lamp; a wall switch pressed in the home shows on the page at once."""

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.pages import LETTER_CODE, card, claim, is_live, is_on, lamp, someone
from tests.stories.town import PASSWORD, Town

pytestmark = pytest.mark.browser
WALL_SWITCH = "press 21"
AT_ONCE_MS = 1_000


def test_from_nothing_to_a_lamp(town: Town, chromium: Browser) -> None:
    with someone(chromium) as context:
        page = context.new_page()
        page.goto(town.origin)
        page.get_by_role("link", name="Create an account").first.click()
        for field, text in {"first_name": "Ala", "last_name": "Nowak", "email": "ala@example.com"}.items():
            page.locator(f"input[name={field}]").fill(text)
        for password in page.locator("input[type=password]").all():
            password.fill(PASSWORD)
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector("input[name=code]")
        code = LETTER_CODE.search(town.letters()[-1])
        assert code is not None
        page.locator("input[name=code]").fill(code[1])
        page.locator("main form button[type=submit]").first.click()

        page.goto(f"{town.origin}/app/")
        claim(page, town.claim_code(), "Flat")
        is_live(page)
        switch = lamp(page)
        is_on(switch, on=False)
        switch.click()
        is_on(switch, on=True)

        town.home.tell(WALL_SWITCH)
        is_on(switch, on=False, within_ms=AT_ONCE_MS)

        cover = card(page, "Roleta w salonie")
        cover.get_by_role("button", name="Close").click()
        expect(cover.locator(".device__shows")).to_contain_text("% open")
        cover.get_by_role("button", name="Stop").click()
        heating = card(page, "Ogrzewanie salonu")
        warmer = heating.get_by_role("button", name="Warmer")
        before = heating.locator("output").inner_text()
        warmer.click()
        expect(heating.locator(".dial")).to_have_attribute("data-pending", "true")
        expect(heating.locator(".dial")).not_to_have_attribute("data-pending", "true")
        assert heating.locator("output").inner_text() != before
