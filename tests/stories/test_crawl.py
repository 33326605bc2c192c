"""Every public page of an office under the policy that ships, in a browser that never answered anything.

Proves: A033.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.stories.pages import someone
from tests.stories.town import Town

pytestmark = pytest.mark.browser
BEGINNINGS = ("/", "/accounts/login/", "/accounts/signup/", "/app/", "/privacy/")
# Files are for taking away; each is the notice once more.
FILES = (".pdf", ".txt", ".json", ".jsonld", ".webmanifest")
MOST_PAGES = 60


def links(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((one) => one.href)")
    return found


def crawl(page: Page, town: Town) -> set[str]:
    """The paths of the pages that were seen."""
    waiting, seen = list(BEGINNINGS), set[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen or path.endswith(FILES):
            continue
        seen.add(path)
        page.goto(town.origin + path)
        if path == "/app/":
            # The app itself finds out that nobody is signed in, and goes on to where one does.
            page.wait_for_url("**/accounts/login/**")
        here = (urlsplit(link) for link in links(page))
        waiting += [one.path for one in here if f"{one.scheme}://{one.netloc}" == town.origin]
    return seen


def test_no_page_asks_a_third_party_or_keeps_more_than_is_necessary(town: Town, chromium: Browser) -> None:
    with someone(chromium) as context:
        page, hosts = context.new_page(), set[str]()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))

        seen = crawl(page, town)

        assert seen >= {*BEGINNINGS, "/privacy/for/household/en/", "/accounts/password/reset/"}
        assert hosts == {urlsplit(town.origin).netloc}
        assert {cookie["name"] for cookie in context.cookies()} <= {"ostoja_session", "ostoja_csrf", "ostoja_choice"}
        assert page.evaluate("() => indexedDB.databases()") == []
        assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]
