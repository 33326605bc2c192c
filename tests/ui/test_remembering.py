"""When a visit is put into the browser's memory, and when it is taken from there."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.waiting import until

pytestmark = pytest.mark.browser
DAY_MS = 24 * 60 * 60 * 1000
LAMP = {"id": "lamp", "name": "Lampa", "kind": "light", "traits": [{"name": "on_off"}]}


class Visits:
    """Visits of Ala's in the page, without a link; time is the test's."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        page.clock.install()
        page.evaluate(
            """async (base) => {
              const memory = await import(`${base}/home/memory.js`);
              const { House } = await import(`${base}/home/house.js`);
              const { Liking } = await import(`${base}/home/liking.js`);
              const { Remembering } = await import(`${base}/home/remembering.js`);
              const installation = { id: "i1", member: "m1" };
              await memory.begin({ person: { id: "ala", language: "pl" }, installations: [installation], last: "i1" });
              window.memory = memory;
              window.visit = () => {
                const visit = new EventTarget();
                Object.assign(visit, { installation, house: new House(), liking: new Liking(() => {}) });
                visit.remembering = new Remembering(visit);
                window.now = visit;
              };
              window.remembered = async () => (await memory.home(installation))?.value ?? null;
            }""",
            address,
        )
        self.begin()

    def begin(self) -> None:
        self.do("window.visit()")

    def do(self, script: str, given: Any = None) -> Any:
        return self._page.evaluate(f"(given) => {script}", given)

    def hear(self, *, on: bool) -> None:
        """The home says everything, the lamp so."""
        state = {"device": "lamp", "at": 1, "values": [{"t": "on_off", "on": on}]}
        self.do(
            "window.now.house.hear(given)", {"m": "welcome", "now": 0, "home_online": True, "home_since": 0, "at": 0}
        )
        self.do("window.now.house.hear(given)", {"m": "page", "devices": [LAMP], "states": [state]})

    def beat(self) -> None:
        """The home says that it is there, and nothing else."""
        self.do("window.now.house.hear({ m: 'beat', at: 0 })")

    def stands(self, *standings: str) -> None:
        """The link stands so, and at once after it so."""
        say = "window.now.dispatchEvent(new CustomEvent('standing', { detail: { standing } }))"
        self.do(f"given.forEach((standing) => {say})", standings)

    def pass_ms(self, milliseconds: int) -> None:
        self._page.clock.run_for(milliseconds)

    def jump_ms(self, milliseconds: int) -> None:
        self._page.clock.fast_forward(milliseconds)

    def wait(self, script: str) -> None:
        """Wait until this is so: sealing takes a moment of its own."""
        # A page's own waiting takes the promise of an answer for a yes.
        until(lambda: bool(self.do(f"(async () => {script})()")), seconds=10)


@pytest.fixture
def visits(page: Page, modules_address: str) -> Visits:
    return Visits(page, modules_address)


LIT = "(await window.remembered())?.home.states[0].values[0].on"


def test_a_home_is_kept_soon_and_then_at_most_once_a_minute(visits: Visits) -> None:
    visits.hear(on=True)
    assert visits.do("window.remembered()") is None
    visits.pass_ms(1_100)
    visits.wait(f"{LIT} === true")

    visits.hear(on=False)
    visits.pass_ms(50_000)
    assert visits.do("window.remembered()")["home"]["states"][0]["values"][0]["on"] is True
    visits.pass_ms(10_100)
    visits.wait(f"{LIT} === false")


@pytest.mark.parametrize("standing", ["lost", "waiting"])
def test_it_is_shown_when_nothing_truer_can_be_had(visits: Visits, standing: str) -> None:
    visits.hear(on=True)
    visits.do("window.now.remembering.keep()")
    visits.begin()
    visits.stands("connecting")
    assert visits.do("window.now.house.isKnown") is False

    visits.stands(standing)

    visits.wait("window.now.house.devices.has('lamp')")
    assert visits.do("window.now.house.fresh") is False


def test_a_home_that_was_not_heard_of_for_a_week_is_shown_no_longer(visits: Visits) -> None:
    visits.hear(on=True)
    visits.do("window.now.remembering.keep()")
    visits.begin()
    visits.stands("lost")
    visits.wait("window.now.house.devices.has('lamp')")

    visits.jump_ms(7 * DAY_MS + 1)

    assert visits.do("window.now.house.isKnown") is False
    assert visits.do("window.remembered()") is None


def test_an_ended_visit_keeps_nothing(visits: Visits) -> None:
    visits.hear(on=True)
    visits.do("window.now.remembering.end()")
    visits.pass_ms(120_000)

    assert visits.do("window.remembered()") is None


def test_who_is_let_in_no_longer_keeps_nothing_more(visits: Visits) -> None:
    visits.hear(on=True)
    visits.stands("ended")
    visits.pass_ms(120_000)

    assert visits.do("window.remembered()") is None


def test_what_waits_to_be_kept_is_kept_when_the_link_is_lost(visits: Visits) -> None:
    visits.hear(on=True)
    visits.stands("lost")

    visits.wait(f"{LIT} === true")


def test_its_age_is_that_of_the_last_word_of_the_home(visits: Visits) -> None:
    visits.hear(on=True)
    visits.stands("lost")
    visits.wait(f"{LIT} === true")
    before = visits.do("window.memory.home({ id: 'i1', member: 'm1' })")["at"]
    visits.jump_ms(DAY_MS)
    visits.do("window.now.remembering.keep()")

    assert visits.do("window.memory.home({ id: 'i1', member: 'm1' })")["at"] == before


def test_a_home_that_is_there_and_says_little_is_remembered(visits: Visits) -> None:
    visits.hear(on=True)
    visits.do("window.now.remembering.keep()")
    for _ in range(8):
        visits.jump_ms(DAY_MS)
        visits.beat()
        visits.wait(LIT)


def test_nothing_is_put_over_a_home_that_has_begun_to_speak(visits: Visits) -> None:
    visits.hear(on=True)
    visits.do("window.now.remembering.keep()")
    visits.begin()
    visits.stands("lost", "live")

    assert visits.do("(async () => { await window.remembered(); return window.now.house.isKnown; })()") is False
