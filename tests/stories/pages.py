"""What people do in the browser, a function a deed; every one waits for what a person would see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.stories.town import PASSWORD, Town

SLOW_MS = 15_000
# What the browser stands at: its name for those who listen, and whether somebody who looks sees where they are.
STOP = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const words = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
  const device = at.closest("ostoja-device")?.querySelector("h3").textContent ?? "";
  return { tag: at.tagName, device, words: words.trim(), isSeen, inView: box.bottom > 0 && box.top < innerHeight };
}"""
LETTER_CODE = re.compile(r"^\s*([0-9A-Z]{3}-?[0-9A-Z]{3})\s*$", re.MULTILINE)


@contextmanager
def someone(chromium: Browser, locale: str = "en-GB") -> Iterator[BrowserContext]:
    """A browser of somebody's own, with nothing in it yet."""
    context = chromium.new_context(locale=locale, service_workers="allow")
    context.set_default_timeout(SLOW_MS)
    try:
        yield context
    finally:
        context.close()


def sign_in(page: Page, town: Town, email: str, *, stay: bool = False) -> None:
    """Sign in, and arrive in the app."""
    page.goto(f"{town.origin}/app/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[type=checkbox][name=remember]").set_checked(stay)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url("**/app/")


def card(page: Page, name: str) -> Locator:
    """The device of this name."""
    return page.locator("ostoja-device").filter(has=page.get_by_role("heading", name=name, exact=True))


def lamp(page: Page) -> Locator:
    """The switch of the lamp in the living room."""
    return card(page, "Lampa w salonie").get_by_role("switch")


def is_on(switch: Locator, *, on: bool, within_ms: int = SLOW_MS) -> None:
    """Wait until the switch shows this."""
    expect(switch).to_have_attribute("aria-checked", "true" if on else "false", timeout=within_ms)


def is_live(page: Page, within_ms: int = SLOW_MS) -> None:
    """Wait until the page says that the link stands."""
    expect(page.locator("ostoja-standing")).to_have_attribute("data-standing", "live", timeout=within_ms)


def claim(page: Page, code: str, name: str) -> None:
    """Add a home with this code."""
    page.locator("main form input").nth(0).fill(code)
    page.locator("main form input").nth(1).fill(name)
    page.locator("main form button[type=submit]").click()


def invitation(page: Page) -> str:
    """The link that lets a member in; the page shows the home again."""
    page.get_by_role("button", name="Access", exact=True).click()
    page.get_by_role("button", name="Invite a member").click()
    link = page.locator(".code").first.inner_text()
    page.get_by_role("button", name="Home", exact=True).click()
    return link


def choose_room(page: Page, room: str) -> None:
    """Choose this room of the list beside the devices."""
    page.get_by_role("navigation", name="Rooms").get_by_role("button", name=room, exact=True).click()


def show_whole(page: Page) -> None:
    """Show the whole home on a desk, whatever was looked for before."""
    page.set_viewport_size(ViewportSize(width=1280, height=900))
    page.get_by_role("searchbox").fill("")
    choose_room(page, "Whole home")


def problems(page: Page) -> list[str]:
    """What axe finds on the page as it is."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
