"""Take the README's picture from a running demo: `python tools/pictures.py LINK` with the link of `make run`."""

import base64
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
DESK, PHONE = (1180, 820), (390, 820)
FRAME = """<body style="margin:0;padding:24px;background:#d9d5cb;display:flex;gap:24px;align-items:flex-start">
<img src="data:image/png;base64,{desk}" style="border-radius:12px;width:1180px">
<img src="data:image/png;base64,{phone}" style="border-radius:24px;width:390px"></body>"""


def shot(browser: Browser, link: str, size: tuple[int, int], language: str, scheme: str) -> str:
    """A page with the home on it, as base64."""
    context = browser.new_context(
        locale=language,
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(link)
    page.locator("ostoja-device").first.wait_for()
    page.get_by_role("switch", name="Lampa w salonie").scroll_into_view_if_needed()
    picture = base64.b64encode(page.screenshot()).decode()
    context.close()
    return picture


def main() -> None:
    """Take both, and lay them side by side."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        desk = shot(browser, sys.argv[1], DESK, "pl-PL", "light")
        phone = shot(browser, sys.argv[1], PHONE, "pl-PL", "dark")
        page = browser.new_page(viewport={"width": DESK[0] + PHONE[0] + 72, "height": DESK[1] + 48})
        page.set_content(FRAME.format(desk=desk, phone=phone))
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / "home.png")
        browser.close()


if __name__ == "__main__":
    main()
