"""Every page is accessible, in both languages, light and dark, on a phone and on a desk; and all of it by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.households import settle
from tests.stories.pages import is_live, is_on, lamp, problems, sign_in
from tests.stories.town import Town

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
WIDEST_SCROLL = 0
PUBLIC = ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/privacy/ask/", "/no-such-page")
POLICY = ("/privacy/", "/privacy/cookies/pl/", "/privacy/recipients/en/", "/privacy/versions/")


def overflow(page: Page) -> int:
    wide: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


@pytest.fixture(
    scope="module", params=[("pl-PL", "light", PHONE), ("en-GB", "dark", DESK)], ids=["phone-pl", "desk-en"]
)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    locale, scheme, size = request.param
    context = chromium.new_context(locale=locale, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*PUBLIC, *POLICY])
def test_public_pages(town: Town, page: Page, path: str) -> None:
    page.goto(f"{town.origin}{path}")

    assert problems(page) == []
    assert overflow(page) <= WIDEST_SCROLL


@pytest.fixture(scope="module")
def member(town: Town) -> str:
    return settle(town).member


def test_the_app(town: Town, page: Page, member: str) -> None:
    sign_in(page, town, "ala@example.com")
    page.locator("form input").first.wait_for()
    assert problems(page) == []
    page.locator("form input").first.fill(town.home_code(member=member))
    page.keyboard.press("Enter")
    is_live(page)
    expect(page.locator("ostoja-device").first).to_be_visible()
    assert problems(page) == []
    assert overflow(page) <= WIDEST_SCROLL

    page.locator("[data-view=sharing]").click()
    page.locator(".list li").first.wait_for()
    assert problems(page) == []
    assert overflow(page) <= WIDEST_SCROLL


def test_a_lamp_is_switched_without_a_mouse(town: Town, page: Page, member: str) -> None:
    page.goto(f"{town.origin}/app/")
    is_live(page)
    before = lamp(page).get_attribute("aria-checked") == "true"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Lampa w salonie":
            break
    page.keyboard.press("Space")

    is_on(lamp(page), on=not before)
    expect(page.locator("#said")).to_contain_text("Lampa w salonie")


def test_the_account_page(town: Town, page: Page, member: str) -> None:
    page.goto(f"{town.origin}/app/")
    page.locator("header a[href='/accounts/']").click()
    expect(page.locator("input[name=first_name]")).to_have_value("Ala")

    assert problems(page) == []
    assert overflow(page) <= WIDEST_SCROLL
