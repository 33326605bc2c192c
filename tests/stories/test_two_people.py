"""Two people in one home: what one does the other sees; one who is removed hears nothing more within a second."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.office import Person, RefusedError
from tests.stories.pages import claim, invitation, is_live, is_on, lamp, sign_in, someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def one(town: Town, chromium: Browser) -> Iterator[Page]:
    """Ala's page, with her flat."""
    with someone(chromium) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        sign_in(page, town, town.add_person("Ala"))
        claim(page, town.claim_code(), "Flat")
        is_live(page)
        yield page


def test_two_people_share_a_home_until_one_is_removed(town: Town, chromium: Browser, one: Page) -> None:
    bartek = town.add_person("Bartek", language="pl")
    with someone(chromium, "pl-PL") as context:
        other = context.new_page()
        other.goto(invitation(one))
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

        one.get_by_role("button", name="Access", exact=True).click()
        expect(one.get_by_text("Bartek Nowak").first).to_be_visible()
        one.get_by_role("button", name="Remove: Bartek Nowak").click()
        expect(other.get_by_text("Nie masz już dostępu do domu „Flat”.")).to_be_visible()
        with pytest.raises(RefusedError) as refused:
            Person(town.origin, bartek).call("POST", f"installations/{installation_of(one)}/tickets")
        assert refused.value.status == 404


def test_a_tab_that_shows_the_app_takes_a_link_and_no_failing_network_loses_it(
    town: Town, chromium: Browser, one: Page
) -> None:
    with someone(chromium) as context:
        other = context.new_page()
        sign_in(other, town, town.add_person("Celina"))
        context.route("**/invitations/look", lambda route: route.abort())
        other.goto(invitation(one))
        expect(other.get_by_role("alert")).to_contain_text("No connection to the server")
        other.reload()
        expect(other.get_by_role("alert")).to_contain_text("No connection to the server")
        context.unroute("**/invitations/look")
        other.get_by_role("button", name="Try again").click()

        expect(other.get_by_role("button", name="Join")).to_be_visible()


def installations_of(page: Page) -> int:
    count: int = page.evaluate("async () => (await (await fetch('/app/api/me')).json()).installations.length")
    return count


def installation_of(page: Page) -> str:
    found: str = page.evaluate("async () => (await (await fetch('/app/api/me')).json()).installations[0].id")
    return found
