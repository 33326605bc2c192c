"""A browser that hangs on a wall: larger, and its screen stays on while the app is seen."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def panel(page: Page, modules_address: str) -> Page:
    page.evaluate(
        """async (base) => {
          window.locks = [];
          const request = async () => {
            const lock = { released: false, release: async () => (lock.released = true) };
            window.locks.push(lock);
            return lock;
          };
          Object.defineProperty(navigator, "wakeLock", { configurable: true, value: { request } });
          window.panel = await import(`${base}/home/panel.js`);
        }""",
        modules_address,
    )
    return page


def held(page: Page) -> list[bool]:
    """Whether each of the locks that were asked for is held."""
    found: list[bool] = page.evaluate("() => window.locks.map(({ released }) => !released)")
    return found


def is_larger(page: Page) -> Any:
    return page.evaluate("() => document.documentElement.dataset.panel")


def test_the_screen_stays_on_and_is_taken_back_when_the_app_is_seen_again(panel: Page) -> None:
    panel.evaluate("() => window.panel.setPanel(true)")
    assert (held(panel), is_larger(panel)) == ([True], "true")
    panel.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    assert held(panel) == [True]

    panel.evaluate("() => { window.locks[0].released = true; document.dispatchEvent(new Event('visibilitychange')); }")

    assert held(panel) == [False, True]


def test_who_takes_it_off_the_wall_has_everything_as_before(panel: Page) -> None:
    panel.evaluate("async () => { await window.panel.setPanel(true); await window.panel.setPanel(false); }")
    panel.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    assert (held(panel), is_larger(panel)) == ([False], None)


@pytest.mark.parametrize("value", ["undefined", "{ request: () => Promise.reject(new Error('low')) }"])
def test_a_browser_that_cannot_is_larger_all_the_same(panel: Page, value: str) -> None:
    panel.evaluate(f"() => Object.defineProperty(navigator, 'wakeLock', {{ value: {value} }})")
    panel.evaluate("() => window.panel.setPanel(true)")

    assert is_larger(panel) == "true"
