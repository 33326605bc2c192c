"""What people choose counts: on the page of their choices, and in the cookie dialog of the public site.

Proves: A033, A034, A035, A036, A040.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ostoja.policy.adapters import adapters_of
from ostoja.policy.shelf import shipped
from tests.browser import CHROMIUM, SWITCHES
from tests.doubles.tags import Tags, tags
from tests.ports import free_port
from tests.stories.test_accessibility import DESK, PHONE
from tests.stories.town import PASSWORD, Place

pytestmark = pytest.mark.browser
DOMAIN = "dom.example"
HOST = f"www.{DOMAIN}"
SLOW_MS = 15_000
NECESSARY = {"ostoja_session", "ostoja_csrf", "ostoja_choice"}
SHOTS = os.environ.get("OSTOJA_TEST_SHOTS", "")


@dataclass
class Office:
    """The cloud alone, under the complete promise, with stand-ins for two tools."""

    folder: Path
    port: int
    tags: Tags

    def __post_init__(self) -> None:
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "tests.stories.site_settings",
            "OSTOJA_ADAPTERS": " ".join(sorted(adapters_of(shipped("pol-003")))),
            "OSTOJA_DEMO": "yes",
            "OSTOJA_DEMO_TOKEN": "a token of the demo that nobody uses",
            "OSTOJA_MAIL": f"file://{self.folder / 'mail'}",
            "OSTOJA_ORIGIN": self.origin,
            "OSTOJA_RELAY_TOKEN": "a relay token of the stories",
            "OSTOJA_ROAD": "ws://localhost:9",
            "OSTOJA_SECRET_KEY": "a secret of the stories, long enough to pass for one: 0123456789",
            "OSTOJA_TEST_SITE": HOST,
            "OSTOJA_TEST_STAND_INS": json.dumps(
                {"google_analytics": [self.tags.host], "facebook_pixel": [self.tags.host]}
            ),
            "OSTOJA_VAR": str(self.folder / "cloud"),
        }
        self.cloud = Place("cloud", ["cloud", "--listen", f"127.0.0.1:{self.port}"], self.environment, self.folder)

    @property
    def origin(self) -> str:
        """The cloud's address."""
        return f"http://localhost:{self.port}"

    @property
    def site(self) -> str:
        """The page of the public site."""
        return f"http://{HOST}:{self.port}/demo/site/"

    def run(self, *words: str) -> None:
        """Run `ostoja WORDS` to its end."""
        environment = {**os.environ, **self.environment}
        command = [sys.executable, "-m", "ostoja", *words]
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr + done.stdout

    def add_cookie(self, name: str) -> None:
        """Let the promise name one statistical cookie more."""
        file = self.folder / "cloud" / "policy" / "cookies.toml"
        old = '["ck.google_analytics".names]\n'
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, f'{old}"{name}" = "P1D"\n'), encoding="utf-8")
        self.run("policy", "publish", "--approver", "Ala")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with tags(DOMAIN, folder) as server:
        office = Office(folder, free_port(), server)
        office.run("cloud", "migrate")
        office.run("policy", "init", "--set", "pol-003", "--var", str(folder / "cloud"))
        (folder / "password").write_text(PASSWORD)
        for name, language in (("Ala", "en"), ("Bartek", "pl")):
            names = ["--first-name", name, "--last-name", "Nowak", "--language", language]
            email = ["--email", f"{name.lower()}@example.com"]
            office.run("cloud", "add-person", *email, *names, "--password-file", str(folder / "password"))
        office.cloud.start()
        try:
            office.cloud.line("CLOUD LISTENING")
            yield office
        finally:
            office.cloud.stop()


@pytest.fixture(scope="module")
def surfer(chromium: Browser) -> Iterator[Browser]:
    """A browser that finds the public site on this machine."""
    rules = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*SWITCHES, rules])
    yield browser
    browser.close()


@contextmanager
def visiting(surfer: Browser, **wish: object) -> Iterator[Page]:
    """A fresh browser of somebody's own."""
    wish = {"locale": "en-GB", "viewport": DESK, "reduced_motion": "reduce"} | wish
    context: BrowserContext = surfer.new_context(ignore_https_errors=True, **wish)  # type: ignore[arg-type]
    context.set_default_timeout(SLOW_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(surfer: Browser) -> Iterator[Page]:
    with visiting(surfer) as page:
        yield page


def dialog(page: Page) -> Locator:
    return page.locator("#cookies")


def way(page: Page, answer: str) -> Locator:
    return dialog(page).locator(f"button[value={answer}]")


def press(page: Page, button: Locator) -> None:
    """Press, and wait until the page came again."""
    page.evaluate("() => { window.before = true; }")
    button.click()
    page.wait_for_function("() => window.before === undefined && document.readyState === 'complete'")


def cookies(page: Page) -> set[str]:
    return {str(cookie["name"]) for cookie in page.context.cookies()}


def loaded(page: Page, tool: str) -> bool:
    found: bool = page.evaluate(f"() => document.documentElement.dataset.{tool} === 'loaded'")
    return found


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def allowed(page: Page) -> str:
    header: str = page.evaluate("async () => (await fetch(location)).headers.get('content-security-policy')")
    return header


def test_a033_a_fresh_browser_gets_necessary_cookies_and_no_third_party(office: Office, page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))

    for path in ("/demo/site/", "/", "/privacy/", "/accounts/login/"):
        page.goto(office.site.replace("/demo/site/", path))

    assert hosts == {f"{HOST}:{office.port}"}
    assert cookies(page) <= NECESSARY
    assert office.tags.asked == []


MEASURES = """button => {
  const box = button.getBoundingClientRect(), style = getComputedStyle(button);
  const looks = ["color", "backgroundColor", "borderColor", "borderWidth", "fontSize", "fontWeight", "opacity"];
  return { size: [box.width, box.height].map(Math.round), looks: looks.map((name) => style[name]), top: box.top };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("locale", "size"), [("pl-PL", PHONE), ("en-GB", DESK)], ids=["phone-pl", "desk-en"])
def test_a034_the_three_ways_weigh_the_same(
    office: Office, surfer: Browser, locale: str, size: dict[str, int], scheme: str
) -> None:
    with visiting(surfer, locale=locale, viewport=size, color_scheme=scheme) as page:
        page.goto(office.site)
        shot(page, f"dialog-{locale}-{size['width']}-{scheme}")

        ways = [way(page, answer) for answer in ("accept", "refuse", "choose")]
        measures = [one.evaluate(MEASURES) for one in ways]

        assert measures[0] == measures[1] == measures[2]
        for one in ways:
            expect(one).to_be_in_viewport(ratio=1)
        assert dialog(page).locator("input[type=checkbox]").count() == 3
        assert dialog(page).locator("input:checked").count() == 0
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        assert problems(page) == []


def problems(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]


@pytest.mark.parametrize("answer", ["accept", "refuse"])
def test_a034_yes_and_no_take_one_press(office: Office, page: Page, answer: str) -> None:
    page.goto(office.site)

    press(page, way(page, answer))

    expect(dialog(page)).to_have_count(0)
    page.goto(office.site)
    expect(dialog(page)).to_have_count(0)


def test_a034_everything_is_done_by_keyboard(office: Office, page: Page) -> None:
    page.goto(office.site)
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.value || document.activeElement.textContent.trim()"))
        if reached[-1] == "cookies.analytics":
            page.keyboard.press("Space")
        if reached[-1] == "choose":
            break

    assert [one for one in reached if one in {"accept", "refuse", "choose"}] == ["accept", "refuse", "choose"]
    page.evaluate("() => { window.before = true; }")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.before === undefined")
    expect(dialog(page)).to_have_count(0)
    page.wait_for_function("() => document.documentElement.dataset.googleanalytics === 'loaded'")
    assert not loaded(page, "facebookpixel")


def test_a034_the_dialog_works_without_scripts(office: Office, surfer: Browser) -> None:
    with visiting(surfer, java_script_enabled=False) as page:
        page.goto(office.site)
        way(page, "refuse").click()

        expect(dialog(page)).to_have_count(0)
        expect(page.get_by_text("You agreed to nothing beyond what is necessary.")).to_be_visible()
        page.get_by_role("link", name="Cookie choices").click()
        way(page, "accept").click()
        expect(page.get_by_role("button", name="Withdraw consent to cookies")).to_be_visible()


def test_nothing_jumps_when_the_dialog_goes(office: Office, surfer: Browser) -> None:
    with visiting(surfer, viewport={"width": 390, "height": 500}) as page:
        page.goto(office.site)
        page.evaluate("() => scrollTo(0, 60)")
        heading = page.get_by_role("heading", level=1)
        before = heading.bounding_box(), page.evaluate("() => scrollY")

        press(page, way(page, "refuse"))

        expect(dialog(page)).to_have_count(0)
        shift = page.evaluate("() => scrollY")
        top = page.evaluate("() => document.documentElement.scrollHeight - innerHeight")
        assert shift == min(before[1], max(top, 0))
        assert heading.bounding_box()["x"] == before[0]["x"]  # type: ignore[index]


def test_a035_what_is_withdrawn_is_gone_from_the_next_page(office: Office, page: Page) -> None:
    page.goto(office.site)
    assert "google_analytics.js" not in page.content()
    assert office.tags.host not in allowed(page)
    dialog(page).get_by_label("Statistical cookies", exact=True).check()
    press(page, way(page, "choose"))
    page.wait_for_function("() => document.documentElement.dataset.googleanalytics === 'loaded'")
    assert "facebook_pixel.js" not in page.content()
    assert f"script-src 'self' https://{office.tags.host}" in allowed(page)
    kept = [(cookie["domain"], cookie["path"]) for cookie in page.context.cookies() if cookie["name"] == "_ga"]
    assert sorted(kept) == [(f".{DOMAIN}", "/"), (HOST, "/"), (HOST, "/demo/")]
    shot(page, "agreed")

    press(page, page.get_by_role("button", name="Withdraw consent to cookies"))

    assert "_ga" not in cookies(page)
    assert "google_analytics.js" not in page.content()
    assert office.tags.host not in allowed(page)
    assert cookies(page) <= NECESSARY


def test_a036_the_signal_means_no_without_a_dialog(office: Office, surfer: Browser) -> None:
    with visiting(surfer, extra_http_headers={"Sec-GPC": "1"}) as page:
        page.goto(office.site)
        expect(dialog(page)).to_have_count(0)
        expect(page.get_by_text("Your browser says no to tracking")).to_be_visible()
        assert cookies(page) <= NECESSARY
        shot(page, "signal")

        page.get_by_role("link", name="Cookie choices").click()
        dialog(page).get_by_label("Statistical cookies", exact=True).check()
        press(page, way(page, "choose"))

        expect(page.get_by_role("listitem").filter(has_text="Statistical cookies")).to_be_visible()
        assert "google_analytics.js" in page.content()


@pytest.mark.parametrize("value", ["0", "true"])
def test_a036_other_values_are_no_signal(office: Office, surfer: Browser, value: str) -> None:
    with visiting(surfer, extra_http_headers={"Sec-GPC": value}) as page:
        page.goto(office.site)

        expect(dialog(page)).to_be_visible()


def test_a036_a_signal_that_comes_later_takes_the_yes_back(office: Office, page: Page) -> None:
    page.goto(office.site)
    press(page, way(page, "accept"))

    page.context.set_extra_http_headers({"Sec-GPC": "1"})
    page.goto(office.site)

    assert "google_analytics.js" not in page.content()
    assert "_ga" not in cookies(page)


def test_a_changed_promise_asks_again_whoever_said_no(office: Office, page: Page) -> None:
    page.goto(office.site)
    press(page, way(page, "refuse"))
    expect(dialog(page)).to_have_count(0)

    office.add_cookie("_another")
    page.goto(office.site)

    expect(dialog(page)).to_be_visible()
    expect(dialog(page)).to_contain_text("_another", use_inner_text=False)


def sign_in(page: Page, office: Office, name: str) -> None:
    page.goto(f"{office.origin}/accounts/login/")
    page.locator("input[name=login]").fill(f"{name}@example.com")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/app/$"))
    page.goto(f"{office.origin}/privacy/choices/")


@pytest.mark.parametrize(
    ("name", "locale", "size", "words"),
    [
        ("ala", "en-GB", DESK, ("I agree", "I withdraw my consent", "stays lawful")),
        ("bartek", "pl-PL", PHONE, ("Zgadzam się", "Wycofuję zgodę", "pozostaje zgodne z prawem")),
    ],
)
def test_a040_taking_back_takes_as_many_steps_as_giving(
    office: Office, surfer: Browser, name: str, locale: str, size: dict[str, int], words: tuple[str, str, str]
) -> None:
    with visiting(surfer, locale=locale, viewport=size) as page:
        sign_in(page, office, name)
        question = page.locator("form.choice").filter(has=page.locator("input[value='app.weather']"))
        shot(page, f"choices-{name}")
        give = question.get_by_role("button", name=words[0]).first
        before = give.evaluate(MEASURES)["size"]

        press(page, give)
        expect(question).to_contain_text(words[2])
        take_back = question.get_by_role("button", name=words[1])
        assert take_back.evaluate(MEASURES)["size"][1] >= before[1]
        press(page, take_back)

        expect(question.get_by_role("button", name=words[0]).first).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        assert problems(page) == []


def test_a039_a_child_names_a_guardian_who_alone_says_yes(office: Office, surfer: Browser) -> None:
    with visiting(surfer, locale="pl-PL", viewport=PHONE) as child, visiting(surfer) as guardian:
        sign_in(child, office, "bartek")
        child.get_by_label("Ile masz lat?").select_option("13_15")
        child.get_by_label("adres e-mail opiekuna").fill("ala@example.com")
        press(child, child.get_by_role("button", name="Zapisz"))
        expect(child.get_by_text("Na to może zgodzić się tylko rodzic lub opiekun.").first).to_be_visible()
        shot(child, "child")

        sign_in(guardian, office, "ala")
        shot(guardian, "guardian")
        press(guardian, guardian.get_by_role("button", name="Yes, I am the guardian"))
        ward = guardian.locator("form.choice").filter(has=guardian.locator("input[value='app.sales_analysis']")).nth(1)
        press(guardian, ward.get_by_role("button", name="I agree"))

        child.reload()
        expect(child.get_by_text("Twoim opiekunem jest Ala")).to_be_visible()
        expect(child.get_by_text("Zgoda udzielona")).to_have_count(1)
        assert problems(child) == []
        assert problems(guardian) == []
