"""JSON made in pieces is the JSON that is made at once, and lets the page work between."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
STATES = [{"device": f"d{n}", "at": n, "values": [{"t": "on_off", "on": n % 2 == 0}]} for n in range(1_001)]


def made(page: Page, address: str, value: Any) -> str:
    text: str = page.evaluate(
        """async ([base, value]) => {
          const { bytesOf } = await import(`${base}/home/pieces.js`);
          return new TextDecoder().decode(await bytesOf(value));
        }""",
        [address, value],
    )
    return text


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"name": "Łazienka „na górze”", "none": None, "list": [], "inner": {}},
        {"home": {"devices": STATES, "states": STATES[:250], "offset": -3}, "liking": None},
        STATES[:251],
        7,
    ],
    ids=["nothing", "small", "a home", "a list", "a number"],
)
def test_the_pieces_make_the_same_text(page: Page, modules_address: str, value: Any) -> None:
    expected = page.evaluate("(value) => JSON.stringify(value)", value)

    assert made(page, modules_address, value) == expected


def test_what_is_not_there_is_left_out(page: Page, modules_address: str) -> None:
    text = page.evaluate(
        """async (base) => {
          const { bytesOf } = await import(`${base}/home/pieces.js`);
          return new TextDecoder().decode(await bytesOf({ a: undefined, b: 1 }));
        }""",
        modules_address,
    )

    assert text == '{"b":1}'


def test_the_page_works_between_the_pieces(page: Page, modules_address: str) -> None:
    turns = page.evaluate(
        """async ([base, value]) => {
          const { bytesOf } = await import(`${base}/home/pieces.js`);
          const { port1, port2 } = new MessageChannel();
          let turns = 0;
          port1.onmessage = () => { turns += 1; port2.postMessage(null); };
          port2.postMessage(null);
          await bytesOf(value);
          port1.close();
          return turns;
        }""",
        [modules_address, STATES],
    )

    assert turns >= len(STATES) // 250
