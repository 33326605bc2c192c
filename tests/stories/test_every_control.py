"""Every control is used in a browser, in a house that has everything; what it shows then is what the home has done."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.pages import SLOW_MS, card, is_on

pytestmark = pytest.mark.browser
ALARM, PIN, WRONG_PIN = "Alarm w domu: czuwanie", "1234", "9999"


def done(device: Locator) -> None:
    """Wait until the home has done what it was asked."""
    expect(device).not_to_have_attribute("data-step", re.compile("."), timeout=SLOW_MS)
    expect(device.locator("[data-pending]")).to_have_count(0)


def shows(slider: Locator, text: str) -> None:
    expect(slider).to_have_attribute("aria-valuetext", text.replace(" %", "\u00a0%"), timeout=SLOW_MS)


@pytest.mark.parametrize("name", ["Lampa w sypialni", "Gniazdko przy telewizorze", "Pompa fontanny"])
def test_a_switch(house: Page, name: str) -> None:
    switch = card(house, name).get_by_role("switch")
    before = switch.get_attribute("aria-checked") == "true"
    for on in (not before, before):
        switch.click()
        is_on(switch, on=on)


def test_a_flag(house: Page) -> None:
    switch = card(house, "Tryb nocny").get_by_role("switch")
    before = switch.get_attribute("aria-checked") == "true"
    switch.click()
    is_on(switch, on=not before)


def test_a_dimmer(house: Page) -> None:
    device = card(house, "Kinkiety w salonie")
    level = device.get_by_role("slider", name="Brightness")
    level.press("End")
    shows(level, "100 %")
    done(device)
    level.press("ArrowLeft")
    shows(level, "99 %")
    done(device)


def test_white_from_warm_to_cold(house: Page) -> None:
    device = card(house, "Biel w gabinecie")
    level = device.get_by_role("slider", name="White (warm → cold)")
    level.press("Home")
    done(device)
    shows(level, "0 %")


def test_a_colour_on_the_wheel(house: Page) -> None:
    device = card(house, "Taśma nad blatem")
    device.locator("summary").click()
    box = device.locator(".wheel").bounding_box()
    assert box is not None
    device.locator(".wheel").click(position={"x": box["width"] - 2, "y": box["height"] / 2})
    done(device)
    hue = int((device.get_by_role("slider", name="Hue").get_attribute("aria-valuetext") or "")[:-2])
    assert 85 <= hue <= 95
    green = device.locator(".color__swatch").evaluate("(swatch) => getComputedStyle(swatch).backgroundColor")
    assert re.fullmatch(r"rgb\(1[0-9]{2}, 255, \d+\)", green), green

    device.get_by_role("slider", name="White", exact=True).press("End")
    done(device)
    shows(device.get_by_role("slider", name="White", exact=True), "100 %")


def test_a_blind_with_slats(house: Page) -> None:
    device = card(house, "Żaluzja w gabinecie")
    slats = device.get_by_role("slider", name="Slats")
    slats.press("End")
    done(device)
    shows(slats, "100 %")

    device.get_by_role("button", name="Open", exact=True).click()
    expect(device).to_have_attribute("data-step", "moving", timeout=SLOW_MS)
    device.get_by_role("button", name="Stop", exact=True).click()
    done(device)


def test_a_shutter_to_a_place(house: Page) -> None:
    device = card(house, "Roleta w jadalni")
    position = device.get_by_role("slider", name="Position")
    position.press("ArrowLeft")
    shows(position, "55 %")
    done(device)


def test_a_thermostat_with_modes(house: Page) -> None:
    device = card(house, "Ogrzewanie kuchni")
    before = device.locator("output").inner_text()
    device.get_by_role("button", name="Warmer").click()
    device.get_by_role("button", name="Warmer").click()
    expect(device.locator("output")).not_to_have_text(before)
    done(device)
    after = device.locator("output").inner_text()
    assert float(after.split("\u00a0")[0]) - float(before.split("\u00a0")[0]) == pytest.approx(1.0)

    mode = device.get_by_role("combobox", name="Mode")
    chosen = next(one for one in ("manual", "auto") if one != mode.input_value())
    mode.select_option(chosen)
    done(device)
    mode.evaluate("(select) => select.blur()")
    expect(mode).to_have_value(chosen)


def test_a_number(house: Page) -> None:
    device = card(house, "Prędkość rekuperatora")
    level = device.get_by_role("slider")
    level.press("Home")
    done(device)
    expect(level).to_have_attribute("aria-valuetext", "0", timeout=SLOW_MS)
    level.press("ArrowRight")
    done(device)
    expect(level).to_have_attribute("aria-valuetext", "1", timeout=SLOW_MS)


def test_an_alarm_with_the_pad_and_a_pin_that_is_wrong(house: Page) -> None:
    device = card(house, ALARM)
    keys = device.get_by_role("group", name="Keys")
    for digit in WRONG_PIN:
        keys.get_by_role("button", name=digit, exact=True).click()
    expect(house.locator("#said")).to_have_text(f"Digits typed: {len(WRONG_PIN)}")
    device.get_by_role("button", name="Arm", exact=True).click()
    expect(device).to_have_attribute("data-step", "failed", timeout=SLOW_MS)
    expect(device).to_contain_text("Check the PIN")
    expect(device.locator(".device__shows")).to_have_text("Disarmed")

    for digit in PIN:
        keys.get_by_role("button", name=digit, exact=True).click()
    device.get_by_role("button", name="Arm", exact=True).click()
    expect(device.locator(".device__shows")).to_have_text("Armed", timeout=SLOW_MS)
    assert device.get_by_label("PIN").input_value() == ""

    device.get_by_label("PIN").fill(PIN)
    device.get_by_role("button", name="Disarm", exact=True).click()
    expect(device.locator(".device__shows")).to_have_text("Disarmed", timeout=SLOW_MS)


def test_a_scene_of_many_devices(house: Page) -> None:
    scene = card(house, "Dobranoc")
    bedroom = card(house, "Lampa w sypialni").get_by_role("switch")
    bedroom.click()
    scene.get_by_role("button", name="Run: Dobranoc").click()
    expect(scene).not_to_have_attribute("data-step", re.compile("."), timeout=SLOW_MS)


def test_a_button_of_the_home(house: Page) -> None:
    device = card(house, "Dzwonek do furtki")
    device.get_by_role("button").first.click()
    expect(device).not_to_have_attribute("data-step", re.compile("asked|sent"), timeout=SLOW_MS)
    expect(device).not_to_have_attribute("data-step", "failed")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Temperatura w salonie", "°C"),
        ("Wilgotność w łazience", "%"),
        ("Jasność na dworze", "lx"),
        ("Dwutlenek węgla w sypialni", "ppm"),
    ],
)
def test_a_sensor_has_its_unit_and_its_age_and_nothing_to_press(house: Page, name: str, unit: str) -> None:
    device = card(house, name)
    expect(device.locator(".device__shows")).to_contain_text(unit)
    expect(device.locator(".device__news")).to_contain_text("Read ")
    assert device.locator("button, input, select").count() == 0


def test_what_may_only_be_read_has_nothing_to_press(house: Page) -> None:
    read_only = house.locator("ostoja-device[data-reads]")
    assert read_only.count() > 10
    assert read_only.locator("button, input, select").count() == 0
