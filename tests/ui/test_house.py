"""What a page knows of a home: snapshots, news and the life of a command, with a clock that the test moves."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LAMP = {"id": "lamp", "name": "Lampa", "kind": "light", "traits": [{"name": "on_off"}]}
BLIND = {"id": "lamp", "name": "Roleta", "kind": "cover", "traits": [{"name": "open_close", "position": True}]}
WELCOME = {"m": "welcome", "now": 0, "home_online": True, "home_since": 0, "at": 5_000_000}


def state(device: str, *, on: bool) -> dict[str, Any]:
    return {"device": device, "at": 1, "values": [{"t": "on_off", "on": on}]}


def standing_at(position: int) -> dict[str, Any]:
    return {"device": "lamp", "at": 1, "values": [{"t": "open_close", "position": position}]}


class House:
    """The house in the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        # It stands still but for what the test moves.
        page.clock.install(time=0)
        page.clock.pause_at(1_000)
        page.evaluate(
            """async (base) => {
              const { House } = await import(`${base}/home/house.js`);
              window.house = new House();
            }""",
            address,
        )

    def hear(self, message: dict[str, Any]) -> Any:
        return self.page.evaluate("(message) => window.house.hear(message)", message)

    def get(self, script: str) -> Any:
        return self.page.evaluate(f"() => window.house.{script}")

    def ask(self, what: dict[str, Any]) -> str:
        return str(self.page.evaluate("(what) => window.house.ask('lamp', what).id", what))


@pytest.fixture
def house(page: Page, modules_address: str) -> House:
    return House(page, modules_address)


def test_a_snapshot_is_fresh_when_its_last_page_is_there(house: House) -> None:
    assert house.hear(WELCOME) == {"m": "more"}
    assert house.hear({"m": "page", "devices": [LAMP], "next": "lamp"}) == {"m": "more", "after": "lamp"}
    assert house.get("fresh") is False
    assert house.hear({"m": "page", "states": [state("lamp", on=True)]}) is None
    assert house.get("fresh") is True

    house.hear(WELCOME)
    assert house.get("fresh") is False
    assert house.get("devices.size") == 1


def test_a_device_that_a_new_snapshot_does_not_name_is_gone(house: House) -> None:
    house.hear(WELCOME)
    house.hear({"m": "page", "devices": [LAMP, {**LAMP, "id": "other"}], "states": [state("other", on=True)]})
    house.hear(WELCOME)
    house.hear({"m": "page", "devices": [LAMP]})

    assert house.get("devices.size") == 1
    assert house.get("states.size") == 0


def test_a_command_is_asked_until_it_is_confirmed(house: House) -> None:
    asked = house.ask({"c": "turn", "on": True})
    assert house.get("commandTo('lamp').step") == "asked"
    house.hear({"m": "command_is", "id": asked, "step": "sent"})
    assert house.get("commandTo('lamp').step") == "sent"
    house.hear({"m": "command_is", "id": asked, "step": "confirmed"})

    assert house.get("commandTo('lamp')") is None


def test_a_failure_is_shown_for_a_while(house: House) -> None:
    asked = house.ask({"c": "turn", "on": True})
    house.hear({"m": "command_is", "id": asked, "step": "refused", "reason": "blocked"})
    assert house.get("commandTo('lamp').reason") == "blocked"

    house.page.clock.fast_forward(6_001)

    assert house.get("commandTo('lamp')") is None


def test_a_command_that_nobody_answers_fails(house: House) -> None:
    house.ask({"c": "turn", "on": True})
    house.page.clock.fast_forward(12_001)

    assert house.get("commandTo('lamp').step") == "timed_out"
    assert house.get("commandTo('lamp').reason") == "no_echo"


def test_an_older_command_says_nothing_about_a_newer_one(house: House) -> None:
    older = house.ask({"c": "turn", "on": True})
    house.ask({"c": "turn", "on": False})
    house.hear({"m": "command_is", "id": older, "step": "refused", "reason": "superseded"})

    assert house.get("commandTo('lamp').step") == "asked"


def test_what_was_asked_lately_is_asked_again_and_older_wishes_fail_when_the_home_acts_no_more(house: House) -> None:
    asked = house.ask({"c": "turn", "on": True})
    assert [one["id"] for one in house.get("unanswered()")] == [asked]
    house.page.clock.fast_forward(8_001)

    assert house.get("unanswered()") == []
    assert house.get("commandTo('lamp').step") == "asked"
    house.page.clock.fast_forward(4_000)

    assert house.get("commandTo('lamp').reason") == "connection_lost"


def test_a_command_says_when_it_was_asked_by_the_gateways_clock_whatever_the_browsers_says(house: House) -> None:
    house.hear(WELCOME)
    house.page.clock.set_system_time(0)
    house.page.clock.fast_forward(1_000)
    house.hear({"m": "beat", "at": 5_000_900})
    house.page.clock.fast_forward(2_000)

    said = house.get("ask('lamp', { c: 'turn', on: true })")

    assert said["at"] == 5_002_900


def test_a_command_said_again_says_when_it_was_asked_first(house: House) -> None:
    house.hear(WELCOME)
    at = house.get("ask('lamp', { c: 'turn', on: true }).at")
    house.page.clock.fast_forward(3_000)
    house.hear({**WELCOME, "at": 9_000_000})

    assert [one["at"] for one in house.get("unanswered()")] == [at]


def test_a_command_asked_before_the_first_welcome_is_reckoned_from_it(house: House) -> None:
    assert house.get("ask('lamp', { c: 'turn', on: true }).at") is None
    house.page.clock.fast_forward(3_000)
    house.hear(WELCOME)

    assert [one["at"] for one in house.get("unanswered()")] == [4_997_000]


@pytest.mark.parametrize("what", [{"c": "arm", "pin": "1234"}, {"c": "run"}, {"c": "undo"}, {"c": "press"}])
def test_what_must_not_happen_twice_is_not_asked_twice_and_a_pin_is_not_kept(
    house: House, what: dict[str, Any]
) -> None:
    house.ask(what)

    assert "pin" not in house.get("commandTo('lamp').do")
    assert house.get("unanswered()") == []


@pytest.fixture
def blind(house: House) -> House:
    house.hear(WELCOME)
    house.hear({"m": "page", "devices": [BLIND], "states": [standing_at(40)]})
    return house


@pytest.mark.parametrize(
    ("what", "goal"), [({"c": "open"}, 100), ({"c": "close"}, 0), ({"c": "move", "position": 55}, 55)]
)
def test_a_cover_that_confirmed_is_moving_until_it_is_there(blind: House, what: dict[str, Any], goal: int) -> None:
    asked = blind.ask(what)
    blind.hear({"m": "command_is", "id": asked, "step": "confirmed"})
    assert blind.get("commandTo('lamp').step") == "moving"
    blind.page.clock.fast_forward(3_000)
    blind.hear({"m": "states", "states": [standing_at(50)]})
    blind.page.clock.fast_forward(3_000)
    assert blind.get("commandTo('lamp').step") == "moving"

    blind.hear({"m": "states", "states": [standing_at(goal)]})

    assert blind.get("commandTo('lamp')") is None


def test_a_cover_that_stands_still_elsewhere_is_not_said_to_move(blind: House) -> None:
    asked = blind.ask({"c": "open"})
    blind.hear({"m": "command_is", "id": asked, "step": "confirmed"})
    blind.page.clock.fast_forward(4_001)

    assert blind.get("commandTo('lamp')") is None


def test_a_cover_that_was_stopped_or_is_there_already_does_not_move(blind: House) -> None:
    for what in ({"c": "stop"}, {"c": "move", "position": 40}):
        asked = blind.ask(what)
        blind.hear({"m": "command_is", "id": asked, "step": "confirmed"})

        assert blind.get("commandTo('lamp')") is None


@pytest.mark.parametrize(
    ("ahead_ms", "astray_ms"), [(0, 0), (-60_000, 0), (10_800_000, 10_800_000), (-300_000, 300_000)]
)
def test_instants_are_told_by_this_browsers_clock_and_clear_differences_are_known(
    house: House, ahead_ms: int, astray_ms: int
) -> None:
    house.page.clock.pause_at(2_000_000_000)
    house.hear({**WELCOME, "now": 2_000_000_000_000 + ahead_ms})

    assert house.get(f"here({2_000_000_000_000 + ahead_ms})") == 2_000_000_000_000
    assert house.get("astray") == astray_ms


def test_what_was_known_once_is_shown_until_the_home_itself_says_what_is(house: House) -> None:
    known = {"rooms": [], "devices": [LAMP, {**BLIND, "id": "gone"}], "states": [state("lamp", on=True)], "offset": 7}
    house.page.evaluate("(known) => window.house.recall(known)", known)
    assert house.get("isKnown") is True
    assert house.get("fresh") is False
    assert house.get("here(10)") == 3

    house.hear(WELCOME)
    house.hear({"m": "page", "devices": [LAMP], "states": [state("lamp", on=False)]})

    assert house.get("devices.size") == 1
    assert house.get("states.get('lamp').values[0].on") is False
    house.page.evaluate("(known) => window.house.recall(known)", known)
    assert house.get("devices.size") == 1
    assert house.get("known()")["devices"] == [LAMP]


def test_what_was_known_once_can_be_forgotten(house: House) -> None:
    known = {"rooms": [], "devices": [LAMP], "states": [], "offset": 0}
    house.page.evaluate("(known) => { window.house.recall(known); window.house.recall(null); }", known)

    assert house.get("isKnown") is False
    assert house.get("devices.size") == 0
