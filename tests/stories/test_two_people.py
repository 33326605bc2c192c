"""Two people in one home: what one does the other sees; one who is removed hears nothing more within a second."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.office import Person, RefusedError
from tests.stories.pages import claim, invitation, is_live, is_on, lamp, sign_in, someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser


def test_two_people_share_a_home_until_one_is_removed(town: Town, chromium: Browser) -> None:
    ala, bartek = town.add_person("Ala"), town.add_person("Bartek", language="pl")
    with someone(chromium) as ala_context, someone(chromium, "pl-PL") as bartek_context:
        one, other = ala_context.new_page(), bartek_context.new_page()
        sign_in(one, town, ala)
        claim(one, town.claim_code(), "Flat")
        is_live(one)
        link = invitation(one)
        other.goto(link)
        other.wait_for_url("**/accounts/login/**")
        expect(other.get_by_text("Ktoś zaprasza Cię do domu.")).to_be_visible()
        sign_in(other, town, bartek)
        expect(other.get_by_text("Ala zaprasza Cię do domu „Flat”")).to_be_visible()
        expect(other.get_by_role("link", name="Co się dzieje z Twoimi danymi")).to_have_attribute(
            "href", "/privacy/for/app_user/"
        )
        assert installations_of(other) == 0
        other.get_by_role("button", name="Dołącz").click()
        is_live(other)

        lamp(one).click()
        is_on(lamp(other), on=True)
        lamp(other).click()
        is_on(lamp(one), on=False)

        one.get_by_role("button", name="Access").click()
        expect(one.get_by_text("Bartek Nowak").first).to_be_visible()
        one.on("dialog", lambda dialog: dialog.accept())
        one.get_by_role("button", name="Remove: Bartek Nowak").click()
        expect(other.get_by_text("Nie masz już dostępu do domu „Flat”.")).to_be_visible()
        with pytest.raises(RefusedError) as refused:
            Person(town.origin, bartek).call("POST", f"installations/{installation_of(one)}/tickets")
        assert refused.value.status == 404


def installations_of(page: Page) -> int:
    count: int = page.evaluate("async () => (await (await fetch('/app/api/me')).json()).installations.length")
    return count


def installation_of(page: Page) -> str:
    found: str = page.evaluate("async () => (await (await fetch('/app/api/me')).json()).installations[0].id")
    return found
