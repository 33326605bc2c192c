"""Controls and notices in a page: what they say, what they ask for, and what they leave to the person."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.elements import draw, shown_page, wishes

pytestmark = pytest.mark.browser


@pytest.fixture
def page(page: Page, modules_address: str) -> Page:
    shown_page(page, modules_address)
    return page


def test_an_alarm_is_armed_by_a_press_and_never_by_the_enter_key(page: Page, modules_address: str) -> None:
    draw(page, modules_address, "alarm", {"name": "alarm"}, {"enabled": True})
    page.get_by_label("PIN").fill("1234")
    page.keyboard.press("Enter")
    assert wishes(page) == []

    page.get_by_role("button", name="Disarm").click()

    assert wishes(page) == [{"c": "disarm", "pin": "1234"}]
    expect(page.get_by_label("PIN")).to_have_value("")


@pytest.mark.parametrize("typed", ["", "12a4"])
def test_a_pin_that_is_none_is_told_in_the_language_of_the_page(page: Page, modules_address: str, typed: str) -> None:
    draw(page, modules_address, "alarm", {"name": "alarm"}, {"enabled": True})
    page.get_by_label("PIN").fill(typed)
    page.get_by_role("button", name="Arm", exact=True).click()

    expect(page.get_by_label("PIN")).to_have_accessible_description("Type the PIN: digits only.")
    expect(page.get_by_label("PIN")).to_be_focused()
    expect(page.locator("#said")).to_have_text("Type the PIN: digits only.")
    assert wishes(page) == []


def test_white_is_told_and_asked_for_in_per_cent(page: Page, modules_address: str) -> None:
    value = {"t": "color", "red": 1, "green": 2, "blue": 3, "white": 128}
    draw(
        page,
        modules_address,
        "color",
        {"name": "color", "white": True},
        {"value": value, "asked": None, "enabled": True},
    )
    expect(page.locator("output")).to_have_text("50\u00a0%")

    page.get_by_label("White").press("End")

    assert wishes(page) == [{"c": "color", "red": 1, "green": 2, "blue": 3, "white": 255}]


@pytest.mark.parametrize(
    ("standing", "known", "last"), [("lost", True, True), ("lost", False, False), ("waiting", False, False)]
)
def test_a_last_known_state_is_spoken_of_only_where_one_is_shown(
    page: Page, modules_address: str, standing: str, *, known: bool, last: bool
) -> None:
    draw(page, modules_address, "standing", {}, {"standing": standing, "known": known})

    assert ("last known state" in page.locator("ostoja-standing").inner_text()) is last


def test_why_an_alarm_may_not_have_followed_is_said(page: Page, modules_address: str) -> None:
    said = page.evaluate(
        """async (base) => {
          const { failureWords } = await import(`${base}/home/words.js`);
          return ["arm", "turn"].map((c) => failureWords({ do: { c }, reason: "no_echo" }));
        }""",
        modules_address,
    )

    assert "Check the PIN" in said[0]
    assert "PIN" not in said[1]


def test_where_no_home_is_open_every_home_can_be_picked(page: Page, modules_address: str) -> None:
    page.evaluate(
        """async (base) => {
          const { Frame } = await import(`${base}/views/frame.js`);
          window.picked = [];
          const pick = (id) => window.picked.push(id);
          window.frame = new Frame(document.getElementById("app"), { go: () => {}, pick });
          window.frame.name("Add a home", [{ id: "flat", name: "Flat" }], "");
        }""",
        modules_address,
    )
    pick = page.get_by_role("combobox", name="Choose a home")
    expect(pick).to_have_value("")
    pick.select_option("Flat")
    page.evaluate("() => window.frame.name('An invitation', [{ id: 'flat', name: 'Flat' }], null)")
    assert pick.evaluate("(select) => select.selectedIndex") == -1

    assert page.evaluate("() => window.picked") == ["flat"]


def test_a_wish_on_its_way_is_drawn_as_one_even_where_it_equals_what_is_shown(page: Page, modules_address: str) -> None:
    asked = {"c": "turn", "on": True}
    draw(page, modules_address, "switch", {}, {"label": "Lamp", "value": {"on": True}, "asked": asked, "enabled": True})
    switch = page.get_by_role("switch")

    expect(switch).to_have_attribute("data-pending", "true")
    expect(switch).to_have_text("Turning on…")
    switch.click()

    assert wishes(page) == [{"c": "turn", "on": False}]
