"""Take pictures of every screen from a demo that this starts and stops: `.venv/bin/python tools/pictures.py`.

All of them lie in build/pictures then, in both languages, on a phone and on a desk, light and dark; those that the
README and the manual show are copied to docs/pictures.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
ALL, SHOWN = ROOT / "build" / "pictures", ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZES = {"desk": ViewportSize(width=1280, height=860), "phone": ViewportSize(width=390, height=844)}
SCHEMES = ("light", "dark")
LOCALES = {"pl": "pl-PL", "en": "en-GB"}
ON_A_PHONE = ("room", "search", "wheel", "alarm", "arrange", "sign-in", "security")
# What the README and the manual show, by the name there.
CHOSEN = {
    "home.png": "room-pl-desk-light.png",
    "home-phone.png": "room-pl-phone-dark.png",
    **{f"{screen}-{language}.png": f"{screen}-{language}-phone-light.png"
       for screen, language in product(ON_A_PHONE, LOCALES)},
}  # fmt: skip
LINK = re.compile(r"http://\S+/app/#demo=\S+")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def demo(language: str) -> Iterator[str]:
    """A demo whose person speaks this language; the link that opens it."""
    with tempfile.TemporaryDirectory() as var:
        ports = [word for name in ("port", "road-port", "status-port") for word in (f"--{name}", str(free_port()))]
        words = [sys.executable, "-m", "ostoja", "demo", "--var", var, "--no-inhabitant", *ports]
        environment = {**os.environ, "LANG": LOCALES[language].replace("-", "_"), "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment
        ) as process:
            try:
                yield next(found[0] for line in process.stdout or () if (found := LINK.search(line)))
            finally:
                process.terminate()


def device(page: Page, kind: str) -> None:
    """Bring the first device of this kind into the picture."""
    page.locator(f"ostoja-device[data-kind={kind}]").first.scroll_into_view_if_needed()


def room(page: Page) -> None:
    """Choose the living room."""
    if (line := page.locator(".roomlist summary")).is_visible():
        line.click()
    page.locator(".roomlist button", has_text="Salon").first.click()
    page.locator("section.room h2", has_text="Salon").wait_for()


def search(page: Page) -> None:
    """Look for a word, without its signs."""
    page.get_by_role("searchbox").fill("lazience")
    page.wait_for_function("() => document.querySelectorAll('ostoja-device').length < 40")


def wheel(page: Page) -> None:
    """Open a colour wheel."""
    strip = page.locator("ostoja-device").filter(has=page.get_by_role("heading", name="Półki w salonie", exact=True))
    strip.locator("summary").click()
    strip.locator(".wheel").wait_for()
    strip.evaluate("(card) => card.scrollIntoView({ block: 'center' })")


def arrange(page: Page) -> None:
    """Arrange the home."""
    page.locator(".rooms__tools button[aria-pressed]").click()
    page.locator("ostoja-placing").first.wait_for()


def access(page: Page) -> None:
    """The view of accesses."""
    page.locator("[data-view=sharing]").click()
    page.locator(".list li").first.wait_for()


IN_APP: dict[str, Callable[[Page], None]] = {
    "home": lambda _: None,
    "room": room,
    "search": search,
    "wheel": wheel,
    "alarm": lambda page: device(page, "alarm"),
    "heating": lambda page: device(page, "heating"),
    "blind": lambda page: device(page, "blind"),
    "scene": lambda page: device(page, "scene"),
    "arrange": arrange,
    "access": access,
}
PAGES = {
    "account": "/accounts/",
    "security": "/accounts/security/",
    "mine": "/privacy/mine/",
    "choices": "/privacy/choices/",
    "policy": "/privacy/",
}


def take(browser: Browser, link: str, language: str, size: str, scheme: str) -> None:
    """Every screen in this language and size, light or dark."""
    context = browser.new_context(
        locale=LOCALES[language],
        viewport=SIZES[size],
        color_scheme=scheme,  # type: ignore[arg-type] # one of SCHEMES
        reduced_motion="reduce",
    )
    page, origin = context.new_page(), link.split("/app/", maxsplit=1)[0]

    def keep(screen: str) -> None:
        page.screenshot(path=ALL / f"{screen}-{language}-{size}-{scheme}.png", animations="disabled")

    page.goto(f"{origin}/accounts/login/")
    keep("sign-in")
    page.goto(link)
    for screen, show in IN_APP.items():
        page.locator("ostoja-standing[data-standing=live]").wait_for(state="attached")
        page.locator("ostoja-device").first.wait_for()
        show(page)
        keep(screen)
        page.evaluate("() => history.replaceState(null, '')")
        page.goto(f"{origin}/app/")
    for screen, path in PAGES.items():
        page.goto(origin + path)
        keep(screen)
    context.close()


def main() -> None:
    """Take them all, and copy those that are shown."""
    shutil.rmtree(ALL, ignore_errors=True)
    ALL.mkdir(parents=True)
    SHOWN.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        for language in LOCALES:
            with demo(language) as link:
                for size, scheme in product(SIZES, SCHEMES):
                    take(browser, link, language, size, scheme)
        browser.close()
    for name, source in CHOSEN.items():
        shutil.copy(ALL / source, SHOWN / name)


if __name__ == "__main__":
    main()
