"""Somebody adds a passkey on a phone and comes in with it; the browser signs with a real, if virtual, device.

Proves: L05.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.stories.pages import someone
from tests.stories.test_accessibility import PHONE
from tests.stories.test_rights_desk import ENGLISH, POLISH, Desk, Words, desk, is_good, sign_in
from tests.stories.town import PASSWORD

__all__ = ["desk"]
pytestmark = pytest.mark.browser
TOLD = {"pl": "Przeglądarka nie podała klucza", "en": "The browser gave no passkey"}
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """A device that keeps passkeys, as Chromium's protocol has it."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        self._id = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def loses_all(self) -> None:
        self._session.send("WebAuthn.clearCredentials", {"authenticatorId": self._id})


@pytest.fixture
def phone(chromium: Browser, words: Words) -> Iterator[Page]:
    with someone(chromium, words.locale) as context:
        page = context.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # two numbers, as it asks
        yield page


def press(page: Page) -> None:
    page.locator("main form button[type=submit].button--primary").first.click()


@pytest.mark.parametrize("words", [POLISH, ENGLISH], ids=["pl", "en"])
def test_a_passkey_is_added_and_opens_the_account(desk: Desk, phone: Page, words: Words) -> None:
    device = Device(phone)
    phone.goto(f"{desk.origin}/accounts/login/code/")
    is_good(phone)
    sign_in(phone, desk, words.person, "/privacy/mine/")
    phone.goto(f"{desk.origin}/accounts/security/")
    is_good(phone)
    phone.locator("a[href$='/passkeys/add/']").click()
    phone.wait_for_url("**/accounts/again/**")
    phone.locator("input[name=password]").fill(PASSWORD)
    press(phone)
    phone.wait_for_url("**/passkeys/add/")
    is_good(phone)
    phone.locator("input[name=name]").fill("Telefon")
    press(phone)
    phone.wait_for_url("**/security/codes/")
    is_good(phone)
    phone.goto(f"{desk.origin}/accounts/email/")
    is_good(phone)
    phone.goto(f"{desk.origin}/accounts/logout/")
    press(phone)

    phone.goto(f"{desk.origin}/accounts/login/?next=/accounts/security/")
    is_good(phone)
    phone.locator("form[data-passkey] button").click()

    phone.wait_for_url("**/accounts/security/")
    expect(phone.get_by_text("Telefon", exact=True)).to_be_visible()
    is_good(phone)
    phone.goto(f"{desk.origin}/accounts/logout/")
    press(phone)
    device.loses_all()
    phone.goto(f"{desk.origin}/accounts/login/")
    phone.locator("form[data-passkey] button").click()
    expect(phone.locator("[data-said]")).to_contain_text(TOLD[words.language])
    is_good(phone)
