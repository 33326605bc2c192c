"""A person arranges the home for themselves: favourites, what is hidden, the order; and the home keeps it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.stories.pages import card, claim, is_live, sign_in, someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser
LAMP = "Lampa w salonie"


def room(page: Page, name: str) -> list[str]:
    section = page.locator("section.room").filter(has=page.get_by_role("heading", name=name, exact=True))
    return section.locator("h3").all_inner_texts()


def pressed(page: Page, what: str) -> None:
    page.get_by_role("button", name=what, exact=True).first.click()


def test_what_one_browser_arranges_the_other_shows_and_a_visit_later_too(town: Town, chromium: Browser) -> None:
    email = town.add_person("Ala")
    with someone(chromium) as first_context, someone(chromium) as second_context:
        first, second = first_context.new_page(), second_context.new_page()
        sign_in(first, town, email)
        claim(first, town.claim_code(), "Flat")
        is_live(first)
        first.get_by_role("button", name="Access").click()
        first.get_by_role("button", name="Add a browser").click()
        link = first.locator(".code").first.inner_text()
        first.get_by_role("button", name="Home").click()
        sign_in(second, town, email)
        second.goto(link)
        is_live(second)

        pressed(first, "Arrange")
        assert [one["id"] for one in Axe().run(first).response["violations"]] == []
        pressed(first, f"Favourite: {LAMP}")
        expect(first.get_by_role("heading", name="Favourites")).to_be_visible()
        before = room(first, "Salon")
        hidden = next(name for name in before[2:] if name != LAMP)
        pressed(first, f"Hide: {hidden}")
        later = first.get_by_role("button", name=f"Later: {before[0]}", exact=True).last
        later.focus()
        first.keyboard.press("Enter")

        expect(first.locator("#said")).to_contain_text(f"{before[0]}: 2 of")
        assert first.evaluate("() => document.activeElement.getAttribute('aria-label')") == f"Later: {before[0]}"
        wanted = [before[1], before[0], *before[2:]]
        assert room(first, "Salon") == wanted
        pressed(first, "Done")
        wanted.remove(hidden)
        for page in (first, second):
            expect(page.get_by_role("heading", name="Favourites")).to_be_visible()
            assert room(page, "Favourites") == [LAMP]
            assert room(page, "Salon") == wanted
            expect(card(page, LAMP)).to_have_count(2)

        second.reload()
        is_live(second)
        expect(second.get_by_role("heading", name="Favourites")).to_be_visible()
        assert room(second, "Salon") == wanted
