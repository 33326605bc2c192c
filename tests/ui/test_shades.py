"""Colours as lamps have them and as people choose them."""

import colorsys
from itertools import product

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
STEPS = (0, 1, 51, 128, 254, 255)


def test_a_colour_that_is_chosen_is_the_one_that_the_field_computes(page: Page, modules_address: str) -> None:
    choices = [
        {"hue": hue, "saturation": saturation, "brightness": brightness}
        for hue, saturation, brightness in product(range(0, 360, 15), (0, 1, 50, 100), (0, 1, 50, 100))
    ]
    found = page.evaluate(
        """async ([base, choices]) => {
          const { shades } = await import(`${base}/elements/shades.js`);
          return choices.map(shades);
        }""",
        [modules_address, choices],
    )

    for choice, told in zip(choices, found, strict=True):
        wanted = colorsys.hsv_to_rgb(choice["hue"] / 360, choice["saturation"] / 100, choice["brightness"] / 100)
        for shade, part in zip(("red", "green", "blue"), wanted, strict=True):
            assert abs(told[shade] - part * 255) <= 0.5 + 1e-6, (choice, told)


def test_a_colour_that_is_read_stays_the_colour_it_is(page: Page, modules_address: str) -> None:
    lamps = [{"red": r, "green": g, "blue": b} for r, g, b in product(STEPS, repeat=3)]
    found = page.evaluate(
        """async ([base, lamps]) => {
          const { chosen, shades } = await import(`${base}/elements/shades.js`);
          return lamps.map((lamp) => [chosen(lamp), shades(chosen(lamp))]);
        }""",
        [modules_address, lamps],
    )

    for lamp, (choice, again) in zip(lamps, found, strict=True):
        assert 0 <= choice["hue"] < 360
        # Whole per cents and degrees: a lamp's colour moves by less than an eye can see.
        assert max(abs(lamp[shade] - again[shade]) for shade in lamp) <= 3, (lamp, choice, again)


def test_a_grey_keeps_the_hue_that_was_chosen_before(page: Page, modules_address: str) -> None:
    found = page.evaluate(
        """async (base) => {
          const { chosen } = await import(`${base}/elements/shades.js`);
          const grey = { red: 9, green: 9, blue: 9 };
          return [chosen(grey, 200), chosen({}, 120), chosen({ green: 255 }, 1)];
        }""",
        modules_address,
    )

    assert [one["hue"] for one in found] == [200, 120, 120]
    assert found[1] == {"hue": 120, "saturation": 0, "brightness": 0}
