"""The rooms of a home as a tree, in the order in which a person likes them."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
ROOMS = [
    {"id": "ground", "name": "Parter"},
    {"id": "first", "name": "Piętro"},
    {"id": "bath", "name": "Łazienka", "parent": "first"},
    {"id": "ten", "name": "Pokój 10", "parent": "first"},
    {"id": "two", "name": "Pokój 2", "parent": "first"},
    {"id": "lost", "name": "Strych", "parent": "unknown"},
]


def tree(page: Page, address: str, rooms: list[dict[str, Any]], order: tuple[str, ...] = ()) -> list[list[Any]]:
    found: list[list[Any]] = page.evaluate(
        """async ([base, rows, order]) => {
          document.documentElement.setAttribute("lang", "pl");
          const { tree } = await import(`${base}/home/rooms.js`);
          const { Liking } = await import(`${base}/home/liking.js`);
          const liking = new Liking(() => Promise.resolve());
          liking.take({ order });
          const rooms = new Map(rows.map((row) => [row.id, row]));
          return tree({ rooms }, liking).map(({ room, depth, path, within }) => [room.id, depth, path, within]);
        }""",
        [address, rooms, list(order)],
    )
    return found


def test_parents_come_first_and_names_stand_as_people_read_them(page: Page, modules_address: str) -> None:
    assert tree(page, modules_address, ROOMS) == [
        ["ground", 0, [], ["ground"]],
        ["first", 0, [], ["first"]],
        ["bath", 1, ["Piętro"], ["first", "bath"]],
        ["two", 1, ["Piętro"], ["first", "two"]],
        ["ten", 1, ["Piętro"], ["first", "ten"]],
        ["lost", 0, [], ["lost"]],
    ]


def test_a_person_orders_rooms_among_those_beside_them(page: Page, modules_address: str) -> None:
    found = tree(page, modules_address, ROOMS, order=("ten", "first"))

    assert [id_ for id_, *_ in found] == ["first", "ten", "bath", "two", "ground", "lost"]


def test_rooms_that_are_each_others_parents_are_shown_once(page: Page, modules_address: str) -> None:
    rooms = [{"id": "a", "name": "A", "parent": "b"}, {"id": "b", "name": "B", "parent": "a"}]

    assert tree(page, modules_address, rooms) == [["a", 0, [], ["a"]], ["b", 1, ["A"], ["a", "b"]]]


def test_the_rooms_to_choose_from_hold_a_device_that_is_shown(page: Page, modules_address: str) -> None:
    found = page.evaluate(
        """async ([base, rows]) => {
          const { inhabited } = await import(`${base}/views/grouping.js`);
          const { Liking } = await import(`${base}/home/liking.js`);
          const liking = new Liking(() => Promise.resolve());
          liking.take({ hidden: ["lamp"] });
          const rooms = new Map(rows.map((row) => [row.id, row]));
          const devices = new Map([
            ["lamp", { id: "lamp", rooms: ["ground"] }],
            ["fan", { id: "fan", rooms: ["unknown", "bath"] }],
          ]);
          return inhabited({ rooms, devices }, liking).map(({ room }) => room.id);
        }""",
        [modules_address, ROOMS],
    )

    assert found == ["first", "bath"]
