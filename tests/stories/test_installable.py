"""The app installs on a phone, and opens without a network, saying so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect, sync_playwright

from tests.browser import CHROMIUM, SWITCHES
from tests.stories.pages import sign_in
from tests.stories.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser with a profile of its own, for an incognito one installs nothing."""
    folder = tmp_path_factory.mktemp("profile")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(folder), executable_path=CHROMIUM, args=SWITCHES, locale="pl-PL"
        )
        context.set_default_timeout(15_000)
        yield context
        context.close()


def test_a_first_visit_is_small_on_the_way(town: Town, profile: BrowserContext) -> None:
    page = profile.new_page()
    wire, asked, sizes = profile.new_cdp_session(page), dict[str, str](), dict[str, int]()

    def begins(said: dict[str, Any]) -> None:
        asked[said["requestId"]] = said["request"]["url"]

    def ends(said: dict[str, Any]) -> None:
        # What is asked for again is only confirmed, in a few hundred bytes: the first time counts.
        sizes.setdefault(asked[said["requestId"]], said["encodedDataLength"])

    wire.on("Network.requestWillBeSent", begins)
    wire.on("Network.loadingFinished", ends)
    wire.send("Network.enable")
    sign_in(page, town, town.add_person("Ala", language="pl"))
    expect(page.get_by_role("heading", name="Dodaj dom")).to_be_visible()
    script_and_style = {url: size for url, size in sizes.items() if url.endswith((".js", ".css"))}

    assert len(script_and_style) > 70
    assert 80 * 1024 < sum(script_and_style.values()) < 150 * 1024


def test_nothing_stands_against_installing_it(town: Town, profile: BrowserContext) -> None:
    page = profile.pages[-1]
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.reload()
    session = profile.new_cdp_session(page)

    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_it_opens_when_the_server_is_gone(town: Town, profile: BrowserContext) -> None:
    page = profile.pages[-1]
    page.goto(f"{town.origin}/app/")
    expect(page.get_by_role("heading", name="Dodaj dom")).to_be_visible()
    town.cloud.kill()

    page.reload()

    expect(page.get_by_role("alert")).to_contain_text("Serwer nie odpowiada")
    town.cloud.start()
    town.cloud.line("CLOUD LISTENING")
    page.get_by_role("button", name="Spróbuj ponownie").click()
    expect(page.get_by_role("heading", name="Dodaj dom")).to_be_visible()


def test_no_private_page_is_kept(profile: BrowserContext) -> None:
    page = profile.pages[-1]
    kept: list[str] = page.evaluate(
        """async () => {
          const names = await caches.keys();
          const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())));
          return all.flat().map((request) => new URL(request.url).pathname);
        }"""
    )

    assert kept
    assert [path for path in kept if path != "/app/" and not Path(path).is_relative_to("/static")] == []
