"""How high cards are that are not drawn yet."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
ASK = """async ([base, columns, seen, wanted]) => {
  const { Heights } = await import(`${base}/views/heights.js`);
  const heights = new Heights();
  const device = (traits) => ({ kind: "light", traits: traits.map((name) => ({ name })) });
  const card = ([traits, height]) => [device(traits), { getBoundingClientRect: () => ({ height }) }];
  const learned = [];
  for (const [inRow, cards] of seen) {
    heights.fit(inRow);
    learned.push(heights.learn(cards.map(card)));
  }
  heights.fit(columns);
  return [learned, heights.of(wanted.map(device))];
}"""
LAMP, DIMMER = ["on_off"], ["on_off", "brightness"]
Seen = list[tuple[int, list[tuple[list[str], int]]]]


def asked(page: Page, address: str, columns: int, seen: Seen, wanted: list[list[str]]) -> tuple[list[bool], float]:
    """Whether each sight taught something, and the height of what is wanted then."""
    learned, height = page.evaluate(ASK, [address, columns, seen, wanted])
    return learned, height


def test_a_row_is_as_high_as_its_highest_card(page: Page, modules_address: str) -> None:
    seen: Seen = [(2, [(LAMP, 100), (DIMMER, 180)])]

    assert asked(page, modules_address, 2, seen, [LAMP, DIMMER, LAMP]) == ([True], 180 + 12 + 100)


def test_a_card_of_a_kind_that_is_known_teaches_nothing(page: Page, modules_address: str) -> None:
    seen: Seen = [(1, [(LAMP, 100)]), (1, [(LAMP, 140)])]

    assert asked(page, modules_address, 1, seen, [LAMP]) == ([True, False], 100)


def test_what_was_seen_in_another_width_is_a_guess_until_it_is_seen_in_this(page: Page, modules_address: str) -> None:
    seen: Seen = [(3, [(LAMP, 100), (DIMMER, 180)]), (1, [(LAMP, 120)])]

    assert asked(page, modules_address, 1, seen, [LAMP, DIMMER]) == ([True, True], 120 + 12 + 180)


def test_what_was_never_seen_is_guessed(page: Page, modules_address: str) -> None:
    assert asked(page, modules_address, 1, [], [LAMP]) == ([], 208)
