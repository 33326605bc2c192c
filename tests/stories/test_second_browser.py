"""A second browser of the same person is let in by the first; an account alone is not enough."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.pages import claim, is_live, is_on, lamp, sign_in, someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser


def home_of(page: Page, town: Town, email: str) -> None:
    sign_in(page, town, email)
    claim(page, town.claim_code(), "Flat")
    is_live(page)


def test_the_first_browser_lets_the_second_in(town: Town, chromium: Browser) -> None:
    email = town.add_person("Ala")
    with someone(chromium) as first_context, someone(chromium) as second_context:
        first, second = first_context.new_page(), second_context.new_page()
        home_of(first, town, email)
        sign_in(second, town, email)
        expect(second.get_by_role("heading", name="Let this browser in: Flat")).to_be_visible()
        second.get_by_label("Code").fill("0000-0000-0000-0000-0000-0000")
        second.get_by_role("button", name="Enter").click()
        expect(second.get_by_role("alert")).to_contain_text("does not know this code")

        first.get_by_role("button", name="Access").click()
        first.get_by_role("button", name="Add a browser").click()
        link = first.locator(".code").first.inner_text()
        second.goto(link)
        is_live(second)
        lamp(second).click()
        is_on(lamp(second), on=True)
        first.get_by_role("button", name="Home").click()
        is_on(lamp(first), on=True)
        assert "#" not in second.url

        with someone(chromium) as third_context:
            third = third_context.new_page()
            third.goto(link)
            third.wait_for_url("**/accounts/login/**")
            sign_in(third, town, email)
            expect(third.get_by_role("alert")).to_contain_text("has been used")


def test_a_reloaded_browser_needs_no_code(town: Town, chromium: Browser) -> None:
    with someone(chromium) as context:
        page = context.new_page()
        sign_in(page, town, "ala@example.com")
        code = town.home_code(member=member_of(page))
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Enter").click()
        is_live(page)

        page.reload()

        is_live(page)


def member_of(page: Page) -> str:
    member: str = page.evaluate("async () => (await (await fetch('/app/api/me')).json()).installations[0].member")
    return member
