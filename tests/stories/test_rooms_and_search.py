"""A person finds their way in a house: rooms to choose, a word to look for, a whole room or house in one press."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.stories.pages import SLOW_MS, card, choose_room, is_live, is_on

pytestmark = pytest.mark.browser
PHONE = ViewportSize(width=390, height=844)
WHOLE = "Whole home"


def sections(page: Page) -> list[str]:
    return page.locator("section.room h2").all_inner_texts()


def test_a_room_holds_what_is_in_it_and_in_the_rooms_within(house: Page) -> None:
    everything = sections(house)
    choose_room(house, "Parter")

    expect(house.get_by_role("heading", name="Sypialnia", exact=True)).to_have_count(0)
    assert {"Salon", "Kuchnia", "Jadalnia"} <= set(sections(house)) < set(everything)
    expect(house.locator("#said")).to_have_text("Parter")
    choose_room(house, "Salon")
    assert sections(house) == ["Salon"]


def test_back_and_forth_go_through_the_rooms_and_a_reload_stays(house: Page) -> None:
    choose_room(house, "Kuchnia")
    choose_room(house, "Salon")
    house.go_back()
    expect(house.locator("section.room h2")).to_have_text(["Kuchnia"])
    house.go_forward()
    expect(house.locator("section.room h2")).to_have_text(["Salon"])
    house.reload()
    is_live(house)
    expect(house.locator("section.room h2")).to_have_text(["Salon"])
    assert "Salon" not in house.url


def test_on_a_phone_the_rooms_are_behind_one_line(house: Page) -> None:
    house.set_viewport_size(PHONE)
    line = house.locator("summary", has_text="Shown: ")
    expect(line).to_have_text(f"Shown: {WHOLE}")
    expect(house.get_by_role("navigation", name="Rooms").get_by_role("button")).to_have_count(0)
    line.click()
    choose_room(house, "Sypialnia")

    expect(line).to_have_text("Shown: Sypialnia")
    expect(line).to_be_focused()
    assert sections(house) == ["Sypialnia"]
    assert house.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    line.click()


def test_a_word_without_signs_finds_everywhere(house: Page) -> None:
    choose_room(house, "Salon")
    house.get_by_role("searchbox").press_sequentially("lazience")

    expect(house.locator("#said")).to_contain_text("Devices found: ")
    names = house.locator("ostoja-device h3").all_inner_texts()
    assert "Lustro w łazience" in names
    assert all("łazien" in name.lower() or "Łazienka" in " ".join(sections(house)) for name in names)

    house.get_by_role("searchbox").fill("there is no such thing")
    expect(house.get_by_text("There is no such thing here.")).to_be_visible()
    house.get_by_role("searchbox").fill("")
    expect(house.locator("section.room h2")).to_have_text(["Salon"])


def test_the_lights_of_a_room_go_off_in_one_press_and_only_they(house: Page) -> None:
    kitchen, bedroom = (card(house, name).get_by_role("switch") for name in ("Lampa w kuchni", "Lampa w sypialni"))
    for switch in (kitchen, bedroom):
        if switch.get_attribute("aria-checked") == "false":
            switch.click()
        is_on(switch, on=True)

    house.get_by_role("button", name="Lights off: Kuchnia").click()

    is_on(kitchen, on=False)
    expect(house.locator("#said")).to_contain_text("Done. Devices: ", timeout=SLOW_MS)
    is_on(bedroom, on=True)
    expect(house.get_by_role("button", name="Lights off: Kuchnia")).to_have_attribute("aria-disabled", "true")


def test_the_lights_of_the_whole_house_go_off_with_progress(house: Page) -> None:
    lamp = card(house, "Lampa w sypialni").get_by_role("switch")
    if lamp.get_attribute("aria-checked") == "false":
        lamp.click()
    is_on(lamp, on=True)
    off = house.get_by_role("button", name=f"Lights off: {WHOLE}")
    expect(off).to_have_text(re.compile(r"Lights off \(\d+\)"))

    off.click()

    expect(house.locator("#said")).to_contain_text("Done. Devices: ", timeout=SLOW_MS)
    expect(off).to_have_text("Lights off", timeout=SLOW_MS)
    lit = house.locator("ostoja-device[data-kind=light] [role=switch][aria-checked=true]")
    expect(lit).to_have_count(0)


def test_covers_close_in_one_press(house: Page) -> None:
    house.get_by_role("button", name=f"Close covers: {WHOLE}").click()

    expect(house.locator("ostoja-device[data-step=moving]").first).to_be_visible(timeout=SLOW_MS)
    expect(house.locator("#said")).to_contain_text("Done. Devices: ", timeout=SLOW_MS)
    expect(house.locator(".deeds__progress")).to_be_hidden()
