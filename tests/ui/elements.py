"""One control alone in a page, and what it asked for."""

from typing import Any

from playwright.sync_api import Page


def shown_page(page: Page, address: str) -> None:
    """Open the app's page without the app, in English; what is wished is collected."""
    page.route("**/static/**", lambda route: route.abort())
    page.goto(f"{address}/app/index.html")
    page.evaluate(
        """async (base) => {
          const { speak } = await import(`${base}/texts/texts.js`);
          await speak("en");
          window.wishes = [];
          addEventListener("wish", ({ detail }) => window.wishes.push(detail));
        }""",
        address,
    )


def draw(page: Page, address: str, name: str, trait: dict[str, Any], shown: dict[str, Any]) -> None:
    """Put this element into the page, for this trait, and show this."""
    page.evaluate(
        """async ([base, name, trait, shown]) => {
          await import(`${base}/elements/${name}.js`);
          const element = document.createElement(`ostoja-${name}`);
          document.getElementById("app").replaceChildren(element);
          element.prepare?.(trait);
          element.show(shown);
        }""",
        [address, name, trait, shown],
    )


def wishes(page: Page) -> list[dict[str, Any]]:
    """What the page asked for, the first first."""
    found: list[dict[str, Any]] = page.evaluate("() => window.wishes")
    return found
