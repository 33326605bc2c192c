"""The colour wheel: pointed at, dragged, taken away, and by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.elements import draw, shown_page, wishes

pytestmark = pytest.mark.browser
RED = {"t": "color", "red": 255, "green": 0, "blue": 0, "white": 0}


@pytest.fixture
def page(page: Page, modules_address: str) -> Page:
    shown_page(page, modules_address)
    page.add_style_tag(content=".wheel { width: 200px; height: 200px; position: relative; touch-action: none; }")
    return page


def opened(page: Page, address: str, **shown: Any) -> None:
    given = {"value": RED, "asked": None, "enabled": True, **shown}
    draw(page, address, "color", {"name": "color", "white": True}, given)
    page.locator("summary").click()
    page.locator(".wheel").wait_for()


def at(page: Page, across: float, down: float) -> tuple[float, float]:
    box = page.locator(".wheel").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def test_a_press_on_the_right_edge_asks_for_a_quarter_of_the_turn(page: Page, modules_address: str) -> None:
    opened(page, modules_address)
    page.mouse.click(*at(page, 0.999, 0.5))

    [wish] = wishes(page)
    assert (wish["c"], wish["white"]) == ("color", 0)
    assert abs(wish["red"] - 128) <= 3
    assert (wish["green"], wish["blue"]) == (255, 0)


def test_a_drag_asks_once_where_it_ends(page: Page, modules_address: str) -> None:
    opened(page, modules_address)
    page.mouse.move(*at(page, 0.9, 0.5))
    page.mouse.down()
    page.mouse.move(*at(page, 0.5, 0.9), steps=5)
    assert wishes(page) == []
    page.mouse.move(*at(page, 0.5, 0.5), steps=5)
    page.mouse.up()

    [wish] = wishes(page)
    assert min(wish["red"], wish["green"], wish["blue"]) >= 250


def test_what_the_system_takes_away_asks_nothing(page: Page, modules_address: str) -> None:
    opened(page, modules_address)
    place = page.locator(".wheel__dot").get_attribute("style")
    page.mouse.move(*at(page, 0.9, 0.5))
    page.mouse.down()
    page.locator(".wheel").dispatch_event("pointercancel")
    page.mouse.up()

    assert wishes(page) == []
    assert page.locator(".wheel__dot").get_attribute("style") == place


def test_a_wheel_that_cannot_be_used_asks_nothing(page: Page, modules_address: str) -> None:
    opened(page, modules_address, enabled=False)
    page.mouse.click(*at(page, 0.9, 0.5))

    assert wishes(page) == []
    expect(page.get_by_label("Hue")).to_be_disabled()


def test_the_same_is_reached_by_keyboard(page: Page, modules_address: str) -> None:
    opened(page, modules_address)
    page.get_by_label("Brightness").press("Home")
    page.get_by_label("Saturation").press("Home")

    dark, white = wishes(page)
    assert (dark["red"], dark["green"], dark["blue"]) == (0, 0, 0)
    assert (white["red"], white["green"], white["blue"]) == (255, 255, 255)


def test_a_lamp_that_is_off_gets_a_colour_to_be_seen(page: Page, modules_address: str) -> None:
    opened(page, modules_address, value={"t": "color", "red": 0, "green": 0, "blue": 0, "white": 0})
    page.mouse.click(*at(page, 0.5, 0.001))

    [wish] = wishes(page)
    assert wish["red"] == 255
    assert max(wish["green"], wish["blue"]) <= 3
