"""Somebody who refuses and objects to whatever can be refused or objected to uses their home all the same.

Proves: A038.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ostoja.policy.adapters import adapters_of
from ostoja.policy.shelf import shipped
from tests.stories.pages import card, claim, is_live, is_on, lamp, sign_in, someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def strict_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town under the complete policy with everything on that can be asked."""
    folder: Path = tmp_path_factory.mktemp("strict")
    town = Town(folder, policy="pol-003", adapters=" ".join(sorted(adapters_of(shipped("pol-003")))))
    try:
        town.start()
        yield town
    finally:
        town.stop()


def say_no(page: Page, town: Town) -> int:
    """Press every no that the page of choices has, and say how many there were."""
    page.goto(f"{town.origin}/privacy/choices/")
    refusals, objections = (page.locator(f"button[name=answer][value={answer}]") for answer in ("refuse", "object"))
    pressed = refusals.count() + objections.count()
    # A question stays, with its answer; an objection turns into the way to end it.
    for number in range(refusals.count()):
        refusals.nth(number).click()
    for left in range(objections.count(), 0, -1):
        objections.first.click()
        expect(objections).to_have_count(left - 1)
    return pressed


def test_the_core_works_for_who_refuses_everything(strict_town: Town, chromium: Browser) -> None:
    town = strict_town
    ala, bartek = town.add_person("Ala"), town.add_person("Bartek")
    with someone(chromium) as context, someone(chromium) as others:
        page, other = context.new_page(), others.new_page()
        for one in (context, others):
            one.set_extra_http_headers({"Sec-GPC": "1"})
        sign_in(page, town, ala)
        assert say_no(page, town) > 0
        page.goto(f"{town.origin}/app/")
        claim(page, town.claim_code(), "Flat")
        is_live(page)
        lamp(page).click()
        is_on(lamp(page), on=True)
        expect(card(page, "Roleta w salonie")).to_be_visible()

        page.get_by_role("button", name="Access").click()
        page.get_by_role("button", name="Invite a member").click()
        link = page.locator(".code").first.inner_text()
        sign_in(other, town, bartek)
        say_no(other, town)
        other.goto(link)
        other.get_by_role("button", name="Join").click()
        is_live(other)
        lamp(other).click()
        is_on(lamp(other), on=False)

        page.goto(f"{town.origin}/privacy/mine/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
