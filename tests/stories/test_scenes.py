"""A scene is run, undone and turned off from the page, and each is seen to be done."""

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.pages import card, claim, is_live, is_on, lamp, sign_in, someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser
SCENE = "Wieczór filmowy"


def test_a_scene_is_run_undone_and_turned_off(town: Town, chromium: Browser) -> None:
    email = town.add_person("Ala")
    with someone(chromium) as context:
        page = context.new_page()
        sign_in(page, town, email)
        claim(page, town.claim_code(), "Flat")
        is_live(page)
        lamp(page).click()
        is_on(lamp(page), on=True)
        scene = card(page, SCENE)

        scene.get_by_role("button", name=f"Run: {SCENE}").click()
        is_on(lamp(page), on=False)
        expect(page.locator("#said")).to_contain_text(SCENE)

        scene.get_by_role("button", name=f"Undo: {SCENE}").click()
        is_on(lamp(page), on=True)
        expect(scene).not_to_have_attribute("data-step", "asked")
        expect(scene).not_to_have_attribute("data-step", "failed")

        scene.get_by_role("button", name=f"Turn off: {SCENE}").click()
        is_on(lamp(page), on=False)
