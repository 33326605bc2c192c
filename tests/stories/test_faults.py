"""Parts of the way fail and come back: the page says so, and shows the truth within a second of being back."""

import signal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.pages import claim, is_live, is_on, lamp, sign_in
from tests.stories.town import Town

pytestmark = pytest.mark.browser
TRUTH_MS = 1_000
NOTICED_MS = 10_000


def standing(page: Page, what: str, within_ms: int = NOTICED_MS) -> None:
    expect(page.locator("ostoja-standing")).to_have_attribute("data-standing", what, timeout=within_ms)


def told(page: Page, words: str) -> None:
    """Wait until the page and, for those who listen, its live region say this."""
    expect(page.locator("ostoja-standing p")).to_contain_text(words, timeout=NOTICED_MS)
    expect(page.locator("#said")).to_contain_text(words)


@pytest.fixture(scope="module")
def page(town: Town, chromium: Browser) -> Page:
    """Ala's page with her home on it."""
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    sign_in(page, town, town.add_person("Ala"))
    claim(page, town.claim_code(), "Flat")
    is_live(page)
    return page


def test_a_killed_gateway_is_told_and_its_return_shown_at_once(town: Town, page: Page) -> None:
    is_on(lamp(page), on=False)
    town.gateway.kill()
    standing(page, "waiting")
    told(page, "The gateway in the home is not connected")
    expect(lamp(page)).to_have_attribute("aria-disabled", "true")
    town.home.tell("press 21")

    town.gateway.start()
    town.gateway.line("ROAD UP")

    is_live(page, within_ms=TRUTH_MS)
    is_on(lamp(page), on=True, within_ms=TRUTH_MS)


def test_a_killed_relay_is_told_and_its_return_shown_at_once(town: Town, page: Page) -> None:
    was_on = lamp(page).get_attribute("aria-checked") == "true"
    town.relay.kill()
    standing(page, "lost")
    told(page, "Connection lost")
    town.home.tell("press 21")

    town.relay.start()
    town.relay.line("RELAY LISTENING")
    town.gateway.line("ROAD UP")

    is_live(page, within_ms=TRUTH_MS)
    is_on(lamp(page), on=not was_on, within_ms=TRUTH_MS)


def test_a_home_that_does_not_answer_is_told(town: Town, page: Page) -> None:
    town.home.tell("broker stop")
    told(page, "has not answered its gateway since")
    expect(lamp(page)).to_have_attribute("aria-disabled", "true")

    town.home.tell("broker start")

    expect(page.locator("ostoja-standing p")).to_be_hidden(timeout=NOTICED_MS)
    expect(lamp(page)).not_to_have_attribute("aria-disabled", "true")
    before = lamp(page).get_attribute("aria-checked") == "true"
    lamp(page).click()
    is_on(lamp(page), on=not before)


def test_a_command_that_the_home_does_not_confirm_fails_and_the_switch_does_not_flip(town: Town, page: Page) -> None:
    before = lamp(page).get_attribute("aria-checked") == "true"
    town.home.process.send_signal(signal.SIGSTOP)
    try:
        lamp(page).click()
        expect(page.locator("ostoja-device[data-step=failed]")).to_be_visible(timeout=15_000)
        assert (lamp(page).get_attribute("aria-checked") == "true") is before
    finally:
        town.home.process.send_signal(signal.SIGCONT)


def test_a_gateway_that_hangs_is_told_and_not_taken_for_one_that_is_there(town: Town, page: Page) -> None:
    town.gateway.process.send_signal(signal.SIGSTOP)
    try:
        expect(lamp(page)).to_have_attribute("aria-disabled", "true", timeout=NOTICED_MS)
        expect(page.locator("ostoja-standing p")).to_be_visible()
    finally:
        town.gateway.process.send_signal(signal.SIGCONT)
    is_live(page)
    before = lamp(page).get_attribute("aria-checked") == "true"
    lamp(page).click()
    is_on(lamp(page), on=not before)


def test_a_killed_cloud_does_not_end_an_open_page(town: Town, page: Page) -> None:
    town.cloud.kill()
    before = lamp(page).get_attribute("aria-checked") == "true"
    lamp(page).click()
    is_on(lamp(page), on=not before)
    town.cloud.start()
    town.cloud.line("CLOUD LISTENING")
    assert town.health(town.port)
