"""The M-SERV misbehaves in every way that the simulator knows: the page stays true, and is whole again by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.pages import SLOW_MS, card, claim, is_live, is_on, lamp, sign_in, someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser
LAMP, SOCKET, SWITCH = 10, 11, 21
SOCKET_NAME = "Gniazdko przy telewizorze"


@pytest.fixture(scope="module")
def ala(town: Town, chromium: Browser) -> Iterator[Page]:
    with someone(chromium) as context:
        page = context.new_page()
        sign_in(page, town, town.add_person("Ala"))
        claim(page, town.claim_code(), "Flat")
        is_live(page)
        expect(lamp(page)).to_be_visible()
        yield page


@pytest.fixture
def page(town: Town, ala: Page) -> Iterator[Page]:
    yield ala
    say(town, "heal")


def say(town: Town, line: str) -> None:
    town.home.tell(line)
    assert town.home.line("ok", "error") == "ok"


def tap(page: Page) -> None:
    """Press the lamp's switch as soon as it can be pressed."""
    expect(lamp(page)).not_to_have_attribute("aria-disabled", "true", timeout=SLOW_MS)
    lamp(page).click()


def follows(town: Town, page: Page) -> None:
    """What somebody does at home is shown, and what is asked here is done."""
    was_on = lamp(page).get_attribute("aria-checked") == "true"
    say(town, f"press {SWITCH}")
    is_on(lamp(page), on=not was_on)
    tap(page)
    is_on(lamp(page), on=was_on)


@pytest.mark.parametrize(
    "fault", ["drop devices 1", "drop states 1", "delay states 3", "malform states 1", "malform params_devices 1"]
)
def test_a_server_that_answers_badly_when_it_is_back_is_asked_again(town: Town, page: Page, fault: str) -> None:
    count = page.locator("ostoja-device").count()
    say(town, "broker stop")
    expect(lamp(page)).to_have_attribute("aria-disabled", "true", timeout=SLOW_MS)
    say(town, fault)
    say(town, "broker start")

    expect(lamp(page)).not_to_have_attribute("aria-disabled", "true", timeout=2 * SLOW_MS)
    follows(town, page)
    expect(page.locator("ostoja-device")).to_have_count(count)


@pytest.mark.parametrize("deed", ["unleaf", "hide", "remove"])
def test_an_object_that_an_installer_breaks_leaves_the_rest_be(town: Town, page: Page, deed: str) -> None:
    say(town, f"{deed} {SOCKET}")
    follows(town, page)
    say(town, f"restore {SOCKET}")

    socket = card(page, SOCKET_NAME).get_by_role("switch")
    expect(socket).not_to_have_attribute("aria-disabled", "true", timeout=SLOW_MS)
    was_on = socket.get_attribute("aria-checked") == "true"
    socket.click()
    is_on(socket, on=not was_on)


def test_what_the_gateway_may_see_no_longer_is_unavailable_and_not_gone(town: Town, page: Page) -> None:
    say(town, f"revoke {LAMP}")
    expect(card(page, "Lampa w salonie")).to_contain_text("Unavailable", timeout=SLOW_MS)
    expect(lamp(page)).to_have_attribute("aria-disabled", "true")

    say(town, f"grant {LAMP}")

    expect(lamp(page)).not_to_have_attribute("aria-disabled", "true", timeout=SLOW_MS)
    follows(town, page)


def test_two_modules_of_one_mac_change_nothing_here(town: Town, page: Page) -> None:
    count = page.locator("ostoja-device").count()
    say(town, "twin")

    follows(town, page)
    expect(page.locator("ostoja-device")).to_have_count(count)


@pytest.mark.parametrize(("fault", "acts"), [("deafen", False), ("mute", True)])
def test_a_lamp_that_confirms_nothing_has_failed_and_is_shown_as_it_is(
    town: Town, page: Page, fault: str, *, acts: bool
) -> None:
    was_on = lamp(page).get_attribute("aria-checked") == "true"
    say(town, f"{fault} {LAMP}")
    tap(page)

    expect(card(page, "Lampa w salonie")).to_have_attribute("data-step", "failed", timeout=SLOW_MS)
    expect(card(page, "Lampa w salonie")).to_contain_text("The home did not confirm")
    # The gateway then asks the home how things are.
    is_on(lamp(page), on=was_on is not acts)


@pytest.mark.parametrize("seconds", ["-3600", "86400"])
def test_a_clock_that_jumps_holds_nothing_back(town: Town, page: Page, seconds: str) -> None:
    say(town, f"clock {seconds}")
    follows(town, page)
    say(town, "heal")
    follows(town, page)
