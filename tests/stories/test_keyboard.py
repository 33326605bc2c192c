"""The app by keyboard alone: the way through it, everything reached, nothing trapped, and each kind of control used."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.pages import SLOW_MS, STOP, card, is_on, problems

pytestmark = pytest.mark.browser
# More stops than the house has; a walk that is longer never comes round.
MOST_STOPS = 900
FOCUSABLE = """() => [...document.querySelectorAll("button, input, select, summary, a[href]")]
  .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length"""


def walk_to(page: Page, words: str, device: str = "") -> None:
    """Press Tab until the browser stands at what is called so, on the card of this device if one is named."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["words"] == words and device in ("", stop["device"]):
            return
    raise AssertionError(f"no press of Tab leads to {words}")


def start(page: Page) -> None:
    """Begin at the top of the page."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    page.locator("body").evaluate("(body) => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }")


def test_a_walk_through_the_whole_page_reaches_everything_and_is_seen_everywhere(house: Page) -> None:
    start(house)
    stops = []
    for _ in range(MOST_STOPS):
        house.keyboard.press("Tab")
        stop = house.evaluate(STOP)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)

    assert len(stops) == house.evaluate(FOCUSABLE)
    assert stops[0]["words"] == "Skip to content"
    assert [stop for stop in stops if not stop["words"]] == []
    assert [stop for stop in stops if not stop["isSeen"]] == []
    assert [stop for stop in stops if not stop["inView"]] == []


def test_who_skips_to_the_content_is_past_the_bar(house: Page) -> None:
    start(house)
    house.keyboard.press("Tab")
    house.keyboard.press("Enter")
    house.keyboard.press("Tab")

    assert house.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_room_is_chosen_and_a_word_looked_for(house: Page) -> None:
    start(house)
    walk_to(house, "Kuchnia")
    house.keyboard.press("Enter")
    expect(house.locator("section.room h2")).to_have_text(["Kuchnia"])
    walk_to(house, "Search")
    house.keyboard.type("bedside")
    expect(house.get_by_text("There is no such thing here.")).to_be_visible()
    house.keyboard.press("ControlOrMeta+A")
    house.keyboard.press("Delete")
    start(house)
    walk_to(house, "Whole home")
    house.keyboard.press("Enter")
    expect(house.get_by_role("heading", name="Sypialnia", exact=True)).to_be_visible()


def test_a_lamp_a_dimmer_and_a_colour(house: Page) -> None:
    start(house)
    walk_to(house, "Lampa w salonie")
    switch = card(house, "Lampa w salonie").get_by_role("switch")
    before = switch.get_attribute("aria-checked") == "true"
    house.keyboard.press("Space")
    is_on(switch, on=not before)

    strip = card(house, "Taśma nad blatem")
    start(house)
    walk_to(house, "Colour", "Taśma nad blatem")
    house.keyboard.press("Enter")
    strip.locator(".wheel").wait_for()
    for axis in ("Hue", "Saturation", "Brightness"):
        house.keyboard.press("Tab")
        assert house.evaluate(STOP)["words"] == axis
    house.keyboard.press("End")
    expect(strip.get_by_role("slider", name="Brightness")).to_have_attribute("aria-valuetext", "100\u00a0%")
    expect(strip).not_to_have_attribute("data-step", re.compile("."), timeout=SLOW_MS)
    house.keyboard.press("Escape")


def test_a_heating_mode_and_an_alarm(house: Page) -> None:
    heating = card(house, "Ogrzewanie sypialni")
    start(house)
    walk_to(house, "Mode", "Ogrzewanie sypialni")
    before = heating.get_by_role("combobox", name="Mode").input_value()
    house.keyboard.press("ArrowDown" if before != "holiday" else "ArrowUp")
    house.keyboard.press("Tab")
    expect(heating).not_to_have_attribute("data-step", re.compile("asked|sent"), timeout=SLOW_MS)
    expect(heating.get_by_role("combobox", name="Mode")).not_to_have_value(before)

    alarm = card(house, "Alarm w domu: czuwanie")
    start(house)
    walk_to(house, "PIN", "Alarm w domu: czuwanie")
    house.keyboard.type("1234")
    walk_to(house, "Arm")
    house.keyboard.press("Enter")
    expect(alarm.locator(".device__shows")).to_have_text("Armed", timeout=SLOW_MS)


def test_the_page_that_was_walked_is_accessible(house: Page) -> None:
    card(house, "Półki w salonie").locator("summary").click()

    assert problems(house) == []
