from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.stories.pages import claim, is_live, show_whole, sign_in, someone
from tests.stories.town import Town


@contextmanager
def standing(town: Town) -> Iterator[Town]:
    try:
        town.start()
        yield town
    finally:
        town.stop()
    # Proves: A019.
    assert town.slips() == []


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with standing(Town(tmp_path_factory.mktemp("town"))) as town:
        yield town


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Page]:
    """Ala's page with a house that has everything."""
    town = Town(tmp_path_factory.mktemp("town"), furnished=("--home", "house"))
    with standing(town), someone(chromium) as context:
        page = context.new_page()
        sign_in(page, town, town.add_person("Ala"))
        claim(page, town.claim_code(), "House")
        is_live(page)
        yield page


@pytest.fixture
def house(lived_in: Page) -> Page:
    """The page with the whole house on it, on a desk; the devices are as the stories before have left them."""
    show_whole(lived_in)
    return lived_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.story)
