"""Devices are found by what people type."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def finding(page: Page, modules_address: str) -> Page:
    page.evaluate(
        """async (base) => {
          const { speak } = await import(`${base}/texts/texts.js`);
          await speak("pl");
          const { finder, plain } = await import(`${base}/home/finding.js`);
          const rooms = new Map([["r1", { name: "Łazienka na górze" }]]);
          const lamp = { name: "Żarówka nad lustrem", kind: "light", rooms: ["r1", "gone"] };
          window.plain = plain;
          window.finds = (typed) => finder(typed, rooms)(lamp);
        }""",
        modules_address,
    )
    return page


@pytest.mark.parametrize(
    ("text", "told"), [("Żółć", "zolc"), ("Gästeraum ß", "gasteraum ss"), ("LAMPA 2", "lampa 2"), ("Ø", "o")]
)
def test_signs_and_capitals_do_not_count(finding: Page, text: str, told: str) -> None:
    assert finding.evaluate("(text) => window.plain(text)", text) == told


@pytest.mark.parametrize(
    "typed", ["", "   ", "zarowka", "ŻARÓWKA", "lustrem zarow", "lazienka", "gorze swiatlo", "ŚWIATŁO"]
)
def test_a_device_is_found_by_its_name_its_room_and_its_kind_in_any_order(finding: Page, typed: str) -> None:
    assert finding.evaluate("(typed) => window.finds(typed)", typed) is True


@pytest.mark.parametrize("typed", ["kuchnia", "zarowka kuchnia", "żar0wka"])
def test_every_word_has_to_be_there(finding: Page, typed: str) -> None:
    assert finding.evaluate("(typed) => window.finds(typed)", typed) is False
