"""What a real browser does: open the app with nothing kept of it, and scroll through the home."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.stories.pages import claim, is_live, sign_in, someone
from tests.stories.town import Town

# What Chromium keeps of an origin's files; its key and its cookies stay.
KEPT_FILES = "cache_storage,service_workers,shader_cache"
FIRST_CARDS = 12  # A window full; the smallest home has a few more.
PATIENCE_MS = 60_000
SPEEDS = {"reading": 800, "flick": 8_000}  # Pixels a second.
LINES = 5_000
SCROLLED_S = 8

# Notes when the first cards of the home are in the page, in milliseconds since the navigation began.
WATCH = f"""() => {{
  window.drawn = null;
  const look = () => {{
    const cards = document.querySelectorAll("ostoja-device");
    if (cards.length >= {FIRST_CARDS}) window.drawn = performance.now();
    else requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}}"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
# The instants at which frames began, as the browser itself tells them, from now until asked to end.
FRAMES = """() => {
  window.frames_ = [];
  window.isOver = false;
  const next = (at) => { window.frames_.push(at); if (!window.isOver) requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
OVER = "() => { window.isOver = true; return [window.frames_, window.scrollY]; }"


@contextmanager
def home_in(chromium: Browser, *furnished: str) -> Iterator[tuple[Town, BrowserContext]]:
    """A town with Ala's home, and a browser of hers that the home has admitted."""
    with tempfile.TemporaryDirectory(prefix="ostoja-bench-") as folder, someone(chromium) as context:
        town = Town(Path(folder), latency=0, furnished=furnished)
        try:
            town.start()
            page = context.new_page()
            sign_in(page, town, town.add_person("Ala"))
            claim(page, town.claim_code(), "House")
            is_live(page, PATIENCE_MS)
            page.locator("ostoja-device").nth(FIRST_CARDS - 1).wait_for(timeout=PATIENCE_MS)
            page.close()
            yield town, context
        finally:
            town.stop()


def opened(context: BrowserContext, origin: str) -> dict[str, float]:
    """The app opened with an empty cache: when it painted, when the home was there, and what came over the wire.

    Units: milliseconds since the navigation began; bytes as they were sent, with their headers.
    """
    page = context.new_page()
    try:
        wire, sizes = context.new_cdp_session(page), dict[str, int]()
        kinds: dict[str, str] = {}
        wire.send("Network.enable")
        wire.send("Network.clearBrowserCache")
        wire.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT_FILES})
        wire.on("Network.responseReceived", lambda said: kinds.update({said["requestId"]: said["type"]}))
        wire.on("Network.loadingFinished", lambda said: sizes.update({said["requestId"]: said["encodedDataLength"]}))
        page.add_init_script(f"({WATCH})()")
        page.goto(f"{origin}/app/")
        page.wait_for_function("() => window.drawn !== null", timeout=PATIENCE_MS)
        is_live(page, PATIENCE_MS)
        code = sum(size for id_, size in sizes.items() if kinds.get(id_) in {"Script", "Stylesheet"})
        return {
            "paint_ms": page.evaluate(PAINT),
            "drawn_ms": page.evaluate("() => window.drawn"),
            "code_bytes": code,
            "all_bytes": sum(sizes.values()),
        }
    finally:
        page.close()


def scrolled(context: BrowserContext, origin: str) -> dict[str, Any]:
    """The home scrolled down at a reading speed and in a flick, and beside it as long a page of bare lines.

    Units: milliseconds that each frame took; pixels.
    """
    page = context.new_page()
    try:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{origin}/app/")
        is_live(page, PATIENCE_MS)
        page.locator("ostoja-device").nth(FIRST_CARDS - 1).wait_for(timeout=PATIENCE_MS)
        home = {name: _gesture(page, speed) for name, speed in SPEEDS.items()}
        page.set_content(f"<p>{'</p><p>'.join(f'Line {number}' for number in range(LINES))}</p>")
        return {**home, **{f"bare {name}": _gesture(page, speed) for name, speed in SPEEDS.items()}}
    finally:
        page.close()


def _gesture(page: Page, speed: int) -> dict[str, Any]:
    wire = page.context.new_cdp_session(page)
    before = page.evaluate("() => scrollY")
    page.evaluate(FRAMES)
    gesture = {"x": 640, "y": 450, "yDistance": -speed * SCROLLED_S, "speed": speed, "preventFling": True}
    wire.send("Input.synthesizeScrollGesture", gesture)
    instants, after = page.evaluate(OVER)
    return {
        "pixels": after - before,
        "frames_ms": [then - now for now, then in pairwise(instants)],
    }
