"""The last known state of the home without a network, only in a browser that its person calls theirs."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stories.pages import SLOW_MS, claim, invitation, is_live, is_on, lamp, problems, sign_in, someone
from tests.stories.town import Place, Town
from tests.waiting import until

pytestmark = pytest.mark.browser
MINE = "This is my device"
# What a browser says of a cookie that goes with its window.
UNTIL_CLOSED = -1


def kept(page: Page) -> list[str]:
    """The databases of the browser that a home is remembered in."""
    names: list[dict[str, Any]] = page.evaluate("() => indexedDB.databases()")
    return [one["name"] for one in names if one["name"] == "ostoja.mine"]


def remembered(page: Page) -> set[str]:
    """What is remembered: "key", "me", "home"."""
    names: list[str] = page.evaluate(
        """async () => {
          const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
          const database = await asked(indexedDB.open("ostoja.mine"));
          const names = await asked(database.transaction("kept").objectStore("kept").getAllKeys());
          database.close();
          return names;
        }"""
    )
    return {name.split()[0] for name in names}


def ages(context: BrowserContext) -> dict[str, float]:
    """When the cookies of a browser end, by name."""
    return {cookie["name"]: cookie["expires"] for cookie in context.cookies()}


def access(page: Page) -> None:
    page.get_by_role("button", name="Access", exact=True).click()
    expect(page.get_by_label(MINE)).to_be_enabled()


def say_mine(page: Page, *, mine: bool) -> None:
    access(page)
    page.get_by_label(MINE).set_checked(mine)
    expect(page.locator("#said")).to_contain_text("remembers the home" if mine else "has forgotten the home")
    expect(page.get_by_label(MINE)).to_be_focused()
    page.get_by_role("button", name="Home", exact=True).click()


def reload_without_network(context: BrowserContext, page: Page) -> None:
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    page.reload()


def is_shown_only(page: Page, words: str) -> None:
    """Wait until the home is shown as it was known, with these words of why, and nothing can be switched."""
    expect(lamp(page)).to_have_attribute("aria-disabled", "true", timeout=SLOW_MS)
    expect(page.locator("ostoja-standing")).to_contain_text(words)


def is_usable(page: Page) -> None:
    """Wait until the home itself is there again."""
    is_live(page)
    expect(lamp(page)).not_to_have_attribute("aria-disabled", "true")


@pytest.fixture(scope="module")
def visited(town: Town, chromium: Browser) -> Any:
    with someone(chromium) as context:
        page = context.new_page()
        sign_in(page, town, town.add_person("Ala"), stay=True)
        claim(page, town.claim_code(), "Flat")
        is_live(page)
        yield context, page


def test_without_the_word_nothing_is_remembered(visited: tuple[BrowserContext, Page]) -> None:
    context, page = visited
    access(page)
    expect(page.get_by_label(MINE)).not_to_be_checked()
    assert kept(page) == []

    reload_without_network(context, page)

    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    expect(page.locator("ostoja-device")).to_have_count(0)
    context.set_offline(False)
    page.reload()
    is_live(page)


def test_with_it_the_last_state_is_there_and_not_taken_for_the_present(visited: tuple[BrowserContext, Page]) -> None:
    context, page = visited
    before = lamp(page).get_attribute("aria-checked") == "true"
    lamp(page).click()
    is_on(lamp(page), on=not before)
    say_mine(page, mine=True)
    assert kept(page) == ["ostoja.mine"]

    reload_without_network(context, page)

    is_on(lamp(page), on=not before)
    is_shown_only(page, "You see the last known state.")
    expect(page.locator("ostoja-device .device__news").first).to_contain_text("State as of")
    context.set_offline(False)
    is_usable(page)
    lamp(page).click()
    is_on(lamp(page), on=before)


@pytest.mark.parametrize(
    ("place", "words", "back"),
    [
        ("gateway", "The gateway in the home is not connected", "ROAD UP"),
        ("relay", "You see the last known state.", "RELAY LISTENING"),
    ],
)
def test_with_a_part_of_the_way_dead_a_reload_shows_it_too(
    town: Town, visited: tuple[BrowserContext, Page], place: str, words: str, back: str
) -> None:
    _, page = visited
    dead: Place = getattr(town, place)
    dead.kill()
    page.reload()

    is_shown_only(page, words)
    dead.start()
    dead.line(back)
    is_usable(page)


def test_with_all_servers_dead_a_reload_shows_it_too(town: Town, visited: tuple[BrowserContext, Page]) -> None:
    _, page = visited
    town.relay.kill()
    town.cloud.kill()
    page.reload()

    is_shown_only(page, "You see the last known state.")
    town.cloud.start()
    town.cloud.line("CLOUD LISTENING")
    town.relay.start()
    town.relay.line("RELAY LISTENING")
    is_usable(page)


def test_on_a_wall_it_stays_larger_until_it_is_taken_off(visited: tuple[BrowserContext, Page]) -> None:
    _, page = visited
    access(page)
    page.get_by_label("It hangs on a wall").check()
    expect(page.locator("html")).to_have_attribute("data-panel", "true")
    page.reload()
    is_live(page)
    expect(page.locator("html")).to_have_attribute("data-panel", "true")
    assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 20
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    access(page)
    page.get_by_label("It hangs on a wall").uncheck()
    expect(page.locator("html")).not_to_have_attribute("data-panel", "true")
    page.get_by_role("button", name="Home", exact=True).click()


def test_who_takes_the_word_back_leaves_nothing(visited: tuple[BrowserContext, Page]) -> None:
    _, page = visited
    expect(lamp(page)).to_be_visible()
    say_mine(page, mine=False)

    assert kept(page) == []


def test_a_browser_that_is_let_in_no_longer_forgets_the_home(
    town: Town, chromium: Browser, visited: tuple[BrowserContext, Page]
) -> None:
    _, page = visited
    say_mine(page, mine=True)
    assert "home" in remembered(page)
    page.get_by_role("button", name="Access", exact=True).click()
    page.get_by_role("button", name="Add a browser").click()
    link = page.locator(".code").first.inner_text()
    with someone(chromium) as context:
        other = context.new_page()
        other.on("dialog", lambda dialog: dialog.accept())
        sign_in(other, town, "ala@example.com")
        other.goto(link)
        is_live(other)
        other.get_by_role("button", name="Access", exact=True).click()
        other.get_by_role("button", name=re.compile("^Remove: ")).first.click()

        expect(page.get_by_role("heading", name="Let this browser in: Flat")).to_be_visible(timeout=SLOW_MS)
        assert "home" not in remembered(page)
        other.get_by_role("button", name="Add a browser").click()
        code = other.locator(".code").last.inner_text()
    page.locator("main form input").first.fill(code)
    page.keyboard.press("Enter")
    is_live(page)


def test_a_computer_that_is_not_ones_own_forgets_the_home_and_goes_with_the_window(
    town: Town, visited: tuple[BrowserContext, Page]
) -> None:
    context, page = visited
    assert kept(page) == ["ostoja.mine"]
    assert ages(context)["ostoja_session"] > 0
    other = context.new_page()
    other.goto(f"{town.origin}/accounts/security/")
    expect(other.locator(".signed__one").first).to_contain_text("(here)")
    assert problems(other) == []

    other.get_by_role("button", name="This is not my computer").click()

    expect(other.get_by_role("status")).to_contain_text("Closing the browser will now sign you out")
    until(lambda: kept(other) == [])
    assert ages(context)["ostoja_session"] == UNTIL_CLOSED
    assert "ostoja_known" not in ages(context)
    other.close()
    page.reload()
    is_live(page)
    say_mine(page, mine=True)


def test_a_sign_out_in_another_tab_leaves_nothing_and_the_open_one_writes_nothing_more(
    town: Town, visited: tuple[BrowserContext, Page]
) -> None:
    context, page = visited
    assert kept(page) == ["ostoja.mine"]
    other = context.new_page()
    other.goto(f"{town.origin}/accounts/logout/")
    other.locator("main form button[type=submit]").click()
    expect(other.get_by_role("link", name="Sign out")).to_have_count(0)
    until(lambda: kept(other) == [])

    page.wait_for_url("**/accounts/login/**")
    assert kept(other) == []


def test_who_was_taken_out_of_the_home_keeps_nothing_of_it(
    town: Town, chromium: Browser, visited: tuple[BrowserContext, Page]
) -> None:
    _, page = visited
    bartek = town.add_person("Bartek")
    sign_in(page, town, "ala@example.com")
    is_live(page)
    with someone(chromium) as context:
        other = context.new_page()
        sign_in(other, town, bartek)
        other.goto(invitation(page))
        other.get_by_role("button", name="Join").click()
        is_live(other)
        say_mine(other, mine=True)
        assert remembered(other) == {"key", "me", "home"}
        page.on("dialog", lambda dialog: dialog.accept())
        access(page)
        page.get_by_role("button", name="Remove: Bartek Nowak").click()

        expect(other.get_by_text("You no longer have access to the home “Flat”.")).to_be_visible()
        assert remembered(other) == {"key", "me"}
