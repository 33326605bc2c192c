"""A building of five thousand devices is used like a flat: found, switched, walked through; never all in the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.stories.conftest import standing
from tests.stories.pages import (
    SLOW_MS,
    STOP,
    choose_room,
    claim,
    is_live,
    is_on,
    problems,
    show_whole,
    sign_in,
    someone,
)
from tests.stories.town import Town
from tests.waiting import until

pytestmark = pytest.mark.browser
OBJECTS = 5_000
# Such a home has some more.
ROOMS = 400
PHONE = ViewportSize(width=390, height=844)
# What is near the window of a desk, and far less than all.
MOST_CARDS = 400
STEPS = 120
MOST_LISTED = 70


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Page]:
    town = Town(tmp_path_factory.mktemp("town"), furnished=("--objects", str(OBJECTS)))
    with standing(town), someone(chromium) as context:
        page = context.new_page()
        sign_in(page, town, town.add_person("Ala"))
        claim(page, town.claim_code(), "Building")
        is_live(page, 2 * SLOW_MS)
        yield page


@pytest.fixture
def building(opened: Page) -> Page:
    show_whole(opened)
    expect(opened.locator("section.room").nth(ROOMS - 1)).to_be_attached()
    opened.evaluate("() => scrollTo(0, 0)")
    return opened


def cards(page: Page) -> int:
    return page.locator("ostoja-device").count()


def go_to(page: Page, share: float) -> None:
    """Scroll so far down, and wait until what is there is drawn."""
    page.evaluate("(share) => scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight))", share)
    until(lambda: page.evaluate(MISSING) == 0)


# The blocks of cards in the window that are not drawn yet.
MISSING = """() => [...document.querySelectorAll(".room__devices")].filter((list) => {
  const { top, bottom } = list.getBoundingClientRect();
  return bottom > 0 && top < innerHeight && list.style.minHeight !== "";
}).length"""


def height(page: Page) -> int:
    pixels: int = page.evaluate("() => document.documentElement.scrollHeight")
    return pixels


def test_a_few_cards_are_in_the_page_wherever_it_is_and_it_keeps_its_height(building: Page) -> None:
    go_to(building, 0.02)
    high = height(building)
    seen = []
    for share in (0, 0.5, 1, 0.25):
        go_to(building, share)
        assert 0 < cards(building) <= MOST_CARDS
        seen.append(set(building.locator("ostoja-device h3").all_inner_texts()))

    assert seen[0] != seen[1] != seen[2]
    assert height(building) == pytest.approx(high, rel=0.01)


@pytest.mark.soak
def test_axe_finds_nothing_at_the_top_in_the_middle_and_on_a_phone(building: Page) -> None:
    for size, share in ((None, 0.0), (None, 0.5), (PHONE, 0.3)):
        if size:
            building.set_viewport_size(size)
        go_to(building, share)
        assert problems(building) == []


def test_a_room_of_it_is_accessible_and_no_wider_than_a_phone(building: Page) -> None:
    building.set_viewport_size(PHONE)
    for share in (0, 0.3, 1):
        go_to(building, share)
        assert building.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    building.get_by_role("searchbox").fill("Korytarz 1")
    expect(building.locator("section.room h2").first).to_contain_text("Korytarz 1")
    assert problems(building) == []


def test_the_tab_key_never_outruns_the_cards(building: Page) -> None:
    go_to(building, 0.5)
    building.locator("ostoja-device button, ostoja-device input").first.focus()
    for _ in range(STEPS):
        building.keyboard.press("Tab")
        stop = building.evaluate(STOP)
        assert stop["device"] or stop["words"], stop
        assert stop["inView"]
    assert cards(building) <= MOST_CARDS


def test_a_lamp_far_down_is_found_and_switched(building: Page) -> None:
    go_to(building, 1)
    lamps = building.locator("ostoja-device[data-kind=light]")
    name = lamps.last.locator("h3").inner_text()
    building.get_by_role("searchbox").fill(name)
    switch = building.locator("ostoja-device").filter(has_text=name).first.get_by_role("switch")
    before = switch.get_attribute("aria-checked") == "true"
    switch.click()

    is_on(switch, on=not before)


def test_a_floor_is_chosen_and_a_room_of_it(building: Page) -> None:
    rooms = building.get_by_role("navigation", name="Rooms").get_by_role("button")
    assert rooms.count() < MOST_LISTED
    choose_room(building, "Piętro 2")
    expect(building.locator("section.room h2").first).to_have_text("Biuro 12")
    choose_room(building, "Magazyn 8")

    expect(building.locator("section.room h2")).to_have_text(["Magazyn 8"])
    assert rooms.count() < MOST_LISTED


def test_the_covers_of_the_building_close_until_somebody_says_stop(building: Page) -> None:
    close = building.get_by_role("button", name="Close covers: Whole home")
    expect(close).to_contain_text("(")
    close.click()
    progress = building.locator(".deeds__progress")
    expect(progress).to_be_visible()
    expect(building.locator("ostoja-device[data-step]").first).to_be_visible(timeout=SLOW_MS)
    progress.get_by_role("button", name="Stop").click()

    expect(progress).to_be_hidden()
    expect(close).to_contain_text("(")
