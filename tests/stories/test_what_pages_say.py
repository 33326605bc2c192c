"""What people are told is true where they are, stands in view, and leads on."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stories.pages import card, claim, is_live, lamp, sign_in, someone
from tests.stories.test_second_browser import member_of
from tests.stories.town import Town

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
LONG_NAME = "House by the lake, with a name as long as names may be " + "x" * 25


@pytest.fixture(scope="module")
def context(chromium: Browser) -> BrowserContext:
    return chromium.new_context(locale="en-GB", viewport=PHONE)  # type: ignore[arg-type]  # a plain dictionary


@pytest.fixture(scope="module")
def page(town: Town, context: BrowserContext) -> Page:
    """Ala's phone, with her home on it."""
    page = context.new_page()
    sign_in(page, town, town.add_person("Ala"))
    claim(page, town.claim_code(), "Flat")
    is_live(page)
    return page


def test_whoever_looked_at_adding_a_home_goes_back_to_the_only_one(page: Page) -> None:
    pick = page.get_by_role("combobox", name="Choose a home")
    pick.select_option("Add a home…")
    expect(page.get_by_role("heading", name="Add a home")).to_be_visible()
    expect(pick).to_have_value("")

    pick.select_option("Flat")

    is_live(page)


def test_what_is_done_is_seen_where_one_is(page: Page) -> None:
    page.get_by_role("button", name="Access").click()
    page.get_by_label("Name of the home").fill(LONG_NAME)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.").first).to_be_in_viewport()
    expect(page.get_by_role("heading", name=LONG_NAME)).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0

    page.get_by_label("Name of the home").fill("Flat")
    page.get_by_role("button", name="Save").click()


def test_a_home_that_is_away_is_told_on_every_view_and_a_question_to_it_too(town: Town, page: Page) -> None:
    town.gateway.kill()
    try:
        expect(page.locator("ostoja-standing p")).to_be_in_viewport()
        expect(page.locator("ostoja-standing p")).to_contain_text("The gateway in the home is not connected.")
        page.get_by_role("button", name="Add a browser").click()
        expect(page.get_by_role("alert")).to_contain_text("cannot be reached now")
        expect(page.get_by_role("alert")).to_be_in_viewport()
        page.reload()
        expect(page.get_by_text("The home will show as soon as it is connected.")).to_be_visible()
        expect(page.locator("ostoja-standing p")).not_to_contain_text("last known state")
    finally:
        town.gateway.start()
    is_live(page)
    expect(lamp(page)).to_be_visible()


def test_a_page_that_was_opened_while_the_server_was_away_opens_by_itself(town: Town, page: Page) -> None:
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    is_live(page)
    town.cloud.kill()
    try:
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    finally:
        town.cloud.start()
    town.cloud.line("CLOUD LISTENING")

    is_live(page)


def test_a_cover_stays_where_it_was_sent_until_it_is_there(page: Page) -> None:
    cover = card(page, "Roleta w sypialni")
    slider = cover.get_by_role("slider", name="Position")
    is_at = int(slider.input_value())
    goal = is_at + 10 if is_at <= 50 else is_at - 10
    places = "(slider) => { window.places = []; setInterval(() => window.places.push(Number(slider.value)), 20); }"
    slider.evaluate(places)

    slider.evaluate("(slider, goal) => { slider.value = goal; slider.dispatchEvent(new Event('change')); }", goal)

    expect(cover.locator(".device__shows")).to_contain_text(f"{goal} %")
    expect(page.locator("#said")).to_contain_text("Roleta w sypialni: done.")
    seen: list[int] = page.evaluate("() => window.places")
    assert set(seen[seen.index(goal) :]) == {goal}


def test_a_code_that_does_not_do_can_be_corrected(town: Town, page: Page, chromium: Browser) -> None:
    code = town.home_code(member=member_of(page))
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    with someone(chromium) as other:
        second = other.new_page()
        sign_in(second, town, "ala@example.com")
        second.get_by_label("Code").fill(wrong)
        second.get_by_role("button", name="Enter").click()
        expect(second.get_by_role("alert")).to_contain_text("does not know this code")

        expect(second.get_by_label("Code")).to_have_value(wrong)


def test_a_gateway_with_another_time_is_told_and_its_times_are_this_devices(
    town: Town, page: Page, chromium: Browser
) -> None:
    code = town.home_code(member=member_of(page))
    with someone(chromium) as other:
        ahead = other.new_page()
        ahead.clock.install(time=datetime.now(UTC) + timedelta(hours=3))
        sign_in(ahead, town, "ala@example.com")
        ahead.get_by_label("Code").fill(code)
        ahead.get_by_role("button", name="Enter").click()
        is_live(ahead)
        ahead.get_by_role("button", name="Access").click()

        expect(ahead.get_by_text("differ by 3 hours")).to_be_visible()
        ahead.get_by_role("button", name="Add a browser").click()
        shown = ahead.get_by_text(re.compile("Good until")).last.inner_text()
        ends = ahead.evaluate(
            "() => new Date(Date.now() + 600_000).toLocaleTimeString('en-GB', { timeStyle: 'short' })"
        )
        assert str(ends) in shown


def test_clocks_that_agree_are_not_spoken_of(page: Page) -> None:
    page.get_by_role("button", name="Access").click()
    page.locator(".list li").nth(1).wait_for()

    expect(page.get_by_text("differ by")).to_be_hidden()
    page.get_by_role("button", name="Home").click()
