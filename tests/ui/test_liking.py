"""How a person likes to see the home, in the page: what counts while the home has not answered, and what then."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


class Liking:
    """The liking in the page; the home answers when the test says so."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        page.evaluate(
            """async (base) => {
              const { Liking, moved } = await import(`${base}/home/liking.js`);
              const { grouped } = await import(`${base}/views/grouping.js`);
              window.asked = [];
              window.failed = [];
              window.moved = moved;
              window.grouped = grouped;
              const keep = (wanted) => new Promise((kept, refused) => window.asked.push({ wanted, kept, refused }));
              window.liking = new Liking(keep);
              window.liking.addEventListener("failed", ({ detail }) => window.failed.push(detail.reason));
            }""",
            address,
        )

    def do(self, script: str, given: Any = None) -> Any:
        return self._page.evaluate(f"(given) => {{ {script} }}", given)

    @property
    def favorites(self) -> list[str]:
        found: list[str] = self.do("return window.liking.favorites;")
        return found


@pytest.fixture
def liking(page: Page, modules_address: str) -> Liking:
    return Liking(page, modules_address)


def test_a_wish_shows_at_once_and_what_the_home_said_before_does_not_undo_it(liking: Liking) -> None:
    liking.do("window.liking.take({ favorites: ['a'] });")
    liking.do("window.liking.toggleFavorite('b'); window.liking.take({ favorites: ['a'] });")

    assert liking.favorites == ["a", "b"]
    assert liking.do("return window.asked[0].wanted;") == {"favorites": ["a", "b"], "hidden": [], "order": []}

    liking.do("window.asked[0].kept(); return Promise.resolve().then(() => Promise.resolve());")
    liking.do("window.liking.take({});")
    assert liking.favorites == []


def test_what_the_home_does_not_keep_stands_as_before_and_is_said(liking: Liking) -> None:
    liking.do("window.liking.take({ favorites: ['a'] });")
    liking.do(
        """
          const done = window.liking.toggleFavorite('a');
          window.asked[0].refused({ reason: 'store_failed' });
          return done;
        """
    )

    assert liking.favorites == ["a"]
    assert liking.do("return window.failed;") == ["store_failed"]


def test_a_home_that_has_said_nothing_keeps_nothing(liking: Liking) -> None:
    assert liking.do("return window.liking.isKept;") is False
    assert liking.do("window.liking.take({}); return window.liking.isKept;") is True


def test_what_is_hidden_is_toggled(liking: Liking) -> None:
    assert liking.do("window.liking.toggleHidden('a'); return window.liking.isHidden('a');") is True
    assert liking.do("window.liking.toggleHidden('a'); return window.liking.isHidden('a');") is False


@pytest.mark.parametrize(
    ("ids", "id_", "by", "now"),
    [
        (["a", "b", "c"], "b", -1, ["b", "a", "c"]),
        (["a", "b", "c"], "b", 1, ["a", "c", "b"]),
        (["a", "b"], "a", -1, ["a", "b"]),
        (["a", "b"], "b", 1, ["a", "b"]),
        (["a", "b"], "x", 1, ["a", "b"]),
    ],
)
def test_a_step_stays_within_its_list(liking: Liking, ids: list[str], id_: str, by: int, now: list[str]) -> None:
    assert liking.do("return window.moved(...given);", [ids, id_, by]) == now


def test_what_was_moved_stands_first_in_its_order_and_the_rest_by_name(liking: Liking) -> None:
    liking.do("window.liking.take({ order: ['z', 'gone'] }); window.liking.order(['c', 'a']);")
    named = [{"id": id_, "name": id_} for id_ in "abcz"]

    found = liking.do(
        "return window.liking.sorted(given, (one, other) => one.name.localeCompare(other.name)).map(({ id }) => id);",
        named,
    )

    assert found == ["z", "c", "a", "b"]
    assert liking.do("return window.asked[0].wanted.order;") == ["z", "gone", "c", "a"]


def groups(liking: Liking, *, everything: bool) -> list[list[Any]]:
    found: list[list[Any]] = liking.do(
        """
          const things = (rows) => new Map(rows.map((row) => [row.id, row]));
          const named = { r1: 'Salon', r2: 'Kuchnia', r3: 'Pusty' };
          const rooms = things(Object.entries(named).map(([id, name]) => ({ id, name })));
          const devices = things([
            { id: 'a', name: 'Lampa', rooms: ['r1'] },
            { id: 'b', name: 'Gniazdko', rooms: ['r1'] },
            { id: 'c', name: 'Czajnik', rooms: ['r2', 'r1'] },
            { id: 'd', name: 'Brama', rooms: ['unknown'] },
          ]);
          const groups = window.grouped({ rooms, devices }, window.liking, { everything: given });
          return groups.map(({ key, devices }) => [key, ...devices.map(({ id }) => id)]);
        """,
        everything,
    )
    return found


def test_favourites_come_first_and_stay_in_their_rooms_too(liking: Liking) -> None:
    liking.do("window.liking.take({ favorites: ['c', 'gone', 'a'] });")

    assert groups(liking, everything=False) == [["favorites", "c", "a"], ["r2", "c"], ["r1", "b", "a"], ["", "d"]]


def test_what_is_hidden_is_shown_only_to_whoever_arranges(liking: Liking) -> None:
    liking.do("window.liking.take({ hidden: ['c', 'b'], order: ['r1', 'a'] });")

    assert groups(liking, everything=False) == [["r1", "a"], ["", "d"]]
    assert groups(liking, everything=True) == [["r1", "a", "b"], ["r2", "c"], ["", "d"]]
