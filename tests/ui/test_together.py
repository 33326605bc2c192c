"""Many devices are asked at once: which, how many at a time, and what is said of how it went."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
AT_ONCE = 8


class Together:
    """The asking in the page; the home answers when the test says so."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        page.evaluate(
            """async (base) => {
              const { Together, countDeeds, sumDeeds, deedsOf } = await import(`${base}/home/together.js`);
              Object.assign(window, { countDeeds, sumDeeds, deedsOf });
              const house = new EventTarget();
              house.devices = new Map();
              window.asked = [];
              const command = (device, does) => {
                window.asked.push([device, does]);
                return `c-${device}`;
              };
              window.house = house;
              window.together = new Together({ house, command });
              window.heard = [];
              window.together.addEventListener("change", ({ detail }) => window.heard.push(detail));
            }""",
            address,
        )

    def ask(self, count: int, known: int | None = None) -> None:
        self._page.evaluate(
            """([count, known]) => {
              const ids = Array.from({ length: count }, (_, at) => `d${at}`);
              for (const id of ids.slice(0, known)) window.house.devices.set(id, { id });
              window.together.ask(ids, { c: "turn", on: false });
            }""",
            [count, count if known is None else known],
        )

    def settle(self, device: str, step: str, id_: str | None = None) -> None:
        self._page.evaluate(
            "(detail) => window.house.dispatchEvent(new CustomEvent('settled', { detail }))",
            {"id": id_ or f"c-{device}", "device": device, "step": step},
        )

    def get(self, script: str) -> Any:
        return self._page.evaluate(f"() => {script}")

    @property
    def last(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("window.heard.at(-1)")
        return found


@pytest.fixture
def together(page: Page, modules_address: str) -> Together:
    return Together(page, modules_address)


def test_a_few_are_asked_at_a_time_and_the_next_when_one_has_answered(together: Together) -> None:
    together.ask(AT_ONCE + 2)
    assert together.get("window.asked.length") == AT_ONCE
    assert together.get("window.asked[0]") == ["d0", {"c": "turn", "on": False}]

    together.settle("d0", "sent")
    assert together.get("window.asked.length") == AT_ONCE
    together.settle("d0", "confirmed")
    together.settle("d1", "timed_out")

    assert together.get("window.asked.length") == AT_ONCE + 2
    assert together.last == {"done": 1, "failed": 1, "all": AT_ONCE + 2, "over": False}


def test_it_is_over_when_all_have_answered(together: Together) -> None:
    together.ask(2)
    together.settle("d0", "moving")
    together.settle("d1", "refused")

    assert together.last == {"done": 1, "failed": 1, "all": 2, "over": True}
    assert together.get("window.together.isBusy") is False


def test_a_newer_wish_of_the_persons_counts_instead(together: Together) -> None:
    together.ask(1)
    together.settle("d0", "asked", id_="newer")

    assert together.last == {"done": 1, "failed": 0, "all": 1, "over": True}


def test_what_is_gone_in_the_meantime_failed(together: Together) -> None:
    together.ask(3, known=1)
    together.settle("d0", "confirmed")

    assert together.last == {"done": 1, "failed": 2, "all": 3, "over": True}


def test_who_stops_asks_no_more(together: Together) -> None:
    together.ask(AT_ONCE + 2)
    together.get("window.together.stop()")
    together.settle("d0", "confirmed")

    assert together.get("window.asked.length") == AT_ONCE
    assert together.get("window.together.isBusy") is False


def device(id_: str, kind: str, trait: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "traits": [{"name": trait}], **more}


def test_a_group_has_the_deeds_that_fit_and_each_asks_those_it_would_change(
    page: Page, modules_address: str, together: Together
) -> None:
    devices = [
        device("on", "light", "on_off"),
        device("off", "light", "on_off"),
        device("watched", "light", "on_off", writable=False),
        device("gone", "light", "on_off", available=False),
        device("socket", "socket", "on_off"),
        device("open", "shutter", "open_close"),
        device("shut", "shutter", "open_close"),
        device("wind", "blind", "open_close"),
    ]
    states = {
        **{id_: [{"t": "on_off", "on": True}] for id_ in ("on", "watched", "gone", "socket")},
        "off": [{"t": "on_off", "on": False}],
        "open": [{"t": "open_close", "position": 100}],
        "shut": [{"t": "open_close", "position": 0}],
        "wind": [{"t": "open_close", "position": 50, "blocked_close": True}],
    }

    found = page.evaluate(
        """([devices, states]) => {
          const known = new Map(Object.entries(states).map(([id, values]) => [id, { values }]));
          const told = (count) => deedsOf(count).map(({ deed, ids, whole }) => [deed, ids, whole]);
          const single = devices.map((device) => countDeeds([device], known));
          return [told(countDeeds(devices, known)), told(sumDeeds(single))];
        }""",
        [devices, states],
    )

    deeds = [["lights_off", ["on"], 2], ["covers_open", ["shut", "wind"], 3], ["covers_close", ["open"], 3]]
    assert found == [deeds, deeds]


def test_one_device_is_no_group(page: Page, together: Together) -> None:
    script = "(one) => deedsOf(countDeeds([one], new Map()))"

    assert page.evaluate(script, device("lamp", "light", "on_off")) == []
